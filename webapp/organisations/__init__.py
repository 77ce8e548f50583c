"""Councils: in a list, one by one, and the people who work for one."""

from webapp.organisations.views import blueprint

__all__ = ["blueprint"]
