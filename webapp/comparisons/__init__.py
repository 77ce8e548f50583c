"""Comparing two processes side by side, and correcting which steps match."""

from webapp.comparisons import forms, merged
from webapp.comparisons.views import blueprint

# Importing the modules registers their pages on the one blueprint.
PAGES = (forms, merged)
__all__ = ["blueprint"]
