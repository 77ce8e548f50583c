"""Accounts: signing in and out, invitations, new passwords, and one's own page."""

from webapp.accounts.views import blueprint

__all__ = ["blueprint"]
