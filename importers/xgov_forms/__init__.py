"""A form definition of the XGov or DEFRA form designer becomes patterns, one a page, and a draft process."""

from importers.xgov_forms.read import read

__all__ = ["read"]
