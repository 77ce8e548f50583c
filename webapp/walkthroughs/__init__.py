"""Walking one case: what the resident sees beside what the council does, one step at a time."""

from webapp.walkthroughs.views import blueprint

__all__ = ["blueprint"]
