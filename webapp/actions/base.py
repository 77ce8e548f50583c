"""What every action shares: its audit row, and finding what it is about."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from webapp.errors import NotFound
from webapp.permissions import Person
from webapp.store.database import writing
from webapp.store.tables import Audit, Base, Organisation, Pattern, Process

__all__ = ["audit", "hashed", "organisation", "pattern", "process", "sha256", "token", "writing"]

T = TypeVar("T", bound=Base)


def audit(session: Session, who: Person, action: str, kind: str, ref: object, **details: Any) -> None:
    """Leave the audit row of a write, in its own transaction."""
    session.add(
        Audit(
            who_id=who.id,
            who_name=who.name,
            action=action,
            subject_type=kind,
            subject_id=str(ref),
            details=details,
        )
    )


def sha256(data: bytes) -> str:
    """The address of bytes."""
    return hashlib.sha256(data).hexdigest()


def token() -> str:
    """A new secret for an address: 192 bits, safe in a URL."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """What is kept of a secret that only its holder should know."""
    return sha256(secret.encode())


def process(session: Session, number: int, *, lock: bool = False) -> Process:
    """The process of that id; `lock` keeps other writers of it waiting (where the database can)."""
    return _found(session.get(Process, number, with_for_update=lock or None), "process")


def pattern(session: Session, slug: str) -> Pattern:
    """The pattern of that slug."""
    return _found(session.query(Pattern).filter_by(slug=slug).one_or_none(), "pattern")


def organisation(session: Session, number: int) -> Organisation:
    """The organisation of that id."""
    return _found(session.get(Organisation, number), "organisation")


def _found(item: T | None, kind: str) -> T:
    if item is None:
        raise NotFound(f"There is no such {kind}.")
    return item
