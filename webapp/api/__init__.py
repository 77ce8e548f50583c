"""The library for other programs: the same answers as the pages and the commands, as JSON."""

from webapp.api.views import blueprint

__all__ = ["blueprint"]
