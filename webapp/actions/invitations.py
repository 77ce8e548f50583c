"""Invitations: somebody is asked into a council by mail, and accepts."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.account_parts import check_role, email_of, give_role, name_of, post
from webapp.actions.passwords import HASHER, good_password, matches
from webapp.errors import Refused
from webapp.mail import Letter, Mailer
from webapp.permissions import Person, require
from webapp.settings import Limits
from webapp.store.database import writing
from webapp.store.queries import people
from webapp.store.tables import Invitation, Organisation, User, now


def invite(
    session: Session,
    who: Person,
    organisation_id: int,
    email: str,
    role: str,
    mailer: Mailer,
    base_url: str,
    *,
    limits: Limits | None = None,
) -> Invitation:
    """Invite somebody into a council. The secret is in the mail alone; an older open invitation is
    replaced."""
    address, held = email_of(email), limits or Limits()
    check_role(role)
    secret = base.token()
    with writing(session):
        council = base.organisation(session, organisation_id)
        require(who, "invite", council)
        session.execute(
            delete(Invitation).where(
                Invitation.email == address,
                Invitation.organisation_id == council.id,
                Invitation.accepted_at.is_(None),
            )
        )
        invitation = Invitation(
            token_hash=base.hashed(secret),
            email=address,
            organisation_id=council.id,
            role=role,
            invited_by_id=who.id,
            expires_at=now() + held.invitation_life,
        )
        session.add(invitation)
        session.flush()
        base.audit(session, who, "invite", "organisation", council.id, invitation=invitation.id, role=role)
        # Sent inside the transaction: an invitation whose mail could not leave is none.
        post(mailer, _invitation_letter(address, who, council, secret, base_url, held.invitation_life))
    return invitation


def accept(session: Session, secret: str, name: str, password: str) -> User:
    """Take up an invitation: a new account, or a new role for the account there is (whose password must be
    right)."""
    with writing(session):
        invitation = people.invitation(session, secret)
        if invitation is None:
            raise Refused("This invitation is used or too old. Ask for a new one.")
        user = people.user_by_email(session, invitation.email)
        if user is None:
            user = User(email=invitation.email, name=name_of(name), password_hash="")
            user.password_hash = HASHER.hash(good_password(password, user.email, user.name))
            session.add(user)
            session.flush()
        elif not matches(user.password_hash, password):
            raise Refused("You have an account already: give its own password, so that we know it is you.")
        give_role(session, user, invitation.organisation_id, invitation.role)
        invitation.accepted_at = now()
        who = Person(user.id, user.name)
        base.audit(session, who, "accept", "organisation", invitation.organisation_id, role=invitation.role)
    return user


def _invitation_letter(
    address: str, who: Person, council: Organisation, secret: str, base_url: str, life: timedelta
) -> Letter:
    text = (
        f"Hello,\n\n{who.name} invites you to work on the services of {council.name} in Guildhall, "
        "the shared library of council services.\n\n"
        f"Take up the invitation here, within {life.days} days:\n\n{base_url}/account/invitation/{secret}\n"
    )
    return Letter(address, f"{council.name} invites you to Guildhall", text)
