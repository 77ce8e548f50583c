"""Somebody in every role, for tests."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.actions.passwords import HASHER
from webapp.permissions import VISITOR, Person
from webapp.store.queries import councils, people
from webapp.store.tables import Membership, User

PASSWORD = "seven-green-lorries"
HASHED = HASHER.hash(PASSWORD)
OWN, OTHER = "oxford", "cambridge"


@dataclass(frozen=True)
class People:
    """Oxford's people, one of Cambridge's, the library's administrator, a visitor; the two councils' ids."""

    visitor: Person
    contributor: Person
    editor: Person
    administrator: Person
    stranger: Person
    library: Person
    oxford: int
    cambridge: int


def add_people(session: Session) -> People:
    """Put them in. Everybody's password is `PASSWORD`."""
    oxford, cambridge = (councils.council(session, slug) for slug in (OWN, OTHER))
    assert oxford is not None
    assert cambridge is not None

    def somebody(name: str, role: str | None, council: int = oxford.id) -> Person:
        user = User(email=f"{name.lower()}@example.gov.uk", name=name, password_hash=HASHED)
        user.is_library_admin = role is None
        session.add(user)
        session.flush()
        if role is not None:
            session.add(Membership(user_id=user.id, organisation_id=council, role=role))
        session.flush()
        session.refresh(user, ["memberships"])
        return people.of_user(user)

    made = People(
        visitor=VISITOR,
        contributor=somebody("Connie", "contributor"),
        editor=somebody("Eddie", "editor"),
        administrator=somebody("Ada", "administrator"),
        stranger=somebody("Sam", "administrator", cambridge.id),
        library=somebody("Libby", None),
        oxford=oxford.id,
        cambridge=cambridge.id,
    )
    session.commit()
    return made
