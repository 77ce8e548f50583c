"""What the councils of one service have in common: the evidence, and a draft to start from."""

from webapp.blueprints.views import blueprint

__all__ = ["blueprint"]
