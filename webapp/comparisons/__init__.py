"""Comparing two processes side by side, and correcting which steps match."""

from webapp.comparisons import forms as forms
from webapp.comparisons.views import blueprint

__all__ = ["blueprint"]
