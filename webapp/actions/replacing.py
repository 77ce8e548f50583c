"""Putting another pattern in the place of one, over all processes one may change, at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bpmn.conditions import parse
from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.patterns import Pattern, answer_names
from bpmn.reader import read
from webapp.actions import base, edits, versions
from webapp.errors import Refused
from webapp.permissions import Person, may
from webapp.store.database import writing
from webapp.store.queries import pattern_uses, patterns
from webapp.store.queries.processes import ProcessLine
from webapp.store.tables import Version

MOST_PROCESSES = 200
"""Processes changed in one go."""


@dataclass(frozen=True)
class Planned:
    """What replacing would do to one process. `steps` are keys and names of the steps that change; `lost` the names
    of answers that its decisions use, the pattern gives and the new one does not; `theirs` says that it is another
    council's to change; `why_not` is a sentence when it cannot be changed at all."""

    line: ProcessLine
    steps: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    theirs: bool
    why_not: str = ""


def plan(
    session: Session, who: Person, slug: str, new_slug: str, number: int | None = None
) -> tuple[Planned, ...]:
    """Every process with the pattern attached that this person may know of, and what would change in it. `number` None:
    always the newest published version of the new pattern. Processes that have just that already are left out."""
    new = patterns.record(session, new_slug, number)
    if new is None:
        raise Refused(f"There is no pattern “{new_slug}” in the library.")
    return tuple(
        planned
        for use in pattern_uses.uses(session, slug, who)
        if (planned := _planned(session, who, use, slug, new, number)).steps or planned.why_not
    )


def replace_everywhere(
    session: Session,
    who: Person,
    slug: str,
    new_slug: str,
    number: int | None,
    chosen: Mapping[int, int],
) -> tuple[Version, ...]:
    """Replace the pattern in these processes (by id: the version its chooser saw), in one transaction: each gets a new
    version of its file, which differs by the pattern's name and nothing else. Raises `Refused` and changes nothing
    when one of them was changed meanwhile, and `NotAllowed` when one is not this person's to change."""
    if not chosen or len(chosen) > MOST_PROCESSES:
        raise Refused(f"Choose one to {MOST_PROCESSES} processes to change.")
    with writing(session):
        by_id = {planned.line.id: planned for planned in plan(session, who, slug, new_slug, number)}
        made = []
        for process_id, seen in sorted(chosen.items()):
            planned = by_id.get(process_id)
            if planned is None or planned.why_not:
                raise Refused("One of the processes no longer has the pattern: look at the list again.")
            steps = [key for key, _ in planned.steps]
            made.append(
                edits.replace_pattern(session, who, process_id, steps, slug, new_slug, number, on=seen)
            )
        base.audit(
            session,
            who,
            "replace-everywhere",
            "pattern",
            slug,
            by=new_slug,
            number=number,
            processes=sorted(chosen),
        )
    return tuple(made)


def _planned(
    session: Session, who: Person, use: pattern_uses.Attaching, slug: str, new: Pattern, number: int | None
) -> Planned:
    process = base.process(session, use.line.id)
    theirs = not may(who, "attach-pattern", process)
    keys = [key for key, pinned in use.steps if slug != new.slug or pinned != number]
    try:
        diagram = read(versions.data_of(session, process.current))
    except (BpmnError, Refused) as error:
        return Planned(use.line, (), (), theirs, str(error))
    steps = tuple((key, _name(diagram, key)) for key in keys)
    others = {
        name
        for one in patterns.attached(session, process.current)
        if one.record is not None and one.ref != slug
        for name in answer_names(one.record)
    }
    old = patterns.record(session, slug)
    gone = set(answer_names(old)) if old is not None else set()
    lost = sorted((gone - set(answer_names(new)) - others) & _names_decided_by(diagram))
    return Planned(use.line, steps, tuple(lost), theirs)


def _name(diagram: Diagram, key: str) -> str:
    node = diagram.node_by_key.get(key)
    return (node.name if node is not None else "") or key


def _names_decided_by(diagram: Diagram) -> set[str]:
    read_ones = [parse(flow.condition) for flow in diagram.flows if flow.condition]
    return {name for condition in read_ones if condition is not None for name in condition.names}
