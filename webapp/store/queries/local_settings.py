"""Which values councils set for themselves, and whose hold in a process: the pattern's own, the whole service's, the
council's, the process's. Each goes over the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from bpmn.patterns import Pattern
from bpmn.patterns.local_values import localised
from bpmn.patterns.record import Setting
from webapp.store.queries import patterns as patterns_of_library
from webapp.store.tables import LocalSetting, Process


def of_process(session: Session, process: Process) -> tuple[LocalSetting, ...]:
    """Every value that holds for a process: its councils' general ones first (of several councils those of the
    last first, so that the first's hold), then its own. A later row goes over an earlier one."""
    councils = [council.id for council in process.organisations]
    if not councils:
        return ()
    rows = _rows(session, [*councils], [process.id])
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.process_id is not None,
                -councils.index(row.organisation_id) if row.organisation_id in councils else 0,
                row.pattern,
                row.name,
            ),
        )
    )


def of_council(session: Session, organisation_id: int) -> tuple[LocalSetting, ...]:
    """The values that a council set for all its processes."""
    return tuple(_rows(session, [organisation_id], []))


@dataclass(frozen=True)
class Value:
    """One setting of one pattern: the value that holds, and what stands behind it (None: nothing is set
    there). `service` is that of the whole service that the pattern is a part of."""

    name: str
    pattern: Setting
    service: Setting | None = None
    council: Setting | None = None
    process: Setting | None = None

    @property
    def holds(self) -> Setting:
        """The value in force."""
        found = (one for one in (self.process, self.council, self.service) if one is not None)
        return next(found, self.pattern)

    @property
    def is_own(self) -> bool:
        """Whether the council set it, for all its processes or for this one."""
        return self.council is not None or self.process is not None


def settings_for(session: Session, process: Process) -> Mapping[str, Mapping[str, Setting]]:
    """The values that go over those of the patterns a process uses, by the pattern's slug and the setting's
    name: those of the service it shows itself by, of its council, and its own. A name may be there that a
    pattern does not have: `bpmn.patterns.local_values.localised` takes what fits."""
    found: dict[str, dict[str, Setting]] = {}
    own = _by_slug(of_process(session, process))
    service = (
        patterns_of_library.record(session, process.service_pattern) if process.service_pattern else None
    )
    if service is not None:
        whole = {**service.settings, **own.get(service.slug, {})}
        found = {part.ref: dict(whole) for part in service.parts}
    for slug, values in own.items():
        found.setdefault(slug, {}).update(values)
    return found


def local(session: Session, process: Process, patterns: Mapping[str, Pattern]) -> dict[str, Pattern]:
    """Patterns as this process uses them: with the values that hold for it."""
    return localised(patterns, settings_for(session, process))


def values_of(
    session: Session, process: Process, patterns: Mapping[str, Pattern]
) -> dict[str, tuple[Value, ...]]:
    """Every setting of the patterns that a process uses and where its value comes from, by slug."""
    rows = of_process(session, process)
    council = _by_slug(row for row in rows if row.process_id is None)
    own = _by_slug(row for row in rows if row.process_id is not None)
    service = (
        patterns_of_library.record(session, process.service_pattern) if process.service_pattern else None
    )
    parts = {part.ref for part in service.parts} if service is not None else set()
    whole: dict[str, Setting] = {}
    if service is not None:
        over = {**council.get(service.slug, {}), **own.get(service.slug, {})}
        whole = {**service.settings, **over}
    return {
        slug: tuple(
            Value(
                name,
                value,
                whole.get(name) if slug in parts else None,
                council.get(slug, {}).get(name),
                own.get(slug, {}).get(name),
            )
            for name, value in pattern.settings.items()
        )
        for slug, pattern in patterns.items()
        if pattern.settings
    }


def council_values(
    session: Session, council: int, patterns: Mapping[str, Pattern]
) -> dict[str, tuple[Value, ...]]:
    """Every setting of some patterns with what a council set for all its processes, by slug."""
    kept = _by_slug(of_council(session, council))
    return {
        slug: tuple(
            Value(name, value, council=kept.get(slug, {}).get(name))
            for name, value in pattern.settings.items()
        )
        for slug, pattern in patterns.items()
        if pattern.settings
    }


def _by_slug(rows: Iterable[LocalSetting]) -> dict[str, dict[str, Setting]]:
    found: dict[str, dict[str, Setting]] = {}
    for row in rows:
        found.setdefault(row.pattern, {})[row.name] = row.value
    return found


def _rows(session: Session, councils: Iterable[int], processes: Iterable[int]) -> list[LocalSetting]:
    general = and_(LocalSetting.organisation_id.in_(councils), LocalSetting.process_id.is_(None))
    query = select(LocalSetting).where(or_(general, LocalSetting.process_id.in_(processes)))
    return list(session.scalars(query.order_by(LocalSetting.pattern, LocalSetting.name)))
