"""The data a process uses: what is asked where, what for, and what does not fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from bpmn.conditions.values import name_in_words
from bpmn.data_used import DataUsed, Flag, FlagKind, Named, data_used
from bpmn.data_used.record import UseKind
from bpmn.model import Diagram
from bpmn.naming import called, opening
from bpmn.patterns import Pattern
from webapp import reading
from webapp.kept import Kept
from webapp.processes.views import blueprint, find, find_version
from webapp.store import queries
from webapp.store.tables import Version
from webapp.web import db

KEPT = 64
HEADINGS: Mapping[FlagKind, str] = {
    "never-offered": "Values that no choice gives",
    "never-asked": "Used and never asked",
    "asked-late": "Used before it is asked",
    "unreadable": "Only a person can decide",
    "asked-twice": "Asked more than once",
    "asked-again-by-another-name": "Perhaps the same question twice",
    "could-be-looked-up": "The council could look it up",
    "never-used": "Asked and never used",
}
USE_WORDS: Mapping[UseKind, str] = {
    "decision": "decides",
    "event": "is waited for",
    "needed": "makes another question needed",
    "ruled": "is looked at by the rules",
    "shown": "shows a part of the service",
    "written": "is written into",
    "said": "is used for",
    "drawn": "is passed on as",
}

_kept: Kept[tuple[Any, ...], DataUsed] = Kept(KEPT)


@dataclass(frozen=True)
class Shown:
    """The data of a version made ready for its page."""

    data: DataUsed
    diagram: Diagram

    @cached_property
    def flags(self) -> tuple[tuple[str, tuple[Flag, ...]], ...]:
        """What to look at, by kind, under its heading."""
        grouped = groupby(self.data.flags, key=lambda flag: flag.kind)
        return tuple((HEADINGS[kind], tuple(flags)) for kind, flags in grouped)

    def name(self, element: str) -> str:
        """How to call an element at the beginning of a line."""
        node = self.diagram.node_by_key[element]
        return " ".join(node.name.split()) or opening(called(self.diagram, element))

    def words(self, named: Named) -> str:
        """What an answer is called: the question where there is one, else its name in words."""
        return named.asked[0].question if named.asked else opening(name_in_words(named.name))


@blueprint.get("/<address>/versions/<int:number>/data")
def data(address: str, number: int) -> ResponseReturnValue:
    """What do they ask me, and what for?"""
    process = find(address)
    version = find_version(process, number)
    shown = Shown(data_of(version), reading.read(db(), version).diagram)
    return render_template(
        "processes/data.html", process=process, version=version, shown=shown, uses=USE_WORDS
    )


def data_of(version: Version) -> DataUsed:
    """The data that a version uses; remembered as long as its patterns stay the same. Answers 410 when it was taken
    down."""
    diagram = reading.read(db(), version).diagram
    known = _patterns(version)
    key = (version.sha256, tuple(map(repr, known.items())))
    if (found := _kept.get(key)) is not None:
        return found
    made = data_used(diagram, known)
    _kept.put(key, made)
    return made


def _patterns(version: Version) -> dict[str, Pattern]:
    """The patterns of the version by the reference in the file, and the blocks of the services among them."""
    found = {
        one.ref: one.record for one in queries.patterns.attached(db(), version) if one.record is not None
    }
    parts = any(pattern.kind == "service" for pattern in found.values())
    return {**(queries.patterns.library(db()) if parts else {}), **found}
