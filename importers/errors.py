"""What an importer refuses, in one hierarchy; `str()` is one sentence for a person."""

from __future__ import annotations


class ImportRefused(Exception):
    """Nothing could be taken from what was given."""


class NotText(ImportRefused):
    """The bytes are not text in an encoding we know."""


class NotATable(ImportRefused):
    """The text has no rows and columns, or none that say what an import needs."""


class TooLarge(ImportRefused):
    """The table has more rows or bytes than we take at once."""
