"""Which processes have a step like some words, or ask a question like them: by meaning, by service and council."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bpmn.compare.nearest import space
from bpmn.compare.nearest.profile import text
from webapp.permissions import Person
from webapp.store.queries.nearest import reader_of, texts
from webapp.store.queries.processes import ProcessLine, lines
from webapp.store.tables import LabelUse, ProcessVector
from webapp.store.vectors.index import index
from webapp.store.vectors.state import readable, state

StepKind = Literal["step", "question"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)

LEAST = 0.4
"""A label less near than this to the words is not like them."""
SURE = 0.75
"""From here on it says the same in other words."""
LABELS = (200, 2_000)
"""Labels looked at first, and where too few of them may be read."""
MOST_WORDS = 200


@dataclass(frozen=True)
class StepHit:
    """A step (its key in the process's newest version) that is like the words, or whose pattern asks what is.

    `says` is what it says; `likeness` 0 to 1; `how` puts that in a word."""

    element: str
    says: str
    likeness: float

    @property
    def how(self) -> str:
        """How alike, in words."""
        return "the same" if self.likeness >= 0.99 else "much alike" if self.likeness >= SURE else "alike"


@dataclass(frozen=True)
class ProcessHits:
    """A process and its hits, best first."""

    line: ProcessLine
    hits: tuple[StepHit, ...]

    @property
    def likeness(self) -> float:
        """Its best hit's."""
        return self.hits[0].likeness


@dataclass(frozen=True)
class ServiceHits:
    """The processes of one service with hits, by council; the council with the best hit first. `lgsl` None: of none."""

    lgsl: int | None
    service: str
    processes: tuple[ProcessHits, ...]


def find(
    session: Session, words: str, kind: StepKind = "step", person: Person | None = None, limit: int = 50
) -> tuple[ServiceHits, ...]:
    """At most `limit` processes with a step or question like the words, best service first. Nothing for words without
    meaning, and nothing that the person may not find."""
    made_with, asked = state(session).made_with, text(words)[:MOST_WORDS]
    if not made_with or made_with != (where := space()).name:
        return ()
    row = where.rows([asked])[0]
    found: list[int] = []
    near: dict[int, float] = {}
    for most in LABELS:
        near = {n: score for n, score in index(session).labels_like(session, row, most) if score >= LEAST}
        found = _processes(session, near, kind, person, limit)
        if len(found) >= limit or len(near) < most:
            break
    hits = _hits(session, found, near, kind)
    # The store has the last word on who may read what.
    made = [ProcessHits(line, hits[line.id]) for line in lines(session, found, person)]
    return _grouped(made)


def _processes(
    session: Session, near: dict[int, float], kind: StepKind, person: Person | None, limit: int
) -> list[int]:
    """The processes with the nearest labels that the person may find, label after label until there are enough: a
    label such as "Send a letter" may stand in thousands."""
    found: dict[int, None] = {}
    for label in near:
        found |= dict.fromkeys(session.scalars(_with(label, kind, person, limit)))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _with(label: int, kind: StepKind, person: Person | None, limit: int) -> Select[int]:
    return (
        select(LabelUse.process_id)
        .join(ProcessVector, ProcessVector.process_id == LabelUse.process_id)
        .where(LabelUse.kind == kind, LabelUse.label_id == label, readable(reader_of(person)))
        .order_by(LabelUse.process_id)
        .limit(limit)
    )


def _hits(
    session: Session, processes: list[int], near: dict[int, float], kind: StepKind
) -> dict[int, tuple[StepHit, ...]]:
    """The hits of each of these processes, best first."""
    wanted = select(LabelUse.process_id, LabelUse.label_id, LabelUse.element).where(
        LabelUse.kind == kind, LabelUse.process_id.in_(processes), LabelUse.label_id.in_(near)
    )
    uses = session.execute(wanted).all()
    says = texts(session, {use.label_id for use in uses})
    found: dict[int, list[StepHit]] = {}
    for use in uses:
        hit = StepHit(use.element, says.get(use.label_id, ""), min(1.0, round(near[use.label_id], 4)))
        found.setdefault(use.process_id, []).append(hit)
    return {
        number: tuple(sorted(hits, key=lambda hit: (-hit.likeness, hit.says, hit.element)))
        for number, hits in found.items()
    }


def _grouped(found: list[ProcessHits]) -> tuple[ServiceHits, ...]:
    services: dict[int | None, list[ProcessHits]] = {}
    for one in found:
        services.setdefault(one.line.lgsl, []).append(one)
    groups = [
        ServiceHits(
            lgsl,
            hits[0].line.service,
            tuple(sorted(hits, key=lambda one: (-one.likeness, one.line.council, one.line.id))),
        )
        for lgsl, hits in services.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.processes[0].likeness, group.service)))
