"""How many there are, where a step is done for each of several."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import WalkError
from engine.options import Option

FIELD = "times"


def given(option: Option, form: Mapping[str, str]) -> int | None:
    """The number that a form gives; None where it was not asked or left empty. Raises WalkError for what is no whole
    number from 1 to as many as there may be."""
    text = form.get(FIELD, "").strip()
    if option.how_many is None or not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= option.how_many.most:
        return int(text)
    raise WalkError(f"How many must be a whole number from 1 to {option.how_many.most:,}.")
