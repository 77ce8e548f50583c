"""A process: what happens in it, said in words and drawn, with what was found and everything else about it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from bpmn.picture import picture as draw
from webapp import rates, reading
from webapp.comparisons.compared import pair
from webapp.found import near_json
from webapp.permissions import may
from webapp.personas.choosing import personas_for_me
from webapp.processes.shown import Shown
from webapp.processes.suggesting import suggestions
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Process, Version
from webapp.walkthroughs import scenarios
from webapp.web import db, person
from webapp.workshops.process import left_on

blueprint = Blueprint("processes", __name__, template_folder="templates", url_prefix="/processes")

SIMILAR, SIMILAR_JSON = 5, 10
"""Processes like this one that the page shows, and its JSON."""


def find(address: str) -> Process:
    """The process of that address; answers 404 when there is none that this person may know of."""
    return queries.processes.process(db(), address, person()) or abort(404)


def find_version(process: Process, number: int | None = None) -> Version:
    """One of its versions; answers 404 when there is none of that number."""
    return queries.processes.version(process, number) or abort(404)


def show(process: Process, version: Version) -> Shown:
    """What pages show of a version; answers 410 when its bytes were taken down."""
    diagram = reading.read(db(), version).diagram
    slugs = {one.ref for node in diagram.nodes for one in node.patterns}
    titles = queries.patterns.titles(db(), slugs) if slugs else {}
    return Shown(diagram, version, queries.checks.accepted(db(), process.id), titles)


@blueprint.get("/<address>")
def process(address: str) -> ResponseReturnValue:
    """What happens?"""
    found = find(address)
    return _page(found, find_version(found))


@blueprint.get("/<address>/versions/<int:number>")
def version(address: str, number: int) -> ResponseReturnValue:
    """The process as it was in one version."""
    found = find(address)
    return _page(found, find_version(found, number))


@blueprint.get("/<address>/result")
def result(address: str) -> ResponseReturnValue:
    """What was understood of an upload, and only then what was found."""
    found = find(address)
    current = find_version(found)
    shown = show(found, current)
    nearest = queries.nearest.nearest(db(), found, person(), limit=3)
    matched = _matched(found, nearest[0].line.address) if nearest else None
    return render_template(
        "processes/result.html",
        process=found,
        version=current,
        shown=shown,
        nearest=nearest if matched is None or matched[0] else (),
        matched=matched,
        owns=queries.councils.own(db(), person()) if found.is_try and person().is_signed_in else (),
        all_services=lambda: queries.services.all_live(db()),
    )


def _matched(process: Process, address: str) -> tuple[int, int] | None:
    """How many steps of another process match this one's, and how many it has."""
    other = queries.processes.process(db(), address, person())
    if other is None:
        return None
    comparison = pair(process, other, "default").comparison
    matched = sum(len(match.b) for match in comparison.matches)
    return matched, matched + len(comparison.only_b)


@blueprint.get("/<address>/similar.json")
def similar(address: str) -> ResponseReturnValue:
    """The processes most like this one, for programs."""
    return jsonify(near_json(queries.nearest.nearest(db(), find(address), person(), limit=SIMILAR_JSON)))


@blueprint.get("/<address>/print")
def take_away(address: str) -> ResponseReturnValue:
    """A page to print for tomorrow's meeting."""
    found = find(address)
    current = find_version(found)
    return render_template(
        "processes/print.html",
        process=found,
        version=current,
        shown=show(found, current),
        attached=queries.patterns.attached(db(), current),
    )


@blueprint.get("/<address>/versions/<int:number>.bpmn")
def download(address: str, number: int) -> ResponseReturnValue:
    """The bytes exactly as they came."""
    found = find(address)
    wanted = find_version(found, number)
    data = queries.processes.data(db(), wanted)
    if data is None:
        abort(410)
    response = Response(data, mimetype="application/xml")
    response.headers.set("Content-Disposition", "attachment", filename=f"{stem(wanted)}.bpmn")
    return response


@blueprint.get("/<address>/versions/<int:number>/picture.bpmn")
@limiter.limit(rates.STEPS)
def picture(address: str, number: int) -> ResponseReturnValue:
    """The copy that the viewer in the browser draws."""
    found = reading.read(db(), find_version(find(address), number))
    return Response(found.viewer, mimetype="application/xml")


@blueprint.get("/<address>/versions/<int:number>/picture.svg")
def still(address: str, number: int) -> ResponseReturnValue:
    """The diagram as a still picture: for print, and for pages without JavaScript."""
    found = find(address)
    diagram = reading.read(db(), find_version(found, number)).diagram
    return Response(draw(diagram, f"Diagram of {found.job}"), mimetype="image/svg+xml")


def stem(version: Version) -> str:
    """A safe beginning for the name of a file that is about a version."""
    safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in version.filename.rpartition(".")[0])
    return f"{safe.strip('-') or 'process'}-v{version.number}"


def _page(process: Process, version: Version) -> ResponseReturnValue:
    if (gone := queries.processes.tombstone(db(), version)) is not None:
        return render_template("processes/gone.html", process=process, version=version, gone=gone), 410
    shown = show(process, version)
    is_current = version.number == process.current_number
    return render_template(
        "processes/process.html",
        process=process,
        version=version,
        is_current=is_current,
        shown=shown,
        clashes=queries.pattern_uses.clashes_in(db(), version),
        attached=queries.patterns.attached(db(), version),
        suggested=suggestions(process, version)
        if is_current and may(person(), "attach-pattern", process)
        else {},
        nearest=queries.nearest.nearest(db(), process, person(), limit=SIMILAR) if is_current else (),
        by_words=queries.nearest.is_by_words(db()),
        scenarios=scenarios.listed(db(), process, find_version(process)),
        newest=process.current_number,
        workshops=left_on(process),
        personas=personas_for_me(),
    )
