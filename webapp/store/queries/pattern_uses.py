"""Where a pattern is attached: processes, their councils and steps, and names of answers that clash there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from bpmn.patterns import Pattern
from bpmn.patterns.lint import Clash, clashes
from webapp.permissions import Person
from webapp.store.queries import patterns
from webapp.store.queries.processes import ProcessLine, lines, listed
from webapp.store.tables import Process, Version, VersionPattern


@dataclass(frozen=True)
class Attaching:
    """A process whose newest version has the pattern attached. `steps` are (key of the step, version it is pinned to,
    None: always the newest) in the order of the file, `clashes` the names of answers that its patterns give to
    different questions."""

    line: ProcessLine
    steps: tuple[tuple[str, int | None], ...]
    clashes: tuple[Clash, ...]


def uses(session: Session, slug: str, person: Person | None = None) -> tuple[Attaching, ...]:
    """The processes a person may see that have the pattern attached in their newest version."""
    rows = session.execute(
        select(Process.id, VersionPattern.element, VersionPattern.number)
        .join(Version, and_(Version.process_id == Process.id, Version.number == Process.current_number))
        .join(VersionPattern, VersionPattern.version_id == Version.id)
        .where(VersionPattern.ref == slug, listed(person))
        .order_by(Process.id, VersionPattern.position)
    )
    steps: dict[int, list[tuple[str, int | None]]] = {}
    for process, element, number in rows:
        steps.setdefault(process, []).append((element, number))
    return tuple(
        Attaching(line, tuple(steps[line.id]), clashes_in(session, session.get_one(Process, line.id).current))
        for line in lines(session, steps, person)
    )


def clashes_in(session: Session, version: Version) -> tuple[Clash, ...]:
    """The names of answers that clash across the patterns of one version of a process."""
    found: dict[str, Pattern] = {
        one.ref: one.record for one in patterns.attached(session, version) if one.record is not None
    }
    return clashes(found.values())
