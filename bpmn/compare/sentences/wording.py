"""Small pieces of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bpmn.naming import listed


def counted(count: int, thing: str, things: str | None = None) -> str:
    """`no proofs`, `1 proof`, `3 proofs`."""
    if count == 1:
        return f"1 {thing}"
    return f"{count or 'no'} {things or thing + 's'}"


def some(items: Iterable[str], most: int = 4) -> str:
    """`a, b and c`, or the first few "and 3 more"."""
    named: Sequence[str] = list(items)
    if len(named) <= most:
        return listed(named)
    return f"{', '.join(named[:most])} and {len(named) - most} more"


def quoted(text: str) -> str:
    """A text in quotes, on one line."""
    flat = " ".join(text.split())
    return f"'{flat}'" if len(flat) <= 80 else f"'{flat[:79].rstrip()}…'"


def gap(one: float, other: float) -> float:
    """How far apart two counts or amounts are, as a share of the larger: 0 to 1, the same both ways."""
    most = max(abs(one), abs(other))
    return abs(one - other) / most if most else 0.0
