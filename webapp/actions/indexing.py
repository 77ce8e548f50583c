"""What the search index holds of each thing. Whoever changes one of them calls the function of that thing
here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.store import search
from webapp.store.tables import Organisation, Pattern, PatternVersion, Process, Service, Version


def process(session: Session, item: Process) -> None:
    """A process as it stands: a draft is found by its own councils only, a try or withdrawn one by nobody."""
    if item.is_try or item.state in ("withdrawn", "retired"):
        search.remove(session, "process", str(item.id))
        return
    session.flush()
    drawn = session.scalars(
        select(Version.labels).where(Version.process_id == item.id, Version.number == item.current_number)
    ).one()
    councils = " ".join(organisation.name for organisation in item.organisations)
    own = tuple(organisation.id for organisation in item.organisations)
    search.index(
        session,
        [
            search.Entry(
                "process",
                str(item.id),
                title=f"{item.job} - {councils}",
                words=item.service.label if item.service else "",
                body=" · ".join([*map(str, item.facts.values()), *drawn]),
                organisations=None if item.state == "published" else own,
            )
        ],
    )


def pattern(session: Session, item: Pattern) -> None:
    """A pattern as it stands, under the same rules."""
    if item.state in ("withdrawn", "retired"):
        search.remove(session, "pattern", item.slug)
        return
    session.flush()
    texts = session.scalars(
        select(PatternVersion.labels).where(
            PatternVersion.pattern_id == item.id, PatternVersion.number == item.current_number
        )
    ).one()
    owners = tuple(owner.id for owner in item.organisations)
    search.index(
        session,
        [
            search.Entry(
                "pattern",
                item.slug,
                title=item.title,
                words=f"{item.verb} {item.kind}",
                body=" · ".join([item.summary, *texts]),
                organisations=None if item.state == "published" else owners,
            )
        ],
    )


def services(session: Session) -> None:
    """The whole catalogue of services anew, discontinued ones left out."""
    rows = session.scalars(
        select(Service)
        .where(Service.status == "Live")
        .options(selectinload(Service.synonyms), selectinload(Service.functions))
    )
    search.replace(session, "service", (_service(row) for row in rows))


def councils(session: Session) -> None:
    """Every council that is not gone, anew."""
    rows = session.scalars(select(Organisation).where(Organisation.is_current))
    search.replace(session, "council", _councils(rows))


def _service(row: Service) -> search.Entry:
    return search.Entry(
        "service",
        str(row.lgsl),
        title=row.label,
        words=" · ".join(synonym.words for synonym in row.synonyms),
        body=" · ".join([row.description, *(function.label for function in row.functions), str(row.lgsl)]),
    )


def _councils(rows: Iterable[Organisation]) -> Iterable[search.Entry]:
    for row in rows:
        yield search.Entry(
            "council",
            row.slug,
            title=row.name,
            words=row.short_name,
            body=" ".join(filter(None, (row.gss, row.region, row.nation, row.type_name))),
        )
