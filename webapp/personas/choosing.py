"""Who can be chosen to walk: the library's personas and those that councils added. Needs a request."""

from __future__ import annotations

from webapp.personas.record import PERSONAS, Persona, persona
from webapp.store import queries
from webapp.web import db, person

OWN = "own-"
"""What the slug of a council's own persona begins with; its number follows."""


def find_persona(slug: str) -> Persona | None:
    """The persona of that slug: the library's, or a council's own; None when there is none (any more)."""
    if not slug.startswith(OWN):
        return persona(slug) if slug else None
    number = slug.removeprefix(OWN)
    known = number.isascii() and number.isdecimal() and len(number) < 9
    found = queries.workshops.own_persona(db(), int(number)) if known else None
    return Persona(slug, found.name, found.about, found.answers) if found else None


def personas_for_me() -> list[Persona]:
    """The library's personas, then those of one's own councils."""
    own = queries.workshops.personas(db(), person().organisation_ids)
    return [*PERSONAS, *(Persona(f"{OWN}{one.id}", one.name, one.about, one.answers) for one in own)]
