"""Taking catalogues in: those that travel with the product, and newer editions of them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from importers.catalogue import CannotImport, columns
from webapp.actions import base
from webapp.actions.catalogue_kinds import KINDS, Kind
from webapp.errors import Refused
from webapp.permissions import LIBRARY, Person, require
from webapp.store.catalogue import TIERS
from webapp.store.database import writing
from webapp.store.tables import CatalogueImport, Service


@dataclass(frozen=True)
class CatalogueResult:
    """What an import of a list did: its kind, how many rows are in it, what could not be carried over."""

    kind: str
    title: str
    rows: int
    notes: tuple[str, ...]


def import_file(
    session: Session, who: Person, data: bytes, filename: str, kind: str | None = None
) -> CatalogueResult:
    """Take a list in. Without `kind` it is told by its columns. Raises `Refused` when it is no such list."""
    require(who, "catalogue")
    chosen = _kind(data, kind)
    with writing(session):
        result = _take_in(session, who, chosen, data, filename)
        if chosen.index is not None:
            chosen.index(session)
    return result


def load_all(session: Session, who: Person = LIBRARY) -> tuple[CatalogueResult, ...]:
    """Take in every list that travels with the product, if the library has no services yet."""
    if session.scalars(select(Service.lgsl).limit(1)).first() is not None:
        return ()
    require(who, "catalogue")
    folder = files("webapp.catalogues")
    with writing(session):
        # Another server may have begun at the same moment: it held the lock until now.
        if session.scalars(select(Service.lgsl).limit(1)).first() is not None:
            return ()
        results = [
            _take_in(session, who, kind, (folder / kind.file).read_bytes(), kind.file)
            for kind in KINDS.values()
        ]
        for index in {kind.index for kind in KINDS.values() if kind.index is not None}:
            index(session)
    return tuple(results)


def set_tier(session: Session, who: Person, lgsl: int, tier: str | None) -> Service:
    """Correct who provides a service (None: as GOV.UK says)."""
    if tier is not None and tier not in TIERS:
        raise Refused(f"A service is provided by one of: {', '.join(TIERS)}.")
    with writing(session):
        require(who, "catalogue")
        service = session.get(Service, lgsl)
        if service is None:
            raise Refused(f"There is no service with the number {lgsl}.")
        service.tier_override = tier
        base.audit(session, who, "set-tier", "service", lgsl, tier=tier)
    return service


def _kind(data: bytes, name: str | None) -> Kind:
    if name is not None:
        if name not in KINDS:
            raise Refused(f"There is no kind of list named “{name}”. One of: {', '.join(KINDS)}.")
        return KINDS[name]
    have = frozenset(columns(data))
    fitting = [kind for kind in KINDS.values() if kind.columns <= have]
    if not fitting:
        raise Refused(f"No list we know has these columns. Say which it is: {', '.join(KINDS)}.")
    return max(fitting, key=lambda kind: len(kind.columns))


def _take_in(session: Session, who: Person, kind: Kind, data: bytes, filename: str) -> CatalogueResult:
    try:
        rows, notes = kind.store(session, data)
    except CannotImport as error:
        raise Refused(str(error)) from error
    session.add(
        CatalogueImport(
            kind=kind.name,
            filename=filename[:300],
            sha256=base.sha256(data),
            who_id=who.id,
            rows=rows,
            attribution=kind.attribution,
            notes=list(notes),
        )
    )
    session.flush()
    base.audit(session, who, "import-catalogue", "catalogue", kind.name, rows=rows)
    return CatalogueResult(kind.name, kind.title, rows, notes)
