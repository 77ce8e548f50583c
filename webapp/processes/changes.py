"""What changed between two versions: in a sentence, in tables, and marked on both diagrams."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare.steps import role_of
from bpmn.diff import Change, Diff, Kind, Which, diff, property_in_words
from bpmn.diff.words import type_in_words
from bpmn.naming import opening, tidy
from bpmn.write.viewer import viewer_ids
from webapp import reading
from webapp.processes.views import blueprint, find, find_version
from webapp.reading import Reading
from webapp.store.tables import Process, Version
from webapp.web import db

# How an element is marked in the pictures: the class of the mark (its colours), and the word beside it.
MARKS: dict[Kind, tuple[str, str]] = {
    "removed": ("finding-error", "Removed"),
    "added": ("matched", "Added"),
    "moved": ("only-b", "Moved"),
    "changed": ("reworded", "Changed"),
}
TITLES: dict[Kind, str] = {
    "added": "Added",
    "removed": "Removed",
    "changed": "Changed",
    "moved": "Moved",
    "layout": "The layout",
    "id": "Ids",
}
LONGEST = 600
MOST_FOLDED = 200


@dataclass(frozen=True)
class Row:
    """One line of a table: an element, where it is, what of it changed, and how it was and is. `was_at` and `is_at`
    are the viewer's ids in the old and the new picture, "" where it is not drawn."""

    what: str
    where: str
    about: str
    before: str
    after: str
    was_at: str
    is_at: str


class Changes:
    """Two versions of a process and what changed between them, made ready for the page."""

    def __init__(self, process: Process, old: Version, new: Version) -> None:
        self.process, self.old, self.new = process, old, new
        self._readings = reading.read(db(), old), reading.read(db(), new)

    @cached_property
    def diff(self) -> Diff:
        """What changed."""
        one, other = self._readings
        return diff(one.diagram, other.diagram, one.document, other.document)

    def rows(self, kind: Kind) -> tuple[Row, ...]:
        """The changes of one kind, a line each."""
        return tuple(self._row(change) for change in self.diff.of(kind))

    @cached_property
    def marks(self) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        """The marks of the old picture and of the new one: an element is marked once, for the gravest."""
        found: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]] = ({}, {})
        for kind, (look, word) in MARKS.items():
            for change in self.diff.of(kind):
                for side, which in enumerate((change.before, change.after)):
                    if which is not None and (drawn := self._drawn(side, which)):
                        found[side].setdefault(drawn, {"id": drawn, "kind": look, "word": word})
        return list(found[0].values()), list(found[1].values())

    @cached_property
    def partners(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """For each step and flow of either picture the same one in the other picture."""
        other = {c.before.key: c.after.key for c in self.diff.of("id") if c.before and c.after}
        gone = {change.element for change in self.diff.of("removed")}
        new = {change.element for change in self.diff.of("added")}
        pairs = [
            (ours, self._ids[1][other.get(key, key)])
            for key, ours in self._ids[0].items()
            if key not in gone and other.get(key, key) in self._ids[1] and other.get(key, key) not in new
        ]
        return {one: [two] for one, two in pairs}, {two: [one] for one, two in pairs}

    @cached_property
    def _ids(self) -> tuple[dict[str, str], dict[str, str]]:
        one, other = self._readings
        return viewer_ids(one.diagram), viewer_ids(other.diagram)

    def _drawn(self, side: int, which: Which | None) -> str:
        """The viewer's id of an element, "" where it has no shape of its own."""
        if which is None:
            return ""
        diagram = self._readings[side].diagram
        return self._ids[side].get(which.key) or (which.key if which.key in diagram.shapes else "")

    def _row(self, change: Change) -> Row:
        side = 0 if change.after is None else 1
        return Row(
            _said(change.which),
            _where(self._readings[side], change.which),
            property_in_words(change.property) if change.property else "",
            _short(change.old_text, change.old),
            _short(change.new_text, change.new),
            self._drawn(0, change.before),
            self._drawn(1, change.after),
        )


def _said(which: Which) -> str:
    """`Task 'Write'`; what has no name by its kind and its place among others."""
    if which.name.strip() and which.type not in ("sequenceFlow", "messageFlow"):
        return f"{opening(type_in_words(which.type))} '{tidy(which.name)}'"
    return opening(which.called)


def _where(read: Reading, which: Which) -> str:
    """The sub-process and the lane or pool a step lies in."""
    node = read.diagram.node_by_key.get(which.key)
    if node is None or node.type != which.type:
        return ""
    outer = read.diagram.node_by_key.get(node.scope)
    places = [outer.name if outer is not None else "", role_of(read.diagram, node)]
    return ", ".join(tidy(place) for place in places if place.strip())


def _short(text: str | None, value: str | None) -> str:
    if text is None:
        return ""
    if text != value:
        text = opening(text)
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


@blueprint.get("/<address>/versions/<int:number>/changes")
def changes(address: str, number: int) -> ResponseReturnValue:
    """What changed since the version before, or since the one asked for?"""
    found = find(address)
    version = find_version(found, number)
    asked = request.args.get("from", "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        abort(404)
    old = find_version(found, int(asked) if asked else number - 1)
    return render_template(
        "processes/changes.html",
        process=found,
        shown=Changes(found, old, version),
        titles=TITLES,
        most=MOST_FOLDED,
    )
