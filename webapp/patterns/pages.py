"""The pages of patterns, all on one blueprint."""

from webapp.patterns import replacing, tables
from webapp.patterns.views import blueprint

# Importing the modules registers their pages on the one blueprint.
PAGES = (replacing, tables)
__all__ = ["blueprint"]
