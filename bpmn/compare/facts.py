"""What the library knows about a process beside its diagram, as far as comparison uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

NUMBERS = ("promised_days", "statutory_days", "fee")
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "refunds": ("refund", "fee_refundable"),
    "concessions": ("concession", "reduced_fee", "free_collections"),
    "appeal": ("appeal_decided", "review_within", "review_stage"),
    "eligibility": ("reporting_window", "limit", "least_space", "driving_licence_held"),
    "assisted": ("assisted_route", "assisted_digital"),
}
"""What libraries and imports call the same fact. A value found under such a name is told with it, since "48
hours" says nothing without "reporting window"."""


@dataclass(frozen=True)
class Facts:
    """Facts somebody wrote down about a process. All optional; None or an empty text means "not said".

    `council` is the organisation's name. `starts` and `ends` say in a few words where the process begins
    and ends. `promised_days` is what residents are promised, `statutory_days` what a law allows: a number of
    working days, or words such as "10 working days". `fee` is pounds, or words such as "£33 a year";
    `refunds` when it comes back, `concessions` who pays less. `delivered_by` is own staff, contractor or
    shared, `system` the software. `eligibility` says who may use it and until when, `appeal` how a decision
    can be challenged, `channels` how people can get in touch ("online, phone"), `assisted` how those are
    helped who cannot do it alone."""

    council: str | None = None
    starts: str | None = None
    ends: str | None = None
    promised_days: float | str | None = None
    fee: float | str | None = None
    legal_basis: str | None = None
    delivered_by: str | None = None
    system: str | None = None
    statutory_days: float | str | None = None
    refunds: str | None = None
    concessions: str | None = None
    eligibility: str | None = None
    appeal: str | None = None
    channels: str | None = None
    assisted: str | None = None

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> Facts:
        """Take what is known from a record with these names, or the names of `OTHER_NAMES`; a list of words
        counts as the words. Other names, and values of other kinds, are left out."""
        known: dict[str, float | str] = {}
        for field in fields(cls):
            value = _words(values.get(field.name))
            number = values.get(field.name)
            if value:
                known[field.name] = value
            elif field.name in NUMBERS and isinstance(number, (int, float)):
                known[field.name] = number
            elif others := _by_other_names(values, OTHER_NAMES.get(field.name, ())):
                known[field.name] = others
        return cls(**known)  # type: ignore[arg-type]


def _words(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(found for one in value if (found := _words(one)))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _by_other_names(values: Mapping[str, object], names: tuple[str, ...]) -> str:
    found = ((name.replace("_", " "), _words(values.get(name))) for name in names)
    return "; ".join(f"{name}: {value}" for name, value in found if value)


NO_FACTS = Facts()
