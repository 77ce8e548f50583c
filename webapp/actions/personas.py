"""Personas that a council adds for its walks and workshops."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import OwnPersona

MOST = 100
MOST_ANSWERS = 100
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,99}")


def add_persona(
    session: Session, who: Person, organisation_id: int, name: str, about: str, answers: Mapping[str, str]
) -> OwnPersona:
    """Keep a persona of a council. `answers` by the name of the question's answer."""
    title, words = " ".join(name.split()), " ".join(about.split())
    if not title:
        raise Refused("Say who it is, without a name: for example, Works nights.")
    if len(title) > 100 or len(words) > 1_000:
        raise Refused("This is too long: at most 100 letters for who it is, and 1,000 to describe them.")
    if len(answers) > MOST_ANSWERS or any(len(value) > 1_000 for value in answers.values()):
        raise Refused(f"At most {MOST_ANSWERS} answers of at most 1,000 letters fit.")
    with writing(session):
        council = base.organisation(session, organisation_id)
        require(who, "keep-persona", council)
        count = select(func.count()).select_from(OwnPersona).where(OwnPersona.organisation_id == council.id)
        if session.scalars(count).one() >= MOST:
            raise Refused(f"A council can keep {MOST} personas: remove one first.")
        row = OwnPersona(
            organisation_id=council.id, name=title, about=words, answers=dict(answers), who_id=who.id
        )
        session.add(row)
        session.flush()
        base.audit(session, who, "add-persona", "organisation", council.id, persona=row.id, name=title)
    return row


def remove_persona(session: Session, who: Person, number: int) -> None:
    """Delete a council's persona. Rooms that walk as it go on without."""
    with writing(session):
        row = session.get(OwnPersona, number)
        if row is None:
            raise NotFound("There is no such persona.")
        require(who, "keep-persona", row.organisation)
        session.delete(row)
        base.audit(session, who, "remove-persona", "organisation", row.organisation_id, persona=number)


def read_pairs(text: str) -> dict[str, str]:
    """Answers as typed, one a line: `postcode = OX1 1AA`. Raises `Refused` with the line that cannot be read."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, equals, value = line.partition("=")
        if not equals or not _NAME.fullmatch(name.strip()):
            raise Refused(f"Line {number} is not a name, an equals sign and a value: for example, email = .")
        found[name.strip()] = value.strip()
    return found
