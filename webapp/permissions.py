"""Who may do what: the one place that knows. Pages, API and commands ask here by the permission's name.

The table is ARCHITECTURE's: a visitor reads what is published; a contributor works on their own council's
drafts; an editor also attaches patterns, accepts findings, publishes and retires; a council's administrator
also looks after its people and details; the library's administrator does everything, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from webapp.errors import NotAllowed

Role = Literal["contributor", "editor", "administrator"]
ROLES: tuple[Role, ...] = ("contributor", "editor", "administrator")

Permission = Literal[
    "read", "compare", "walk", "try",
    "upload", "edit", "move", "withdraw", "confirm-match", "decide", "save-walkthrough", "keep-scenario",
    "run-workshop", "lead-workshop", "keep-persona",
    "attach-pattern", "accept-finding", "publish", "retire",
    "invite", "set-role", "reset-password", "edit-council",
    "catalogue", "rule-severity", "takedown",
]  # fmt: skip
VISITOR_MAY: tuple[Permission, ...] = ("read", "compare", "walk", "try")
CONTRIBUTOR_MAY: tuple[Permission, ...] = (
    "upload", "edit", "move", "withdraw", "confirm-match", "decide", "save-walkthrough", "keep-scenario",
    "run-workshop", "lead-workshop", "keep-persona",
)  # fmt: skip
EDITOR_MAY: tuple[Permission, ...] = ("attach-pattern", "accept-finding", "publish", "retire")
ADMINISTRATOR_MAY: tuple[Permission, ...] = ("invite", "set-role", "reset-password", "edit-council")
LIBRARY_MAY: tuple[Permission, ...] = ("catalogue", "rule-severity", "takedown")
PERMISSIONS = VISITOR_MAY + CONTRIBUTOR_MAY + EDITOR_MAY + ADMINISTRATOR_MAY + LIBRARY_MAY

# Changing what everybody already reads is publishing: a contributor's own work ends at the draft.
ONLY_DRAFTS: tuple[Permission, ...] = ("edit", "move", "withdraw")
DRAFT_STATES = ("draft", "withdrawn")

_NEEDS: dict[str, int] = {
    **dict.fromkeys(CONTRIBUTOR_MAY, 1),
    **dict.fromkeys(EDITOR_MAY, 2),
    **dict.fromkeys(ADMINISTRATOR_MAY, 3),
    **dict.fromkeys(LIBRARY_MAY, 4),
}


@dataclass(frozen=True)
class Person:
    """Whoever asks. `roles`: organisation id to role. A visitor has no id and no roles."""

    id: int | None = None
    name: str = "A visitor"
    email: str = ""
    is_library_admin: bool = False
    roles: Mapping[int, Role] = field(default_factory=dict)

    @property
    def is_signed_in(self) -> bool:
        """Whether they have an account (the program itself counts too)."""
        return self.id is not None or self.is_library_admin

    @property
    def organisation_ids(self) -> tuple[int, ...]:
        """The organisations they have a role in."""
        return tuple(sorted(self.roles))


VISITOR = Person()
LIBRARY = Person(name="Guildhall", is_library_admin=True)
"""The program itself: the command line and what happens at the start."""


def may(person: Person | None, permission: Permission, subject: Any = None) -> bool:
    """Whether `person` (None: a visitor) may do `permission` to `subject`.

    `subject` is a process, pattern, organisation, version or walkthrough of the store, or None for what
    concerns none (and for "somewhere": whether they hold the permission in any organisation at all).
    """
    who = person or VISITOR
    if permission not in PERMISSIONS:
        raise ValueError(f"There is no permission named {permission}.")
    if who.is_library_admin:
        return True
    if permission in VISITOR_MAY:
        return permission == "try" or subject is None or _may_read(who, subject)
    if permission == "save-walkthrough":
        return who.is_signed_in
    if permission == "run-workshop":
        # With whatever they may read: a council walks through another's process too.
        return _standing(who, None) >= 1 and (subject is None or _may_read(who, subject))
    standing = _standing(who, subject)
    if permission in ONLY_DRAFTS and getattr(subject, "state", "draft") not in DRAFT_STATES:
        return standing >= 2
    return standing >= _NEEDS[permission]


def require(person: Person | None, permission: Permission, subject: Any = None) -> None:
    """Raise `NotAllowed` unless `may`."""
    if not may(person, permission, subject):
        raise NotAllowed(permission, bool(person and person.is_signed_in))


def _may_read(who: Person, subject: Any) -> bool:
    item = getattr(subject, "process", None) or subject
    state = getattr(item, "state", None)
    if state is None or getattr(item, "try_token", None):
        # Councils are public. A try is found by its secret only: who holds the object knew it.
        return True
    if state in ("published", "retired"):
        return True
    return _standing(who, item) >= 1


def _standing(who: Person, subject: Any) -> int:
    """0 nothing, 1 contributor, 2 editor, 3 administrator: the best role in the subject's organisations."""
    roles = who.roles if subject is None else _roles_in(who, subject)
    return max((ROLES.index(role) + 1 for role in roles.values()), default=0)


def _roles_in(who: Person, subject: Any) -> dict[int, Role]:
    item = getattr(subject, "process", None) or subject
    owners = getattr(item, "organisations", None)
    ids = {item.id} if owners is None else {owner.id for owner in owners}
    return {number: role for number, role in who.roles.items() if number in ids}
