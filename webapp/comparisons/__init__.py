"""Comparing two processes side by side, deciding about what differs, and correcting which steps match."""

from webapp.comparisons import correcting, decided, deciding, forms, merged
from webapp.comparisons.views import blueprint

# Importing the modules registers their pages on the one blueprint.
PAGES = (correcting, decided, deciding, forms, merged)
__all__ = ["blueprint"]
