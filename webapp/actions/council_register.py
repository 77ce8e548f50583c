"""Taking the registers of councils in: mySociety's as the base, GOV.UK's newest names, tiers and slugs over
it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from importers.catalogue import counted
from importers.councils import govuk, read
from importers.councils.govuk import AuthorityRecord
from importers.councils.read import CouncilRecord
from webapp.store.tables import Organisation, OrganisationSuccessor

FIELDS = ("name", "short_name", "gss", "type_code", "type_name", "tier", "nation", "region", "starts", "ends")


def store(session: Session, data: bytes) -> tuple[int, tuple[str, ...]]:
    """The base register: councils past and present, the counties around them and who took over from whom."""
    found = read.read(data)
    councils = {row.code: row for row in _register(session) if row.code}
    by_gss = {row.gss: row for row in _register(session) if row.gss}
    slugs = set(session.scalars(select(Organisation.slug)))
    for record in found.records:
        row = councils.get(record.code) or by_gss.get(record.gss or "")
        if row is None:
            row = Organisation(slug=_free(record.slug, slugs), code=record.code)
            session.add(row)
        councils[record.code] = row
        _fill(row, record)
    session.flush()
    _link(session, found.records, councils)
    return len(found.records), found.notes


def overlay(session: Session, data: bytes) -> tuple[int, tuple[str, ...]]:
    """GOV.UK's list over the register: matched by GSS code, then by slug where a code is older than the
    council."""
    found = govuk.read(data)
    rows = list(_register(session))
    by_gss = {row.gss: row for row in rows if row.gss}
    by_slug = {row.slug: row for row in rows}
    taken: dict[str, Organisation] = {}
    added = 0
    for record in found.records:
        row = _same(record, by_gss, by_slug)
        if row is None:
            row = Organisation(slug=_free(record.slug, set(by_slug)), gss=record.gss, kind="council")
            row.short_name = record.name
            session.add(row)
            by_slug[row.slug] = row
            added += 1
        _overlay(row, record)
        taken[record.gss] = row
    session.flush()
    for record in found.records:
        if record.parent_gss in taken:
            taken[record.gss].parent_id = taken[record.parent_gss].id
    session.flush()
    return len(found.records), found.notes + counted(
        added, "council was new to the register.", "councils were new to the register."
    )


def _register(session: Session) -> Iterable[Organisation]:
    return session.scalars(select(Organisation).where(Organisation.is_example.is_(False))).all()


def _fill(row: Organisation, record: CouncilRecord) -> None:
    row.kind = "council" if record.tier else "combined-authority"
    row.is_current = record.is_current
    for name in FIELDS:
        if getattr(row, name) != getattr(record, name):
            setattr(row, name, getattr(record, name))


def _link(session: Session, records: Iterable[CouncilRecord], councils: dict[str, Organisation]) -> None:
    pairs = []
    for record in records:
        row = councils[record.code]
        county = councils.get(record.county or "")
        if county is not None and county is not row:
            row.parent_id = county.id
        pairs += [
            {"organisation_id": row.id, "successor_id": councils[code].id}
            for code in record.successors
            if code in councils and councils[code] is not row
        ]
    ids = [row.id for row in councils.values()]
    session.execute(delete(OrganisationSuccessor).where(OrganisationSuccessor.organisation_id.in_(ids)))
    if pairs:
        session.execute(insert(OrganisationSuccessor), pairs)
    session.flush()


def _same(
    record: AuthorityRecord, by_gss: dict[str, Organisation], by_slug: dict[str, Organisation]
) -> Organisation | None:
    """The council meant: by its code, unless that code's council is gone and another of this slug is not."""
    by_code, by_name = by_gss.get(record.gss), by_slug.get(record.slug)
    if by_code is not None and (by_code.is_current or by_name is None or not by_name.is_current):
        return by_code
    return by_name or by_code


def _overlay(row: Organisation, record: AuthorityRecord) -> None:
    if row.gss == record.gss:
        # Under another code the list speaks of the council as it was before a change: its name is older too.
        row.name = record.name
    row.tier, row.is_current = record.tier, True
    row.nation = record.nation or row.nation
    row.homepage = row.homepage or record.homepage


def _free(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    taken.add(slug)
    return slug
