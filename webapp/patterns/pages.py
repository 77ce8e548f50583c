"""The pages of patterns, all on one blueprint."""

from webapp.patterns import forms, replacing, tables
from webapp.patterns.views import blueprint

# Importing the modules registers their pages on the one blueprint.
PAGES = (forms, replacing, tables)
__all__ = ["blueprint"]
