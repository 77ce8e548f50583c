"""Pages about the library itself: help, legal notices, and what machines ask for."""

from webapp.about.views import blueprint

__all__ = ["blueprint"]
