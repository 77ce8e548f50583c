"""Two councils' processes in one diagram, each part marked A, B or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from bpmn.compare.compared import short_name
from bpmn.compare.merged import Merged, Part, Whose, merged
from bpmn.errors import TooMuch
from bpmn.picture import Tag
from bpmn.picture import picture as draw
from bpmn.write.build import build
from webapp.comparisons.asked import Asked, asked
from webapp.comparisons.compared import COLOURS, Pair
from webapp.comparisons.views import blueprint
from webapp.errors import Refused
from webapp.kept import Kept

KEPT = 32
WHOSE: dict[Whose, tuple[str, str, str]] = {
    "both": ("matched", "Both", "green"),
    "A": ("only-a", "Only A", "blue"),
    "B": ("only-b", "Only B", "purple"),
}
"""How a part is marked in the picture (the class), the word for it, and the colour of the table's tag."""
TAGS = {whose: Tag(word, COLOURS[kind]) for whose, (kind, word, _) in WHOSE.items()}


@dataclass(frozen=True)
class Both:
    """The two compared, and the one diagram of both."""

    pair: Pair
    merged: Merged

    @property
    def marks(self) -> list[dict[str, str]]:
        """How the parts are marked in the picture: by class and by word."""
        return [
            {"id": part.key, "kind": WHOSE[part.whose][0], "word": WHOSE[part.whose][1]}
            for part in self.merged.parts
            if part.key
        ]

    @property
    def tags(self) -> dict[str, Tag]:
        """The same for a still picture."""
        return {part.key: TAGS[part.whose] for part in self.merged.parts if part.key}

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
    wanted = asked()
    return render_template("comparisons/merged.html", asked=wanted, both=_both(wanted), whose=WHOSE)


@blueprint.get("/merged.bpmn")
def merged_download() -> ResponseReturnValue:
    """The diagram of both as a file."""
    response = Response(build(_both(asked()).merged.diagram), mimetype="application/xml")
    response.headers.set("Content-Disposition", "attachment", filename="both-in-one.bpmn")
    return response


@blueprint.get("/merged/picture.bpmn")
def merged_picture() -> ResponseReturnValue:
    """The diagram of both for the viewer in the browser."""
    return Response(build(_both(asked()).merged.diagram), mimetype="application/xml")


@blueprint.get("/merged/picture.svg")
def merged_still() -> ResponseReturnValue:
    """The diagram of both as a still picture."""
    both = _both(asked())
    title = " and ".join(_names(both.pair))
    return Response(draw(both.merged.diagram, title, tags=both.tags), mimetype="image/svg+xml")


_kept: Kept[tuple[Any, ...], Merged] = Kept(KEPT)


def _both(wanted: Asked) -> Both:
    """Both in one, the same steps matched as on the page that compares the two."""
    pair = wanted.pair
    names = _names(pair)
    key = (pair.a.version.sha256, pair.b.version.sha256, names, pair.comparison.matches)
    found = _kept.get(key)
    if found is None:
        try:
            found = merged(pair.a.diagram, pair.b.diagram, names, found=pair.comparison)
        except TooMuch as error:
            raise Refused(str(error)) from error
        _kept.put(key, found)
    return Both(pair, found)


def _names(pair: Pair) -> tuple[str, str]:
    a, b = short_name(pair.a.process.council), short_name(pair.b.process.council)
    return (a, b) if a != b else (f"A: {a}", f"B: {b}")
