"""Roles: who may do what in which council, and in the library."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.account_parts import check_role, give_role, user_of
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import Membership, Organisation, User


def set_role(session: Session, who: Person, user_id: int, organisation_id: int, role: str | None) -> None:
    """Give somebody a role in a council, or take it away (None). A council keeps its last administrator."""
    if role is not None:
        check_role(role)
    with writing(session):
        council = base.organisation(session, organisation_id)
        require(who, "set-role", council)
        user = user_of(session, user_id)
        member = session.get(Membership, (user.id, council.id))
        if member is None and not who.is_library_admin:
            raise NotFound("They do not belong to this council. Invite them first.")
        if member is not None and member.role == "administrator" and role != "administrator":
            _keep_an_administrator(session, council)
        if role is None and member is not None:
            session.delete(member)
        elif role is not None:
            give_role(session, user, council.id, role)
        user.session_epoch += 0 if user.id == who.id else 1
        base.audit(session, who, "set-role", "user", user.id, organisation=council.id, role=role)


def set_library_admin(session: Session, who: Person, user_id: int, is_admin: bool) -> None:
    """Make somebody the library's administrator, or no longer; the last one stays."""
    with writing(session):
        require(who, "catalogue")
        user = user_of(session, user_id)
        admins = session.scalars(select(func.count()).where(User.is_library_admin, User.is_active)).one()
        if user.is_library_admin and not is_admin and admins < 2:
            raise Refused("The library needs an administrator: this is the last one.")
        user.is_library_admin = is_admin
        user.session_epoch += 1
        base.audit(session, who, "set-role", "user", user.id, library_admin=is_admin)


def _keep_an_administrator(session: Session, council: Organisation) -> None:
    others = session.scalars(
        select(func.count())
        .select_from(Membership)
        .where(Membership.organisation_id == council.id, Membership.role == "administrator")
    ).one()
    if others < 2:
        raise Refused(f"{council.name} needs an administrator: this is the last one.")
