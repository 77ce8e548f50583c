"""Home, services and search: every page answers one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp.services.differences import in_sentences, most_different
from webapp.store import queries, search
from webapp.web import db, person

blueprint = Blueprint("services", __name__, template_folder="templates")

MOST_HITS = 40
EACH_KIND = {"service": "Services", "process": "Processes", "pattern": "Patterns", "council": "Councils"}


@dataclass(frozen=True)
class Found:
    """A search hit with its address, ready for the page."""

    kind: str
    title: str
    address: str
    snippet: str


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """One question: which service are you redesigning?"""
    return render_template(
        "services/home.html",
        busiest=queries.services.busiest(db(), person()),
        recent=queries.processes.recent(db(), person(), limit=5),
    )


@blueprint.get("/services")
def catalogue() -> ResponseReturnValue:
    """Find a service by its everyday name, or browse by function."""
    words = request.args.get("q", "").strip()
    found = queries.services.find(db(), words, person(), limit=20) if words else ()
    return render_template(
        "services/catalogue.html", words=words, found=found, shelves=queries.services.shelves(db())
    )


@blueprint.get("/services/functions/<int:number>")
def function(number: int) -> ResponseReturnValue:
    """The services on one shelf."""
    shelf = queries.services.function(db(), number) or abort(404)
    return render_template(
        "services/function.html", shelf=shelf, services=queries.services.on_shelf(db(), number, person())
    )


@blueprint.get("/services/<int:lgsl>")
def service(lgsl: int) -> ResponseReturnValue:
    """How do others do this?"""
    found = queries.services.service(db(), lgsl) or abort(404)
    job = request.args.get("job") or None
    jobs = queries.services.jobs(db(), lgsl, person())
    shown = job or (jobs[0].name if jobs else None)
    lines = queries.processes.of_service(db(), lgsl, person(), shown) if shown else ()
    return render_template(
        "services/service.html",
        service=found,
        jobs=jobs,
        shown=shown,
        lines=lines,
        differences=most_different(lines),
        sentences=in_sentences(lines),
        could=queries.services.could_have(db(), found),
        having={slug for line in lines for slug in line.council_slugs},
        without_diagram=queries.forms.without_diagram(db(), lgsl, person()),
    )


@blueprint.get("/search")
def find() -> ResponseReturnValue:
    """Search over names, labels, steps and words."""
    words = request.args.get("q", "").strip()
    who = person()
    reader = search.Reader(who.organisation_ids, who.is_library_admin)
    groups: dict[str, list[Found]] = {}
    if words:
        services = queries.services.find(db(), words, who, limit=8)
        if services:
            groups["service"] = [
                Found("service", line.label, f"/services/{line.lgsl}", ", ".join(line.synonyms[:6]))
                for line in services
            ]
        kinds = tuple(kind for kind in get_args(search.Kind) if kind != "service")
        for hit in search.find(db(), words, kinds=kinds, reader=reader, limit=MOST_HITS):
            groups.setdefault(hit.kind, []).append(Found(hit.kind, hit.title, _address(hit), hit.snippet))
    return render_template("services/search.html", words=words, groups=groups, names=EACH_KIND)


def _address(hit: search.Hit) -> str:
    folder = {"process": "processes", "pattern": "patterns", "council": "councils"}[hit.kind]
    return f"/{folder}/{hit.ref}"
