"""Two councils' processes in one diagram, each part marked A, B or both."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare import Match
from bpmn.compare.compared import short_name
from bpmn.compare.merged import Merged, Part, Whose, merged
from bpmn.errors import TooMuch
from bpmn.model import Diagram
from bpmn.picture import picture as draw
from bpmn.write.build import build
from webapp import reading
from webapp.comparisons.views import blueprint
from webapp.errors import Refused
from webapp.store import queries
from webapp.store.queries.work import Said
from webapp.store.tables import Process, Version
from webapp.web import db, person

KEPT = 32
WHOSE: dict[Whose, tuple[str, str, str]] = {
    "both": ("matched", "Both", "green"),
    "A": ("only-a", "Only A", "blue"),
    "B": ("only-b", "Only B", "purple"),
}
"""How a part is marked in the picture (the class), the word for it, and the colour of the table's tag."""


@dataclass(frozen=True)
class Side:
    """One of the two: its process and newest version, its name in the diagram."""

    process: Process
    version: Version
    diagram: Diagram
    name: str


@dataclass(frozen=True)
class Both:
    """The two, and the one diagram of both."""

    a: Side
    b: Side
    merged: Merged

    @property
    def marks(self) -> list[dict[str, str]]:
        """How the parts are marked in the picture: by class and by word."""
        return [
            {"id": part.key, "kind": WHOSE[part.whose][0], "word": WHOSE[part.whose][1]}
            for part in self.merged.parts
            if part.key
        ]

    def count(self, whose: Whose) -> int:
        """How many parts are whose."""
        return self.merged.count(whose)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, in order."""
        return self.merged.parts


@blueprint.get("/merged")
def merged_page() -> ResponseReturnValue:
    """Both in one diagram: what is shared, and what only one has?"""
    return render_template("comparisons/merged.html", both=_both(), whose=WHOSE)


@blueprint.get("/merged.bpmn")
def merged_download() -> ResponseReturnValue:
    """The diagram of both as a file."""
    response = Response(build(_both().merged.diagram), mimetype="application/xml")
    response.headers.set("Content-Disposition", "attachment", filename="both-in-one.bpmn")
    return response


@blueprint.get("/merged/picture.bpmn")
def merged_picture() -> ResponseReturnValue:
    """The diagram of both for the viewer in the browser."""
    return Response(build(_both().merged.diagram), mimetype="application/xml")


@blueprint.get("/merged/picture.svg")
def merged_still() -> ResponseReturnValue:
    """The diagram of both as a still picture."""
    both = _both()
    return Response(draw(both.merged.diagram, f"{both.a.name} and {both.b.name}"), mimetype="image/svg+xml")


_kept: OrderedDict[tuple[Any, ...], Merged] = OrderedDict()
_lock = Lock()


def _both() -> Both:
    processes = [
        queries.processes.process(db(), request.args.get(name, ""), person()) or abort(404) for name in "ab"
    ]
    a, b = (_side(process) for process in processes)
    names = (a.name, b.name) if a.name != b.name else (f"A: {a.name}", f"B: {b.name}")
    said = queries.work.said(db(), a.process.id, b.process.id)
    library = dict(queries.patterns.library(db()))
    slugs = {ref.ref for side in (a, b) for node in side.diagram.nodes for ref in node.patterns}
    patterns = {slug: library[slug] for slug in sorted(slugs) if slug in library}
    key = (a.version.sha256, b.version.sha256, names, said, tuple(map(repr, patterns.items())))
    with _lock:
        found = _kept.get(key)
    if found is None:
        try:
            found = merged(
                a.diagram,
                b.diagram,
                names,
                confirmed=_said(said, "confirmed"),
                rejected=_said(said, "rejected"),
                patterns=patterns,
            )
        except TooMuch as error:
            raise Refused(str(error)) from error
        with _lock:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return Both(a, b, found)


def _said(said: tuple[Said, ...], verdict: str) -> list[Match]:
    return [Match(one.a, one.b) for one in said if one.verdict == verdict]


def _side(process: Process) -> Side:
    version = process.current
    return Side(process, version, reading.read(db(), version).diagram, short_name(process.council))
