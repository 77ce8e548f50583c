"""Finding: the home page, the catalogue of services, one service, and search."""

from webapp.services.views import blueprint

__all__ = ["blueprint"]
