"""The rules a diagram is checked by: what each says, and how grave this library takes it."""

from webapp.rules.views import blueprint

__all__ = ["blueprint"]
