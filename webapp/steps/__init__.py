"""Searching steps: which processes have a step like this, and which ask a question like that."""

from webapp.steps.views import blueprint

__all__ = ["blueprint"]
