"""Patterns: in lists, one whole, its record, and where each is used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, and_, func, or_, select, union
from sqlalchemy.orm import Session, joinedload, selectinload

from bpmn import patterns as records
from webapp.permissions import VISITOR, Person, may
from webapp.store import search
from webapp.store.queries.processes import ProcessLine, lines, listed
from webapp.store.tables import Pattern, PatternVersion, Process, Version, VersionPattern

PUBLIC = ("published", "retired")
MOST_FOUND = 1_000


@dataclass(frozen=True)
class PatternLine:
    """A pattern in a list. `processes`: how many use it in their newest version, or show themselves by it when it is
    a whole service, as far as the reader may know."""

    slug: str
    kind: str
    title: str
    summary: str
    verb: str
    state: str
    owner: str
    number: int
    processes: int


@dataclass(frozen=True)
class Use:
    """A process that uses a pattern, and at which steps (keys of its newest version)."""

    line: ProcessLine
    elements: tuple[str, ...]


@dataclass(frozen=True)
class Attached:
    """A pattern attached to a step of a version. `record` None: the library has no such pattern (any more).

    `number` is the version shown; `pinned` whether the file names it, rather than the newest.
    """

    element: str
    ref: str
    number: int | None
    pinned: bool
    record: records.Pattern | None


def pattern(session: Session, slug: str, person: Person | None = None) -> Pattern | None:
    """The pattern at `/patterns/<slug>` with its versions; None when the person may not know of it."""
    found = session.scalars(
        select(Pattern)
        .where(Pattern.slug == slug)
        .options(
            joinedload(Pattern.owner), selectinload(Pattern.versions).joinedload(PatternVersion.created_by)
        )
    ).one_or_none()
    return found if found is not None and may(person, "read", found) else None


def patterns(
    session: Session, person: Person | None = None, *, kind: str | None = None, verb: str | None = None
) -> tuple[PatternLine, ...]:
    """The patterns a person may see in lists, by title."""
    who = person or VISITOR
    uses = _uses(person).subquery()
    query = (
        select(Pattern, func.coalesce(uses.c.processes, 0))
        .outerjoin(uses, uses.c.ref == Pattern.slug)
        .options(joinedload(Pattern.owner))
        .where(Pattern.state.in_(("published", "draft")))
        .order_by(Pattern.title)
    )
    if not who.is_library_admin:
        own = and_(Pattern.owner_id.is_not(None), Pattern.owner_id.in_(who.organisation_ids))
        query = query.where(or_(Pattern.state == "published", own))
    if kind:
        query = query.where(Pattern.kind == kind)
    if verb:
        query = query.where(Pattern.verb == verb)
    return tuple(_line(row, count) for row, count in session.execute(query))


def found(session: Session, words: str, person: Person | None = None) -> frozenset[str]:
    """The slugs of the patterns in which some words occur, as far as the person may find them."""
    who = person or VISITOR
    reader = search.Reader(who.organisation_ids, who.is_library_admin)
    hits = search.find(session, words, kinds=("pattern",), reader=reader, limit=MOST_FOUND)
    return frozenset(hit.ref for hit in hits)


def where_used(session: Session, slug: str, person: Person | None = None) -> tuple[Use, ...]:
    """The processes whose newest version has the pattern attached."""
    rows = session.execute(
        select(Process.id, VersionPattern.element)
        .join(Version, and_(Version.process_id == Process.id, Version.number == Process.current_number))
        .join(VersionPattern, VersionPattern.version_id == Version.id)
        .where(VersionPattern.ref == slug, listed(person))
        .order_by(Process.id, VersionPattern.position)
    )
    elements: dict[int, list[str]] = {}
    for number, element in rows:
        elements.setdefault(number, []).append(element)
    return tuple(Use(line, tuple(elements[line.id])) for line in lines(session, elements, person))


def titles(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """What published patterns are called, by their slugs."""
    wanted = select(Pattern.slug, Pattern.title).where(
        Pattern.slug.in_(set(slugs)), Pattern.state == "published"
    )
    return {row.slug: row.title for row in session.execute(wanted)}


def shown_by(session: Session, slug: str, person: Person | None = None) -> tuple[Use, ...]:
    """The processes of the service that a whole-service pattern shows."""
    numbers = session.scalars(
        select(Process.id).where(Process.service_pattern == slug, listed(person)).order_by(Process.id)
    )
    return tuple(Use(line, ()) for line in lines(session, numbers, person))


def record(session: Session, slug: str, number: int | None = None) -> records.Pattern | None:
    """A pattern's content: that version, or the newest published one (else the newest at all)."""
    found = version(session, slug, number)
    return _loaded(found.sha256, found.data) if found is not None else None


