"""The life of a pattern: made, given new versions, published, retired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn import patterns as records
from webapp.actions import base, indexing
from webapp.errors import Refused
from webapp.permissions import Permission, Person, require
from webapp.store.database import writing
from webapp.store.tables import Pattern, PatternVersion, now

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"new", "begin", "form"})
"""Addresses under /patterns that are pages of their own."""


def create(
    session: Session,
    who: Person,
    data: bytes,
    owner_id: int | None,
    *,
    is_starter: bool = False,
    why: str = "Made",
) -> Pattern:
    """A new draft pattern of a council from a pattern file; without an owner the library's own.

    Raises `Refused` when the file is no pattern, or its slug is taken.
    """
    record = _record(data)
    if not SLUG.fullmatch(record.slug) or len(record.slug) > 120:
        raise Refused("A pattern's slug is made of small letters, digits and single hyphens.")
    if record.slug in RESERVED:
        raise Refused(
            f"“{record.slug}” is the address of a page of this library. Give the pattern another slug."
        )
    with writing(session):
        owner = base.organisation(session, owner_id) if owner_id is not None else None
        require(who, "upload" if owner else "catalogue", owner)
        if session.scalars(select(Pattern).where(Pattern.slug == record.slug)).first() is not None:
            raise Refused(f"There is a pattern at “{record.slug}” already. Give yours another slug.")
        pattern = Pattern(slug=record.slug, owner=owner, created_by_id=who.id, is_starter=is_starter)
        session.add(pattern)
        _describe(pattern, record)
        _add(session, who, pattern, record, why)
        base.audit(session, who, "create-pattern", "pattern", pattern.slug)
    return pattern


def new_version(session: Session, who: Person, slug: str, data: bytes, *, why: str = "") -> PatternVersion:
    """A newer draft version of a pattern; its published one stays what everybody sees until this is
    published."""
    record = _record(data)
    if record.slug != slug:
        raise Refused(f"This file is the pattern “{record.slug}”, not “{slug}”.")
    with writing(session):
        pattern = base.pattern(session, slug)
        require(who, "edit" if pattern.state == "draft" else "publish", pattern)
        newest = next(version for version in pattern.versions if version.number == pattern.current_number)
        if newest.sha256 == base.sha256(records.dump(record)):
            return newest
        if pattern.state == "draft":
            _describe(pattern, record)
        version = _add(session, who, pattern, record, why)
        base.audit(session, who, "new-pattern-version", "pattern", slug, number=version.number)
    return version


def publish(session: Session, who: Person, slug: str) -> Pattern:
    """Let everybody see and attach the newest version. Raises `Refused` with what is still missing."""
    with writing(session):
        pattern = base.pattern(session, slug)
        require(who, "publish", pattern)
        newest = next(version for version in pattern.versions if version.number == pattern.current_number)
        record = _record(newest.data)
        missing = [problem for problem in records.problems(record) if problem.severity == "error"]
        if not records.publishable(record):
            raise Refused("It cannot be published yet: " + " ".join(problem.text for problem in missing[:5]))
        newest.published_at = newest.published_at or now()
        pattern.state_before, pattern.state = pattern.state, "published"
        _describe(pattern, record)
        indexing.pattern(session, pattern)
        base.audit(session, who, "publish", "pattern", slug, number=newest.number)
    return pattern


def retire(session: Session, who: Person, slug: str) -> Pattern:
    """Take a published pattern out of the lists; where it is attached it stays."""
    return _to(session, who, "retire", slug, "retired", ("published",))


def withdraw(session: Session, who: Person, slug: str) -> Pattern:
    """Take a draft back."""
    return _to(session, who, "withdraw", slug, "withdrawn", ("draft",))


def undo(session: Session, who: Person, slug: str) -> Pattern:
    """Go back to the state before the last publishing, retiring or withdrawing."""
    with writing(session):
        pattern = base.pattern(session, slug)
        require(who, "withdraw", pattern)
        if pattern.state_before is None:
            raise Refused("There is nothing to undo: this pattern has not changed state since.")
        both = {pattern.state, pattern.state_before}
        require(who, "publish" if "published" in both else "withdraw", pattern)
        pattern.state, pattern.state_before = pattern.state_before, None
        indexing.pattern(session, pattern)
        base.audit(session, who, "undo", "pattern", slug, back=pattern.state)
    return pattern


def _to(
    session: Session, who: Person, permission: Permission, slug: str, state: str, leaving: tuple[str, ...]
) -> Pattern:
    with writing(session):
        pattern = base.pattern(session, slug)
        require(who, permission, pattern)
        if pattern.state not in leaving:
            raise Refused(f"This pattern is {pattern.state}, so that cannot be done.")
        pattern.state_before, pattern.state = pattern.state, state
        indexing.pattern(session, pattern)
        base.audit(session, who, permission, "pattern", slug)
    return pattern


def _record(data: bytes) -> records.Pattern:
    try:
        return records.load(data)
    except records.PatternError as error:
        raise Refused(str(error)) from error


def _describe(pattern: Pattern, record: records.Pattern) -> None:
    pattern.kind, pattern.verb = record.kind, record.verb or ""
    pattern.title, pattern.summary = (record.title or record.slug)[:200], record.summary


def _add(
    session: Session, who: Person, pattern: Pattern, record: records.Pattern, why: str
) -> PatternVersion:
    data = records.dump(record)
    version = PatternVersion(
        number=pattern.current_number + 1 if pattern.versions else 1,
        data=data,
        sha256=base.sha256(data),
        why=why,
        labels=list(dict.fromkeys(_texts(records.to_json(record)))),
        created_by_id=who.id,
    )
    pattern.versions.append(version)
    pattern.current_number = version.number
    session.flush()
    indexing.pattern(session, pattern)
    return version


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text a person may read in a pattern, for search."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str) and key in (
        "title",
        "text",
        "need",
        "summary",
        "body",
        "why",
        "law",
        "subject",
    ):
        yield " ".join(value.split())
