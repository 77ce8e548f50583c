"""What the library knows about a process beside its diagram, as far as comparison uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Facts:
    """Facts somebody wrote down about a process. All optional; None or an empty text means "not said".

    `council` is the organisation's name. `starts` and `ends` say in a few words where the process begins
    and ends. `promised_days` is what residents are promised: a number of days, or words such as "10 working
    days". `fee` is pounds, or words such as "£33 a year". `delivered_by` is own staff, contractor or
    shared."""

    council: str | None = None
    starts: str | None = None
    ends: str | None = None
    promised_days: float | str | None = None
    fee: float | str | None = None
    legal_basis: str | None = None
    delivered_by: str | None = None

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> Facts:
        """Take what is known from a record with these names; other names, and values of other kinds, are
        left out."""
        known: dict[str, float | str] = {}
        for field in fields(cls):
            value = values.get(field.name)
            if isinstance(value, str) and value.strip():
                known[field.name] = " ".join(value.split())
            elif field.name in ("promised_days", "fee") and isinstance(value, (int, float)):
                known[field.name] = value
        return cls(**known)  # type: ignore[arg-type]


NO_FACTS = Facts()
