"""Addresses of comparisons, from those of processes and patterns."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode


def forms_address(chosen: Sequence[str]) -> str:
    """Where two chosen ones are compared as forms: patterns as `patterns/<slug>`, a process by its address;
    more than two, or one, leads to choosing."""
    named = [one if "/" in one else f"processes/{one}" for one in chosen if one]
    pair = dict(zip(("a", "b"), named, strict=False)) if len(named) <= 2 else {}
    return "/compare/forms" + (f"?{urlencode(pair, safe='/')}" if pair else "")
