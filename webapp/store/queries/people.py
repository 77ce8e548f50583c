"""Accounts, roles, invitations and the audit, as pages need them."""

from __future__ import annotations

import hashlib
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.permissions import Person, Role
from webapp.store.tables import Audit, Invitation, Membership, PasswordReset, User, now


def person(session: Session, user_id: int, epoch: int | None = None) -> Person | None:
    """Whoever has that account, for permissions; None when it is gone, closed, or `epoch` is an older
    session's."""
    user = session.get(User, user_id, options=[selectinload(User.memberships)])
    if user is None or not user.is_active or (epoch is not None and epoch != user.session_epoch):
        return None
    return of_user(user)


def of_user(user: User) -> Person:
    """The account as the person that permissions ask about."""
    roles = {membership.organisation_id: cast(Role, membership.role) for membership in user.memberships}
    return Person(user.id, user.name, user.email, user.is_library_admin, roles)


def user(session: Session, user_id: int) -> User | None:
    """The account of that id, with its memberships."""
    options = [selectinload(User.memberships).selectinload(Membership.organisation)]
    return session.get(User, user_id, options=options)


def user_by_email(session: Session, email: str) -> User | None:
    """The account of that address."""
    return session.scalars(select(User).where(User.email == email.strip().lower())).one_or_none()


def users(session: Session) -> list[User]:
    """Every account, by name."""
    memberships = selectinload(User.memberships).selectinload(Membership.organisation)
    return list(session.scalars(select(User).options(memberships).order_by(User.name, User.id)))


def members(session: Session, organisation_id: int) -> list[Membership]:
    """The people of an organisation, by name."""
    return list(
        session.scalars(
            select(Membership)
            .join(User)
            .where(Membership.organisation_id == organisation_id)
            .options(selectinload(Membership.user))
            .order_by(User.name, User.id)
        )
    )


def invitations(session: Session, organisation_id: int) -> list[Invitation]:
    """The invitations of an organisation that can still be accepted, newest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(
                Invitation.organisation_id == organisation_id,
                Invitation.accepted_at.is_(None),
                Invitation.expires_at > now(),
            )
            .order_by(Invitation.id.desc())
        )
    )


def invitation(session: Session, secret: str) -> Invitation | None:
    """The invitation of that secret, while it can still be accepted."""
    found = session.scalars(select(Invitation).where(Invitation.token_hash == _hashed(secret))).one_or_none()
    return found if found and found.accepted_at is None and found.expires_at > now() else None


def password_reset(session: Session, secret: str) -> PasswordReset | None:
    """The way to a new password of that secret, while it is good."""
    found = session.scalars(
        select(PasswordReset).where(PasswordReset.token_hash == _hashed(secret))
    ).one_or_none()
    return found if found and found.used_at is None and found.expires_at > now() else None


def audit_of(session: Session, kind: str, ref: object, limit: int = 100) -> list[Audit]:
    """What was done to one thing, newest first."""
    return list(
        session.scalars(
            select(Audit)
            .where(Audit.subject_type == kind, Audit.subject_id == str(ref))
            .order_by(Audit.id.desc())
            .limit(limit)
        )
    )


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
