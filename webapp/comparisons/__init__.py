"""Comparing two processes side by side, deciding about what differs, and correcting which steps match."""

from webapp.comparisons import correcting, decided, deciding
from webapp.comparisons.views import blueprint

__all__ = ["blueprint", "correcting", "decided", "deciding"]
