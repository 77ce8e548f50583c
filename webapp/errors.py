"""Everything that can go wrong in this room, in one hierarchy. `str()` of each is one sentence for a
person."""

from __future__ import annotations


class GuildhallError(Exception):
    """The root of this room's errors."""


class Refused(GuildhallError):
    """What was asked for makes no sense as things stand: the sentence says why and what to do."""


class NotFound(GuildhallError):
    """There is no such thing (any more)."""


class NotAllowed(GuildhallError):
    """Somebody asked for what they may not do."""

    def __init__(self, permission: str, signed_in: bool) -> None:
        self.permission = permission
        self.signed_in = signed_in
        super().__init__(
            "Your role does not allow this. Ask your council's administrator."
            if signed_in
            else "Sign in first: this needs an account."
        )


class SignInRefused(GuildhallError):
    """The e-mail address and password do not belong together."""


class TooManyAttempts(GuildhallError):
    """Too many attempts for now."""
