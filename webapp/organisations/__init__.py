"""Councils: in a list, one by one, the people who work for one, and what it sets for itself."""

from webapp.organisations import local_settings
from webapp.organisations.views import blueprint

# Importing the module registers its pages on the blueprint.
PAGES = (local_settings,)
__all__ = ["blueprint"]
