"""A rule of the house, read from the code itself: whatever writes checks a permission and leaves an audit row."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import webapp.actions

FOLDER = Path(webapp.actions.__file__).parent
AUDITS = {"audit", "_stored", "_take_in", "_send_reset", "new_version"}
CHECKS = {
    "require", "_led", "_require", "_require_own", "_require_over", "_changed", "_say", "_to", "_work",
    "replace_pattern",
}  # fmt: skip
# Whoever holds the secret (of an invitation, a reset, a password) is allowed; nobody may be asked for a role there,
# and tries whose day is over are nobody's.
BY_SECRET = {
    "accept",
    "sign_in",
    "request_reset",
    "reset_password",
    "change_password",
    "expire",
    "expire_tries",
    "forget",
    # Whoever has the code of an open room.
    "note",
}
# What the library does by itself, for nobody: nothing that a person said is changed.
BY_ITSELF = {"recheck", "fill", "forget_all"}
# Their callers have checked: these run inside an action of the same module.
INSIDE = {"_upload_one"}


def writers() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "writing" in calls(node):
                yield f"{path.stem}.{node.name}", node


def calls(node: ast.AST) -> set[str]:
    called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {
        f.attr if isinstance(f, ast.Attribute) else f.id
        for f in called
        if isinstance(f, (ast.Attribute, ast.Name))
    }


WRITERS = dict(writers())


def test_there_are_writers_to_look_at() -> None:
    assert len(WRITERS) > 25


@pytest.mark.parametrize("name", WRITERS)
def test_every_write_leaves_an_audit_row(name: str) -> None:
    assert calls(WRITERS[name]) & AUDITS


@pytest.mark.parametrize("name", WRITERS)
def test_every_write_checks_a_permission(name: str) -> None:
    function = name.split(".")[1]
    assert function in BY_SECRET | BY_ITSELF | INSIDE or calls(WRITERS[name]) & CHECKS
