"""Comparing two processes side by side, and correcting which steps match."""

from webapp.comparisons import merged
from webapp.comparisons.views import blueprint

# Importing the module registers its pages on the one blueprint.
PAGES = (merged,)
__all__ = ["blueprint"]
