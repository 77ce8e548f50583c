"""From matched elements to changes, property by property."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bpmn.diff.elements import Element
from bpmn.diff.matching import Elements
from bpmn.diff.record import KINDS, Change, Kind, Which
from bpmn.diff.words import type_in_words
from bpmn.model import Diagram
from bpmn.naming import called, listed, tidy
from bpmn.scopes import scope_called

_PERFORMERS = ("extension.assignee", "extension.candidateGroups", "extension.candidateUsers")


@dataclass(frozen=True)
class Version:
    """One of the two: its diagram and the elements of it."""

    diagram: Diagram
    elements: Elements

    def which(self, element: Element) -> Which:
        """The element as a change names it."""
        return Which(element.key, element.type, element.name, self.called(element.uid))

    def called(self, uid: str, path: str = "") -> str:
        """How to speak of an element, as the value of a property or by itself."""
        element = self.elements[uid]
        if element.family == "diagram":
            return "the diagram"
        if element.family in ("shared", "other") or element.type == "dataObject":
            name = f" '{tidy(element.name)}'" if element.name.strip() else ""
            return f"the {type_in_words(element.type)}{name}"
        if path == "parent" and element.family in ("process", "node"):
            return scope_called(self.diagram, element.key)
        return called(self.diagram, element.key)

    def pool_of(self, element: Element) -> str | None:
        """The pool that shows the process an element lies in."""
        root = self.elements.get(element.root or "")
        return next((uid for role, uid in root.near if role == "process<"), None) if root else None


def changes(old: Version, new: Version, joined: dict[str, str]) -> tuple[Change, ...]:
    """Every change, in the order of `KINDS`, then of the new file (what was removed: of the old)."""
    found = [*_added(new, set(joined.values())), *_removed(old, joined)]
    for ours, theirs in joined.items():
        found.extend(_Pair(old, new, joined, old.elements[ours], new.elements[theirs]).changes())
    place = {uid: number for number, uid in enumerate(new.elements)}
    back = {old.elements[ours].key: place[theirs] for ours, theirs in joined.items()}
    by_key = {element.key: place[uid] for uid, element in new.elements.items()}

    def order(change: Change) -> tuple[int, int, str]:
        key = change.element
        at = by_key.get(key, 0) if change.after is not None else back.get(key, 0)
        return (KINDS.index(change.kind), at, change.property or "")

    return tuple(sorted(found, key=order))


def _added(new: Version, known: set[str]) -> Iterator[Change]:
    for uid, element in new.elements.items():
        if uid not in known:
            yield Change("added", None, new.which(element))


def _removed(old: Version, joined: dict[str, str]) -> Iterator[Change]:
    for uid, element in old.elements.items():
        if uid not in joined:
            yield Change("removed", old.which(element), None)


@dataclass(frozen=True)
class _Pair:
    """One element in both versions."""

    old: Version
    new: Version
    joined: dict[str, str]
    ours: Element
    theirs: Element

    def changes(self) -> list[Change]:
        """All that differs between the two."""
        found = [*self._ids(), *self._texts(), *self._references(), *self._moves(), *self._layout()]
        if not found:
            return []
        before, after = self.old.which(self.ours), self.new.which(self.theirs)
        return [make(before, after) for make in found]

    def _ids(self) -> Iterator[_Made]:
        if self.ours.file_id != self.theirs.file_id:
            yield _made("id", "id", self.ours.file_id, self.theirs.file_id)

    def _texts(self) -> Iterator[_Made]:
        ours, theirs = self.ours.own, self.theirs.own
        if self.ours.type != self.theirs.type:
            texts = type_in_words(self.ours.type), type_in_words(self.theirs.type)
            yield _made("changed", "type", self.ours.type, self.theirs.type, *texts)
        told_by_engine = any(ours.get(path) != theirs.get(path) for path in _PERFORMERS)
        for path in {**ours, **theirs}:
            before, after = ours.get(path), theirs.get(path)
            if before == after or (path == "performer" and told_by_engine):
                continue
            holder = path.rpartition(".")[0]
            if path.endswith((".name", ".code")) and holder and self._refers_elsewhere(holder):
                continue
            yield _made("id" if path == "targetNamespace" else "changed", path, before, after)

    def _refers_elsewhere(self, path: str) -> bool:
        return self._mapped(path) != set(self.theirs.refs.get(path, ()))

    def _mapped(self, path: str) -> set[str | None]:
        return {self.joined.get(uid) for uid in self.ours.refs.get(path, ())}

    def _references(self) -> Iterator[_Made]:
        for path in {**self.ours.refs, **self.theirs.refs}:
            if path not in ("parent", "lane") and self._refers_elsewhere(path):
                yield self._reference("changed", path)

    def _moves(self) -> Iterator[_Made]:
        if self.ours.family == "diagram":
            return
        together = not self._refers_elsewhere("parent")
        if not together:
            yield self._move_of_parent()
        if self._refers_elsewhere("lane") and not (together and self._lanes_are_inherited()):
            yield self._reference("moved", "lane")

    def _move_of_parent(self) -> _Made:
        pools = self.old.pool_of(self.ours), self.new.pool_of(self.theirs)
        at_root = (self.ours.refs.get("parent"), self.theirs.refs.get("parent")) == (
            (self.ours.root,),
            (self.theirs.root,),
        )
        if at_root and None not in pools and self.joined.get(pools[0] or "") != pools[1]:
            return self._named("moved", "pool", (pools[0] or "",), (pools[1] or "",))
        return self._reference("moved", "parent")

    def _lanes_are_inherited(self) -> bool:
        """Whether it only goes along with the sub-process it lies in."""
        sides = ((self.ours, self.old), (self.theirs, self.new))
        around = [side.elements.get((one.refs.get("parent") or ("",))[0]) for one, side in sides]
        return all(
            outer is not None and outer.family == "node" and outer.refs.get("lane") == one.refs.get("lane")
            for outer, (one, _) in zip(around, sides, strict=True)
        )

    def _reference(self, kind: Kind, path: str) -> _Made:
        return self._named(kind, path, self.ours.refs.get(path, ()), self.theirs.refs.get(path, ()))

    def _named(self, kind: Kind, path: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> _Made:
        values = [
            (" ".join(side.elements[uid].key for uid in uids), listed(side.called(uid, path) for uid in uids))
            for side, uids in ((self.old, ours), (self.new, theirs))
        ]
        (old, old_text), (new, new_text) = values
        return _made(kind, path, old or None, new or None, old_text or None, new_text or None)

    def _layout(self) -> Iterator[_Made]:
        ours, theirs = self.ours.layout, self.theirs.layout
        for path in {**ours, **theirs}:
            if ours.get(path) != theirs.get(path):
                yield _made("layout", path, ours.get(path), theirs.get(path))


_Made = Callable[[Which, Which], Change]


def _made(
    kind: Kind,
    path: str,
    old: str | None,
    new: str | None,
    old_text: str | None = None,
    new_text: str | None = None,
) -> _Made:
    def make(before: Which, after: Which) -> Change:
        return Change(kind, before, after, path, old, new, old_text or old, new_text or new)

    return make
