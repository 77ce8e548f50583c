"""Passwords: what makes a good one, and how one is kept (argon2id)."""

from __future__ import annotations

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from webapp.actions.base import token
from webapp.errors import Refused
from webapp.store.tables import User

# OWASP's least for argon2id (19 MiB, two passes): eight people signing in at once must fit into a small server.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SHORTEST, LONGEST = 12, 200
WEAK = ("password", "guildhall", "letmein", "qwerty", "123456", "welcome", "council")


def good_password(password: str, email: str, name: str) -> str:
    """The password, if it is one to keep an account with. Raises `Refused` with what is wrong with it."""
    if len(password) < SHORTEST:
        raise Refused(
            f"A password needs at least {SHORTEST} characters: three or four words are easy to remember."
        )
    if len(password) > LONGEST:
        raise Refused(f"A password may have at most {LONGEST} characters.")
    plain = re.sub(r"[^a-z0-9]", "", password.lower())
    obvious = [*WEAK, re.sub(r"[^a-z0-9]", "", email.split("@")[0].lower())]
    obvious += re.findall(r"[a-z0-9]{4,}", name.lower())
    for word in obvious:
        if len(word) > 3:
            plain = plain.replace(word, "")
    if len(set(password)) < 5 or len(plain) < 5:
        raise Refused(
            "This password would be guessed soon. Use three or four words that do not belong together."
        )
    return password


def set_password(user: User, password: str) -> None:
    """Give an account a new password; every open session of it ends."""
    user.password_hash = HASHER.hash(good_password(password, user.email, user.name))
    user.session_epoch += 1


def matches(kept: str, password: str) -> bool:
    """Whether it is the password whose hash was kept."""
    try:
        return HASHER.verify(kept, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """A hash that no password has, to check against when there is no account: it takes as long."""
    return HASHER.hash(token())
