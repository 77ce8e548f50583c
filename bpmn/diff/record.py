"""What a difference between two versions is: frozen values, and the JSON of the contract."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["added", "removed", "changed", "moved", "layout", "id"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed", "moved", "layout", "id")
SILENT: frozenset[Kind] = frozenset({"layout", "id"})
"""Kinds of change that leave two versions saying the same."""
_MIRROR: dict[Kind, Kind] = {"added": "removed", "removed": "added"}


@dataclass(frozen=True)
class Which:
    """An element on one side: its key, its type (a local name of the specification), its own name (perhaps
    empty) and how to speak of it."""

    key: str
    type: str
    name: str
    called: str


@dataclass(frozen=True)
class Change:
    """One difference. `before` and `after` are the element in the old and in the new version, None where it is not
    there. `property` is a path (`name`, `lane`, `timer.timeDuration`, ...), None for added and removed.

    `old` and `new` are the values: texts as written, and keys where the property names other elements (several
    are joined by a space). `old_text` and `new_text` say the same to a person. None is no value."""

    kind: Kind
    before: Which | None
    after: Which | None
    property: str | None = None
    old: str | None = None
    new: str | None = None
    old_text: str | None = None
    new_text: str | None = None

    @builtins.property
    def which(self) -> Which:
        """The element as the newest version that has it shows it."""
        found = self.after or self.before
        assert found is not None, "a change is about an element"
        return found

    @builtins.property
    def element(self) -> str:
        """Its key there."""
        return self.which.key

    @builtins.property
    def type(self) -> str:
        """Its type there."""
        return self.which.type

    @builtins.property
    def name(self) -> str:
        """Its name there."""
        return self.which.name

    def mirrored(self) -> Change:
        """The same change seen from the new version."""
        return Change(
            _MIRROR.get(self.kind, self.kind),
            self.after,
            self.before,
            self.property,
            self.new,
            self.old,
            self.new_text,
            self.old_text,
        )

    def to_json(self) -> dict[str, Any]:
        """One change of the contract's document."""
        found: dict[str, Any] = {
            "kind": self.kind,
            "element": self.element,
            "type": self.type,
            "name": self.name,
            "property": self.property,
            "old": self.old,
            "new": self.new,
        }
        if self.before is not None and self.after is not None and self.before.key != self.after.key:
            found["old_element"] = self.before.key
        if (self.old_text, self.new_text) != (self.old, self.new):
            found |= {"old_text": self.old_text, "new_text": self.new_text}
        return found


@dataclass(frozen=True)
class Diff:
    """Two versions compared: every change, in the order of `KINDS` and then of the file, and one or two plain
    sentences."""

    changes: tuple[Change, ...]
    summary: str

    @property
    def same(self) -> bool:
        """Whether both say the same: nothing but layout and ids differs."""
        return all(change.kind in SILENT for change in self.changes)

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    def to_json(self) -> dict[str, Any]:
        """The `diff --json` document of the contract."""
        return {
            "same": self.same,
            "summary": self.summary,
            "changes": [change.to_json() for change in self.changes],
        }
