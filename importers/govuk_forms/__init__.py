"""A GOV.UK Forms document becomes patterns, one a question, and a draft process."""

from importers.govuk_forms.read import read

__all__ = ["read"]