def version(session: Session, slug: str, number: int | None = None) -> PatternVersion | None:
    """That version of a pattern, or the newest published one (else the newest at all)."""
    query = select(PatternVersion).join(Pattern).where(Pattern.slug == slug)
    if number is not None:
        query = query.where(PatternVersion.number == number)
    newest_public = query.order_by(PatternVersion.published_at.is_(None), PatternVersion.number.desc())
    return session.scalars(newest_public.limit(1)).first()


def attached(session: Session, version: Version) -> tuple[Attached, ...]:
    """The patterns attached in a version, in the order of its steps and of the pages on each."""
    rows = session.scalars(
        select(VersionPattern)
        .where(VersionPattern.version_id == version.id)
        .order_by(VersionPattern.position)
    ).all()
    found = _versions(session, {(row.ref, row.number) for row in rows})
    return tuple(_attached(row, found.get((row.ref, row.number)), version.process) for row in rows)


def library(session: Session) -> Mapping[str, records.Pattern]:
    """Every published pattern's newest published content by slug: what comparing and service patterns
    need."""
    rows = session.execute(
        select(Pattern.slug, PatternVersion.sha256, PatternVersion.data)
        .join(PatternVersion)
        .where(Pattern.state == "published", PatternVersion.published_at.is_not(None))
        .order_by(PatternVersion.number)
    )
    return {slug: _loaded(sha256, data) for slug, sha256, data in rows}


def may_read_version(person: Person | None, found: PatternVersion) -> bool:
    """Whether the person may read that very version: one that is not published is its own council's alone."""
    pattern = found.pattern
    if found.published_at is not None and pattern.state in PUBLIC:
        return True
    return may(person, "upload" if pattern.owner else "catalogue", pattern.owner)


def service_patterns_using(session: Session, slug: str) -> tuple[str, ...]:
    """The slugs of published service patterns that have this block among their parts."""
    return tuple(
        name
        for name, found in sorted(library(session).items())
        if any(part.ref == slug for part in found.parts)
    )


@lru_cache(maxsize=512)
def _loaded(_sha256: str, data: bytes) -> records.Pattern:
    return records.load(data)


def _shown_with(found: PatternVersion, process: Process) -> bool:
    """Whether whoever reads the process may read the pattern too.

    Any file can name any pattern: a council's unpublished one shows only within that council's own drafts.
    """
    if found.published_at is not None and found.pattern.state in PUBLIC:
        return True
    if process.is_try or process.state in PUBLIC:
        return False
    owner = found.pattern.owner_id
    return owner is not None and all(council.id == owner for council in process.organisations)


def _versions(
    session: Session, wanted: Collection[tuple[str, int | None]]
) -> dict[tuple[str, int | None], PatternVersion]:
    """What `version` finds for each slug and number, in two queries however many there are."""
    if not wanted:
        return {}
    query = (
        select(Pattern.slug, PatternVersion.number, PatternVersion.id)
        .join(PatternVersion)
        .where(Pattern.slug.in_({slug for slug, _ in wanted}))
        .order_by(PatternVersion.published_at.is_(None), PatternVersion.number.desc())
    )
    ids: dict[tuple[str, int | None], int] = {}
    for slug, number, key in session.execute(query):
        ids.setdefault((slug, None), key)
        ids.setdefault((slug, number), key)
    chosen = {one: ids[one] for one in wanted if one in ids}
    rows = session.scalars(
        select(PatternVersion)
        .where(PatternVersion.id.in_(set(chosen.values())))
        .options(joinedload(PatternVersion.pattern))
    )
    by_id = {row.id: row for row in rows}
    return {one: by_id[key] for one, key in chosen.items()}


def _attached(row: VersionPattern, found: PatternVersion | None, process: Process) -> Attached:
    if found is not None and not _shown_with(found, process):
        found = None
    content = _loaded(found.sha256, found.data) if found is not None else None
    return Attached(
        row.element, row.ref, found.number if found else row.number, row.number is not None, content
    )


def _uses(person: Person | None) -> Select[str, int]:
    attached = (
        select(VersionPattern.ref.label("ref"), Process.id.label("process"))
        .join(Version, VersionPattern.version_id == Version.id)
        .join(Process, and_(Version.process_id == Process.id, Version.number == Process.current_number))
        .where(listed(person))
    )
    shown = select(Process.service_pattern.label("ref"), Process.id.label("process")).where(
        Process.service_pattern.is_not(None), listed(person)
    )
    used = union(attached, shown).subquery()
    return select(used.c.ref, func.count().label("processes")).group_by(used.c.ref)


def _line(row: Pattern, processes: int) -> PatternLine:
    owner = row.owner.name if row.owner else "The library"
    return PatternLine(
        row.slug, row.kind, row.title, row.summary, row.verb, row.state, owner, row.current_number, processes
    )
