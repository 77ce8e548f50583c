"""What people confirmed between other councils of the same service: it helps the next comparison of it."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.compare import Match
from bpmn.model import Diagram
from webapp import reading
from webapp.permissions import Person
from webapp.store import queries
from webapp.store.queries.work import Said
from webapp.store.tables import Process
from webapp.web import db

MOST_PAIRS = 200
MOST_PROCESSES = 60
"""No more diagrams are read for one comparison: so many stay read."""


@dataclass(frozen=True)
class Confirmed:
    """Two other processes, in their newest versions, and the matches between them that people confirmed. `mark`
    is the same as long as nothing of this changes."""

    a: Diagram
    b: Diagram
    matches: tuple[Match, ...]
    mark: tuple[object, ...]


def known(a: Process, b: Process, person: Person) -> tuple[Confirmed, ...]:
    """The confirmed pairs that help to compare `a` with `b`: of the service of either, without the two together,
    only what this person may read, those last confirmed first, bounded."""
    found: list[Confirmed] = []
    read: set[int] = set()
    for lgsl in sorted({lgsl for lgsl in (a.lgsl, b.lgsl) if lgsl is not None}):
        for one, other, said in queries.work.confirmed_pairs(db(), lgsl, person, MOST_PAIRS):
            if {one.id, other.id} == {a.id, b.id} or len(found) >= MOST_PAIRS:
                continue
            if len(read | {one.id, other.id}) > MOST_PROCESSES or not (_is_there(one) and _is_there(other)):
                continue
            if pair := _confirmed(one, other, said):
                read |= {one.id, other.id}
                found.append(pair)
    return tuple(found)


def _is_there(process: Process) -> bool:
    return queries.processes.tombstone(db(), process.current) is None


def _confirmed(one: Process, other: Process, said: tuple[Said, ...]) -> Confirmed | None:
    """None where the newest versions hold none of the steps any more."""
    diagrams = [reading.read(db(), process.current).diagram for process in (one, other)]
    matches = tuple(
        Match(word.a, word.b)
        for word in said
        if all(key in diagrams[0].node_by_key for key in word.a)
        and all(key in diagrams[1].node_by_key for key in word.b)
    )
    mark = (one.current.sha256, other.current.sha256, tuple((match.a, match.b) for match in matches))
    return Confirmed(diagrams[0], diagrams[1], matches, mark) if matches else None
