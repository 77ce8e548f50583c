"""The table of ARCHITECTURE, row by row: permission x role x own or other council x state."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from webapp.permissions import PERMISSIONS, VISITOR, Permission, Person, Role, may

OWN = SimpleNamespace(id=1)
OTHER = SimpleNamespace(id=2)


def somebody(role: Role) -> Person:
    return Person(id=7, name="Somebody", roles={1: role})


WHO = {
    "visitor": VISITOR,
    "no role": Person(id=5, name="New"),
    "contributor": somebody("contributor"),
    "editor": somebody("editor"),
    "administrator": somebody("administrator"),
    "library": Person(id=9, name="Library", is_library_admin=True),
}


def process(state: str, owner: Any = OWN, try_token: str | None = None) -> Any:
    return SimpleNamespace(
        id=3, state=state, organisations=[] if try_token else [owner], try_token=try_token, process=None
    )


ALL = tuple(WHO)
ROLES = ("contributor", "editor", "administrator", "library")
EDITORS = ("editor", "administrator", "library")
ADMINS = ("administrator", "library")
LIBRARY = ("library",)

# permission, subject, who may
TABLE: list[tuple[Permission, Any, tuple[str, ...]]] = [
    ("read", process("published"), ALL),
    ("compare", process("published"), ALL),
    ("walk", process("published"), ALL),
    ("read", process("retired"), ALL),
    ("try", None, ALL),
    ("read", process("draft", try_token="secret"), ALL),
    ("read", process("draft"), ROLES),
    ("compare", process("draft"), ROLES),
    ("walk", process("draft"), ROLES),
    ("read", process("withdrawn"), ROLES),
    ("read", process("draft", OTHER), LIBRARY),
    ("upload", OWN, ROLES),
    ("upload", OTHER, LIBRARY),
    ("upload", None, ROLES),
    ("edit", process("draft"), ROLES),
    ("move", process("draft"), ROLES),
    ("withdraw", process("draft"), ROLES),
    ("edit", process("published"), EDITORS),
    ("move", process("published"), EDITORS),
    ("withdraw", process("published"), EDITORS),
    ("edit", process("draft", OTHER), LIBRARY),
    ("withdraw", process("published", OTHER), LIBRARY),
    ("confirm-match", process("published"), ROLES),
    ("confirm-match", process("published", OTHER), LIBRARY),
    ("decide", process("published"), ROLES),
    ("decide", process("draft"), ROLES),
    ("decide", process("published", OTHER), LIBRARY),
    ("save-walkthrough", process("published"), tuple(who for who in ALL if who != "visitor")),
    ("keep-scenario", process("published"), ROLES),
    ("keep-scenario", process("draft"), ROLES),
    ("keep-scenario", process("published", OTHER), LIBRARY),
    ("attach-pattern", process("draft"), EDITORS),
    ("attach-pattern", process("published"), EDITORS),
    ("attach-pattern", process("published", OTHER), LIBRARY),
    ("accept-finding", process("draft"), EDITORS),
    ("publish", process("draft"), EDITORS),
    ("publish", process("draft", OTHER), LIBRARY),
    ("retire", process("published"), EDITORS),
    ("retire", process("published", OTHER), LIBRARY),
    ("invite", OWN, ADMINS),
    ("invite", OTHER, LIBRARY),
    ("set-role", OWN, ADMINS),
    ("set-role", OTHER, LIBRARY),
    ("reset-password", OWN, ADMINS),
    ("edit-council", OWN, ADMINS),
    ("edit-council", OTHER, LIBRARY),
    ("catalogue", None, LIBRARY),
    ("rule-severity", None, LIBRARY),
    ("takedown", process("published"), LIBRARY),
    ("run-workshop", process("published"), ROLES),
    ("run-workshop", process("published", OTHER), ROLES),
    ("run-workshop", process("draft", OTHER), LIBRARY),
    ("lead-workshop", OWN, ROLES),
    ("lead-workshop", OTHER, LIBRARY),
    ("keep-persona", OWN, ROLES),
    ("keep-persona", OTHER, LIBRARY),
]


@pytest.mark.parametrize(("permission", "subject", "allowed"), TABLE)
def test_the_table(permission: Permission, subject: Any, allowed: tuple[str, ...]) -> None:
    assert tuple(name for name, who in WHO.items() if may(who, permission, subject)) == allowed


def test_every_permission_stands_in_the_table() -> None:
    assert {row[0] for row in TABLE} == set(PERMISSIONS)


def test_nobody_signed_in_is_a_visitor() -> None:
    assert may(None, "read", process("published"))
    assert not may(None, "upload", OWN)


def test_a_version_belongs_to_its_process() -> None:
    version = SimpleNamespace(process=process("draft"))
    assert may(WHO["contributor"], "edit", version)
    assert not may(WHO["visitor"], "read", version)


def test_a_process_of_two_councils_belongs_to_the_people_of_both() -> None:
    shared = SimpleNamespace(id=3, state="draft", organisations=[OTHER, OWN], try_token=None, process=None)
    assert may(WHO["editor"], "publish", shared)


def test_a_permission_that_is_none_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no permission"):
        may(WHO["library"], "fly")  # type: ignore[arg-type]
