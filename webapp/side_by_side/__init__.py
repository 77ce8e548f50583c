"""The same case walked in two councils' processes, moving in step."""

from webapp.side_by_side.views import blueprint

__all__ = ["blueprint"]
