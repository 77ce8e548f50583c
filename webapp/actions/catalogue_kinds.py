"""How each catalogue goes into the store. Each function takes bytes and answers how many rows, and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from importers.catalogue import Catalogue, counted
from importers.govuk_services import read as govuk_services
from importers.lgfl import read as lgfl
from importers.lgil import read as lgil
from importers.lgsl import read as lgsl
from importers.synonyms import read as synonyms
from webapp.actions import council_register, indexing
from webapp.store.tables import Base, Function, Interaction, Service, ServiceFunction, Synonym

Stored = tuple[int, tuple[str, ...]]
ESD = "LG Inform Plus / esd-toolkit (standards.esd.org.uk), Open Government Licence v3.0"
OURS = "Written for this library, Open Government Licence v3.0"
GDS = "Government Digital Service, Crown copyright, MIT licence"


@dataclass(frozen=True)
class Kind:
    """A kind of catalogue: its file in the product, whose it is, the columns it is known by, what takes it
    in."""

    name: str
    title: str
    file: str
    attribution: str
    columns: frozenset[str]
    store: Callable[[Session, bytes], Stored]
    index: Callable[[Session], None] | None = None


def store_services(session: Session, data: bytes) -> Stored:
    """Services anew and changed; one that a newer list no longer has stays, as discontinued."""
    found = lgsl.read(data)
    rows = {record.lgsl: vars(record) for record in found.records}
    gone = _upsert(session, Service, "lgsl", rows)
    for service in gone:
        service.status = "Discontinued"
    notes = counted(
        len(gone),
        "service is no longer in the list; it stays as discontinued.",
        "services are no longer in the list; they stay as discontinued.",
    )
    return len(rows), found.notes + notes


def store_functions(session: Session, data: bytes) -> Stored:
    """Functions anew and changed; the services on each are replaced where the file says which they are."""
    found = lgfl.read(data)
    rows = {
        record.id: {
            "id": record.id,
            "label": record.label,
            "description": record.description,
            "parent_id": record.parent,
        }
        for record in found.records
    }
    _upsert(session, Function, "id", rows)
    mapped = [record for record in found.records if record.services is not None]
    if not mapped:
        return len(rows), found.notes
    known = set(session.scalars(select(Service.lgsl)))
    pairs = [(number, record.id) for record in mapped for number in record.services or ()]
    session.execute(delete(ServiceFunction))
    _insert(
        session,
        ServiceFunction,
        [{"lgsl": number, "function_id": one} for number, one in pairs if number in known],
    )
    lost = len({number for number, _ in pairs} - known)
    return len(rows), found.notes + _not_listed(lost)


def store_interactions(session: Session, data: bytes) -> Stored:
    """Interactions anew and changed."""
    return _stored_by_id(session, Interaction, lgil.read(data))


def store_synonyms(session: Session, data: bytes) -> Stored:
    """Everyday words in place of all there were."""
    found = synonyms.read(data)
    known = set(session.scalars(select(Service.lgsl)))
    rows = [vars(record) for record in found.records if record.lgsl in known]
    session.execute(delete(Synonym))
    _insert(session, Synonym, rows)
    return len(rows), found.notes + _not_listed(len({r.lgsl for r in found.records} - known))


def store_tiers(session: Session, data: bytes) -> Stored:
    """Who provides each service, as GOV.UK says now; the library's own corrections stay."""
    found = govuk_services.read(data)
    tiers = {record.lgsl: record.tier for record in found.records}
    services = session.scalars(select(Service)).all()
    for service in services:
        tier = tiers.get(service.lgsl)
        if service.providing_tier != tier:
            service.providing_tier = tier
    return len(tiers), found.notes + _not_listed(len(tiers.keys() - {service.lgsl for service in services}))


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "lgsl", "services", "services.csv", ESD,
            frozenset({"Identifier", "Label", "Status", "Description"}), store_services, indexing.services,
        ),
        Kind(
            "lgfl", "functions", "functions.csv", ESD,
            frozenset({"Identifier", "Label", "Parent identifiers"}), store_functions, indexing.services,
        ),
        Kind(
            "lgil", "interactions", "interactions.csv", ESD,
            frozenset({"Identifier", "Label"}), store_interactions,
        ),
        Kind(
            "govuk-services", "providing tiers", "govuk-services.csv", GDS,
            frozenset({"LGSL", "Providing Tier"}), store_tiers,
        ),
        Kind(
            "synonyms", "everyday words", "synonyms.csv", OURS,
            frozenset({"words", "lgsl"}), store_synonyms, indexing.services,
        ),
        Kind(
            "councils", "councils", "councils.csv", "mySociety, Creative Commons Attribution 4.0",
            frozenset({"local-authority-code", "official-name"}), council_register.store, indexing.councils,
        ),
        Kind(
            "govuk-councils", "names and tiers from GOV.UK", "govuk-councils.csv", GDS,
            frozenset({"gss", "tier_id", "slug"}), council_register.overlay, indexing.councils,
        ),
    )
}  # fmt: skip
"""In the order in which an empty library takes them in."""


def _stored_by_id(session: Session, table: type[Base], found: Catalogue[Any]) -> Stored:
    rows = {record.id: vars(record) for record in found.records}
    _upsert(session, table, "id", rows)
    return len(rows), found.notes


def _upsert(session: Session, table: type[Any], key: str, rows: Mapping[int, Mapping[str, Any]]) -> list[Any]:
    """Insert what is new, change what differs; answers the rows that are not among `rows`."""
    there = {getattr(row, key): row for row in session.scalars(select(table))}
    for number, row in there.items():
        for name, value in rows.get(number, {}).items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    session.flush()
    _insert(session, table, [dict(row) for number, row in rows.items() if number not in there])
    return [row for number, row in there.items() if number not in rows]


def _insert(session: Session, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    values = list(rows)
    if values:
        session.execute(insert(table), values)


def _not_listed(number: int) -> tuple[str, ...]:
    return counted(
        number,
        "service is not in the library's list of services and was left out.",
        "services are not in the library's list of services and were left out.",
    )
