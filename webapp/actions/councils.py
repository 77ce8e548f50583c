"""What is known of a council or another body beyond the registers."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.actions import base, indexing
from webapp.errors import Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import Organisation

LONGEST = {"contact": 200, "about": 10_000, "homepage": 300}


def edit_council(
    session: Session,
    who: Person,
    organisation_id: int,
    *,
    contact: str | None = None,
    about: str | None = None,
    homepage: str | None = None,
) -> Organisation:
    """A council's own details: a team's contact, a few words, its homepage. None leaves one as it is."""
    if homepage and not re.match(r"https?://[^\s<>\"']+$", homepage.strip()):
        raise Refused("A homepage begins with https:// and holds no spaces.")
    given = {"contact": contact, "about": about, "homepage": homepage}
    for name, longest in LONGEST.items():
        if len((given[name] or "").strip()) > longest:
            raise Refused(f"The {name} is too long: at most {longest} letters fit.")
    with writing(session):
        council = base.organisation(session, organisation_id)
        require(who, "edit-council", council)
        for name, value in given.items():
            if value is not None:
                setattr(council, name, value.strip() if name == "about" else value.strip() or None)
        session.flush()
        base.audit(
            session,
            who,
            "edit-council",
            "organisation",
            council.id,
            changed=[n for n, v in given.items() if v],
        )
    return council


def add_organisation(
    session: Session, who: Person, slug: str, name: str, kind: str, tier: str | None = None
) -> Organisation:
    """A body that no register lists: a supplier, a standards body, a council not yet in the list."""
    with writing(session):
        require(who, "catalogue")
        if session.scalars(select(Organisation).where(Organisation.slug == slug)).first() is not None:
            raise Refused(f"There is an organisation at “{slug}” already.")
        made = Organisation(slug=slug, name=name, short_name=name, kind=kind, tier=tier)
        session.add(made)
        session.flush()
        indexing.councils(session)
        base.audit(session, who, "add-organisation", "organisation", made.id)
    return made
