"""What the indexes hold of each thing: the one for words and the one for meaning. Whoever changes a thing calls its
function here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from bpmn.compare.nearest import profile, space
from bpmn.model import Diagram
from webapp.actions import base
from webapp.permissions import LIBRARY
from webapp.store import search
from webapp.store.database import writing
from webapp.store.queries.profiles import profile_of
from webapp.store.tables import (
    Organisation,
    Pattern,
    PatternVersion,
    Process,
    Service,
    Version,
    VersionPattern,
)
from webapp.store.vectors import writing as vectors

BATCH = 20


def process(session: Session, item: Process, diagram: Diagram | None = None, *, later: bool = False) -> None:
    """A process as it stands: a draft is found by its own councils only, a try or withdrawn one by nobody.

    `diagram` is its newest version, where the caller has read it already. With `later` it is found by words at once
    and by meaning when `fill` comes to it: many at once would take long."""
    if item.is_try or item.state in ("withdrawn", "retired"):
        search.remove(session, "process", str(item.id))
        vectors.drop(session, item.id)
        return
    session.flush()
    drawn = session.scalars(
        select(Version.labels).where(Version.process_id == item.id, Version.number == item.current_number)
    ).one()
    councils = " ".join(organisation.name for organisation in item.organisations)
    entry = search.Entry(
        "process",
        str(item.id),
        title=f"{item.job} - {councils}",
        words=item.service.label if item.service else "",
        body=" · ".join([*map(str, item.facts.values()), *drawn]),
        organisations=_readers(item),
    )
    search.index(session, [entry])
    if not later:
        vectors.put(session, item, profile_of(session, item, diagram), search.audience(_readers(item)))


def _readers(item: Process) -> tuple[int, ...] | None:
    """Whose people may find it; None for everybody."""
    return (
        None if item.state == "published" else tuple(organisation.id for organisation in item.organisations)
    )


def warm(diagram: Diagram) -> None:
    """Work out what finding by meaning needs of a diagram, before the transaction that puts it in: nobody who writes
    should wait for that."""
    space().rows(profile(diagram).labels)


def fill(session: Session, most: int = BATCH) -> int:
    """Put in what should be found by meaning and is not yet, or not as it is now; how many it did.

    One short transaction, so that nobody who writes has to wait for long."""
    numbers = vectors.unfilled(session, most)
    for number in numbers:
        item = session.get(Process, number)
        known = profile_of(session, item) if item is not None else None
        if known is not None:
            space().rows(known.labels)
    if not numbers:
        return 0
    with writing(session):
        vectors.hold(session)
        for number in numbers:
            item = session.get(Process, number)
            if item is not None and not item.is_try and item.state in vectors.INDEXED:
                vectors.put(session, item, profile_of(session, item), search.audience(_readers(item)))
                session.flush()
        base.audit(session, LIBRARY, "fill-index", "library", "processes", count=len(numbers))
    return len(numbers)


def fill_all(session: Session, most: int = BATCH) -> Iterator[int]:
    """Put in until nothing is missing, so many at a time; gives how many were done after each batch."""
    while done := fill(session, most):
        yield done


def pattern(session: Session, item: Pattern) -> None:
    """A pattern as it stands, under the same rules."""
    if item.state in ("withdrawn", "retired"):
        search.remove(session, "pattern", item.slug)
        _asked_again(session, item.slug)
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
    _asked_again(session, item.slug)


def forget_all(session: Session) -> None:
    """Empty the index for meaning, so that `fill_all` makes it anew."""
    with writing(session):
        vectors.clear(session)
        base.audit(session, LIBRARY, "empty-index", "library", "processes")


def _asked_again(session: Session, slug: str) -> None:
    """What processes ask that have the pattern attached may be something else now: a few are done at once, the rest
    when `fill` comes to them. A service pattern may hold the pattern, so its processes count too."""
    session.flush()
    services = select(Pattern.slug).where(Pattern.kind == "service")
    numbers = session.scalars(
        select(Process.id)
        .join(Version, and_(Version.process_id == Process.id, Version.number == Process.current_number))
        .join(VersionPattern, VersionPattern.version_id == Version.id)
        .where(or_(VersionPattern.ref == slug, VersionPattern.ref.in_(services)))
        .where(Process.try_token.is_(None), Process.state.in_(vectors.INDEXED))
        .distinct()
        .order_by(Process.id)
    ).all()
    if not numbers:
        return
    vectors.hold(session)
    for number in numbers[:BATCH]:
        user = session.get_one(Process, number, populate_existing=True)
        vectors.put(session, user, profile_of(session, user), search.audience(_readers(user)))
    vectors.make_stale(session, numbers[BATCH:])


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
