"""A process taken out of the library: as a prototype that can be clicked through."""

from webapp.take_away.views import blueprint

__all__ = ["blueprint"]
