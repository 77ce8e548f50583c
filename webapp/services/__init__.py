"""Finding: the home page, the catalogue of services, one service and what it asks, and search."""

from webapp.services import questions
from webapp.services.views import blueprint

# Importing the module registers its pages on the blueprint.
PAGES = (questions,)
__all__ = ["blueprint"]
