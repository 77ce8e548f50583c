"""New passwords by mail. Nothing here says whether an account exists for an address."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.account_parts import post, throttle, user_of
from webapp.actions.passwords import set_password
from webapp.errors import Refused
from webapp.mail import Letter, Mailer
from webapp.permissions import Person, may, require
from webapp.settings import Limits
from webapp.store.database import writing
from webapp.store.queries import people
from webapp.store.tables import Attempt, PasswordReset, User, now


def request_reset(
    session: Session,
    email: str,
    address: str,
    mailer: Mailer,
    base_url: str,
    *,
    limits: Limits | None = None,
) -> None:
    """Mail a way to a new password, if there is such an account; says nothing either way.

    Raises `TooManyAttempts` when too many were asked for from the same address or for the same account.
    """
    held, account, moment = limits or Limits(), email.strip().lower()[:254], now()
    keys = {
        f"reset:{account}": held.sign_in_per_account,
        f"reset-from:{address}": held.sign_in_per_address,
    }
    throttle(session, keys, moment - held.sign_in_window, held)
    with writing(session):
        session.add_all(Attempt(key=key, at=moment) for key in keys)
        user = people.user_by_email(session, account)
        if user is not None and user.is_active:
            _send_reset(session, Person(), user, mailer, base_url, held.reset_life)


def send_reset_for(
    session: Session,
    who: Person,
    user_id: int,
    mailer: Mailer,
    base_url: str,
    *,
    limits: Limits | None = None,
) -> None:
    """Mail somebody of one's own council a way to a new password."""
    with writing(session):
        user = user_of(session, user_id)
        _require_over(session, who, user)
        _send_reset(session, who, user, mailer, base_url, (limits or Limits()).reset_life)


def reset_password(session: Session, secret: str, password: str) -> User:
    """A new password by the secret of a reset, which is then used up; every open session of the account
    ends."""
    with writing(session):
        reset = people.password_reset(session, secret)
        if reset is None:
            raise Refused("This link is used or too old. Ask for a new one.")
        user = reset.user
        set_password(user, password)
        session.execute(delete(Attempt).where(Attempt.key == f"account:{user.email}"))
        for other in session.scalars(select(PasswordReset).where(PasswordReset.user_id == user.id)):
            other.used_at = other.used_at or now()
        base.audit(session, Person(user.id, user.name), "reset-password", "user", user.id)
    return user


def _send_reset(
    session: Session, who: Person, user: User, mailer: Mailer, base_url: str, life: timedelta
) -> None:
    secret = base.token()
    session.add(PasswordReset(token_hash=base.hashed(secret), user_id=user.id, expires_at=now() + life))
    base.audit(session, who, "send-reset", "user", user.id)
    hours = max(1, round(life.total_seconds() / 3600))
    text = (
        f"Hello {user.name},\n\n"
        f"choose a new password for Guildhall here, within {hours} hour{'s' if hours > 1 else ''}:\n\n"
        f"{base_url}/account/reset/{secret}\n\n"
        "If you did not ask for this, nothing needs to be done: your password stays as it is.\n"
    )
    post(mailer, Letter(user.email, "Choose a new password for Guildhall", text))


def _require_over(session: Session, who: Person, user: User) -> None:
    """A council's administrator looks after those who belong to that council and have no say above it."""
    councils = [member.organisation for member in user.memberships]
    below = not user.is_library_admin and any(may(who, "reset-password", council) for council in councils)
    if not below:
        require(who, "catalogue")
