"""What councils show their residents, for comparing: a pattern with the parts it needs, and the service
patterns of councils that have no diagram of a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bpmn import patterns as records
from webapp.permissions import VISITOR, Person
from webapp.store.queries import patterns
from webapp.store.queries.processes import listed
from webapp.store.tables import Pattern, Process, ProcessOrganisation, Version, VersionPattern

MOST_PARTS = 200


@dataclass(frozen=True)
class Shown:
    """A pattern a person may read, as its page shows it: `record` is the newest published version, or the
    newest draft of a pattern that was never published; `owner` is the council's name, "" for the library's."""

    slug: str
    owner: str
    record: records.Pattern


def shown(session: Session, slug: str, person: Person | None = None) -> Shown | None:
    """The pattern at `/patterns/<slug>`; None when there is none that the person may know of."""
    row = patterns.pattern(session, slug, person)
    if row is None:
        return None
    record = patterns.record(session, slug, row.current_number if row.state == "draft" else None)
    return Shown(slug, row.owner.name if row.owner else "", record) if record is not None else None


def library_for(
    session: Session, wanted: records.Pattern, person: Person | None = None
) -> Mapping[str, records.Pattern]:
    """Every published pattern, and of what a pattern is made of also the drafts that the person may read."""
    found = dict(patterns.library(session))
    queue = [part.ref for part in wanted.parts]
    seen = {wanted.slug}
    while queue and len(seen) < MOST_PARTS:
        slug = queue.pop()
        if slug in seen:
            continue
        seen.add(slug)
        if slug not in found and (draft := shown(session, slug, person)) is not None:
            found[slug] = draft.record
        if slug in found:
            queue += [part.ref for part in found[slug].parts]
    return found


def without_diagram(session: Session, lgsl: int, person: Person | None = None) -> tuple[Shown, ...]:
    """Whole services, as councils show them, that seem to be of this service though their councils have no
    process of it that the person may know of, by title.

    A pattern says nothing of the national list. It is taken to be of a service when it has a part that
    processes of this service use and those of no other do."""
    having = (
        select(ProcessOrganisation.organisation_id).join(Process).where(Process.lgsl == lgsl, listed(person))
    )
    who = person or VISITOR
    visible = Pattern.state == "published"
    own = and_(Pattern.state == "draft", Pattern.owner_id.in_(who.organisation_ids))
    slugs = session.scalars(
        select(Pattern.slug)
        .where(
            Pattern.kind == "service",
            Pattern.owner_id.is_not(None),
            Pattern.owner_id.not_in(having),
            or_(visible, own),
        )
        .order_by(Pattern.title, Pattern.slug)
    ).all()
    telling = _telling_parts(session, lgsl, person) if slugs else set()
    found = (shown(session, slug, person) for slug in slugs)
    return tuple(
        one for one in found if one is not None and telling & {part.ref for part in one.record.parts}
    )


def _telling_parts(session: Session, lgsl: int, person: Person | None) -> set[str]:
    """The patterns used by processes of one service and of no other."""
    newest = and_(Version.process_id == Process.id, Version.number == Process.current_number)
    attached = session.execute(
        select(Process.lgsl, VersionPattern.ref)
        .join(Version, newest)
        .join(VersionPattern, VersionPattern.version_id == Version.id)
        .where(listed(person), Process.lgsl.is_not(None))
        .distinct()
    )
    whole = session.execute(
        select(Process.lgsl, Process.service_pattern)
        .where(listed(person), Process.lgsl.is_not(None), Process.service_pattern.is_not(None))
        .distinct()
    )
    library = patterns.library(session)
    of: dict[str, set[int | None]] = {}
    for number, ref in attached:
        of.setdefault(ref, set()).add(number)
    for number, slug in whole:
        for part in library[slug].parts if slug is not None and slug in library else ():
            of.setdefault(part.ref, set()).add(number)
    return {ref for ref, services in of.items() if services == {lgsl}}
