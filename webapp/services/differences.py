"""The differences between councils that matter most, for the top of a service's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from webapp.comparisons.compared import pair
from webapp.store import queries
from webapp.store.queries.processes import ProcessLine
from webapp.store.tables import Process
from webapp.web import db, person

FIRST = ("scope", "time", "touchpoint", "handover", "fee", "decides", "outcome")
SENTENCES = 3


@dataclass(frozen=True)
class Row:
    """One thing to compare councils by: its name and each council's value, `–` where nobody said."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the councils that say something say different things."""
        return len({value for value in self.values if value != "–"}) > 1


def in_sentences(lines: Sequence[ProcessLine]) -> tuple[str, ...]:
    """The three differences between the first two councils that a manager would hear first. What was taken down is
    passed over."""
    first, second = islice(chain(_standing(lines), (None, None)), 2)
    if first is None or second is None:
        return ()
    summary = pair(first, second, "default").comparison.summary
    ranked = sorted(summary, key=lambda said: FIRST.index(said.kind) if said.kind in FIRST else len(FIRST))
    return tuple(said.text for said in ranked[:SENTENCES])


def _standing(lines: Iterable[ProcessLine]) -> Iterator[Process]:
    for line in lines:
        process = queries.processes.process(db(), line.address, person())
        if process is not None and queries.processes.tombstone(db(), process.current) is None:
            yield process


def most_different(lines: Sequence[ProcessLine]) -> tuple[Row, ...]:
    """What a manager would compare first, where the councils differ: contacts, promise, handovers, fee."""
    rows = (
        Row("Times the resident is involved", tuple(_count(line, "touch_points") for line in lines)),
        Row("Promised", tuple(_days(line) for line in lines)),
        Row("Handovers between teams", tuple(_count(line, "handovers") for line in lines)),
        Row("Fee", tuple(_pounds(line) for line in lines)),
        Row("Starts with", tuple(_said(line, "starts") for line in lines)),
        Row("Ends with", tuple(_said(line, "ends") for line in lines)),
        Row("Delivered by", tuple(_said(line, "delivered_by") for line in lines)),
        Row("Steps", tuple(_count(line, "steps") for line in lines)),
    )
    return tuple(row for row in rows if row.differs)


def _count(line: ProcessLine, name: str) -> str:
    value = line.counts.get(name)
    return "–" if value is None else str(value)


def _said(line: ProcessLine, name: str) -> str:
    value: Any = line.facts.get(name)
    return str(value) if value not in (None, "") else "–"


def _days(line: ProcessLine) -> str:
    value = line.facts.get("promised_days")
    if isinstance(value, str):
        return value
    return "–" if value is None else f"{value:g} working day{'' if value == 1 else 's'}"


def _pounds(line: ProcessLine) -> str:
    value = line.facts.get("fee")
    if value is None or isinstance(value, str):
        return value or "–"
    return "Free" if value == 0 else f"£{value:.2f}".replace(".00", "")
