"""Councils and the other bodies, in lists and one by one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.permissions import Person
from webapp.store import search
from webapp.store.queries.processes import listed
from webapp.store.tables import Organisation, Process, ProcessOrganisation


@dataclass(frozen=True)
class CouncilLine:
    """A council in a list, with how many processes of it the reader may see."""

    id: int
    slug: str
    name: str
    type_name: str
    tier: str | None
    region: str
    nation: str
    is_current: bool
    is_example: bool
    processes: int


def council(session: Session, slug: str) -> Organisation | None:
    """The council at `/councils/<slug>`."""
    return session.scalars(
        select(Organisation)
        .where(Organisation.slug == slug)
        .options(joinedload(Organisation.parent), selectinload(Organisation.successors))
    ).one_or_none()


def councils(
    session: Session,
    person: Person | None = None,
    *,
    words: str = "",
    region: str | None = None,
    with_processes: bool = False,
    gone: bool = False,
) -> tuple[CouncilLine, ...]:
    """Councils by name, perhaps only those with a word in their name, of a region, with processes, or gone
    ones too."""
    counts = (
        select(ProcessOrganisation.organisation_id, func.count().label("processes"))
        .join(Process)
        .where(listed(person), Process.state == "published")
        .group_by(ProcessOrganisation.organisation_id)
        .subquery()
    )
    number = func.coalesce(counts.c.processes, 0)
    query = select(Organisation, number).outerjoin(counts, counts.c.organisation_id == Organisation.id)
    for word in words.split()[: search.MOST_WORDS]:
        word = word[: search.LONGEST_WORD]
        query = query.where(Organisation.name.icontains(word, autoescape=True))
    if region:
        query = query.where(Organisation.region == region)
    if with_processes:
        query = query.where(number > 0)
    if not gone:
        query = query.where(Organisation.is_current)
    return tuple(_line(row, count) for row, count in session.execute(query.order_by(Organisation.name)))


def regions(session: Session) -> tuple[str, ...]:
    """The regions that councils lie in, by name."""
    query = select(Organisation.region).where(Organisation.region != "").distinct()
    return tuple(session.scalars(query.order_by(Organisation.region)))


def own(session: Session, person: Person) -> tuple[Organisation, ...]:
    """The organisations a person may upload for; a library administrator's is any current one."""
    query = select(Organisation).where(Organisation.is_current).order_by(Organisation.name)
    if not person.is_library_admin:
        query = query.where(Organisation.id.in_(person.organisation_ids))
    return tuple(session.scalars(query))


def by_ids(session: Session, ids: tuple[int, ...]) -> tuple[Organisation, ...]:
    """The organisations of some ids, by name."""
    query = select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.name)
    return tuple(session.scalars(query))


def _line(row: Organisation, processes: int) -> CouncilLine:
    return CouncilLine(
        id=row.id,
        slug=row.slug,
        name=row.name,
        type_name=row.type_name,
        tier=row.tier,
        region=row.region,
        nation=row.nation,
        is_current=row.is_current,
        is_example=row.is_example,
        processes=processes,
    )
