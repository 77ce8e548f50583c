"""Why do we ask? Every question of every council in one service, aligned: as a page and for a spreadsheet."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare.questions import Entry
from webapp.services.register import SHOW, SORT, Register, Show, Sort, gather
from webapp.services.views import blueprint
from webapp.spreadsheet import as_csv
from webapp.store import queries
from webapp.web import db, person

SAID = {
    "why": "Why it is asked",
    "law": "Law",
    "used_for": "Used for",
    "used_by": "Used by",
    "kept_for": "Kept for",
    "look_up": "Could it be looked up?",
    "standard": "Data standard",
}


@blueprint.get("/services/<int:lgsl>/questions")
def questions(lgsl: int) -> ResponseReturnValue:
    """Who asks what, and why?"""
    service = queries.services.service(db(), lgsl) or abort(404)
    found, show, sort, job = asked(lgsl)
    jobs = sorted({line.job for line in queries.processes.of_service(db(), lgsl, person())})
    narrowed = {name: value for name, value in (("job", job), ("show", show), ("sort", sort)) if value}
    return render_template(
        "services/questions.html",
        service=service,
        found=found,
        entries=found.shown(show, sort),
        said=SAID,
        shows=SHOW,
        sorts=SORT,
        show=show,
        sort=sort,
        job=job,
        jobs=jobs,
        query=urlencode(narrowed),
    )


@blueprint.get("/services/<int:lgsl>/questions.csv")
def questions_file(lgsl: int) -> ResponseReturnValue:
    """The same questions as a file that a spreadsheet opens."""
    _ = queries.services.service(db(), lgsl) or abort(404)
    found, show, sort, _job = asked(lgsl)
    response = Response(in_csv(found, found.shown(show, sort)).encode("utf-8-sig"), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"questions-{lgsl}.csv")
    return response


def asked(lgsl: int) -> tuple[Register, Show, Sort, str | None]:
    """The register that the address asks for, and how it is narrowed and sorted."""
    show, sort = request.args.get("show", "all"), request.args.get("sort", "asked")
    job = request.args.get("job") or None
    return (
        gather(lgsl, job),
        show if show in SHOW else "all",
        sort if sort in SORT else "asked",
        job,
    )


def in_csv(found: Register, entries: tuple[Entry, ...]) -> str:
    """The register as CSV: a column for each form with its own wording."""
    names = [one.name for one in found.sources]
    heads = ["Question", *(f"Asked by {name}" for name in names), "Councils", "Evidence", *SAID.values()]
    return as_csv([heads, *(_cells(found, entry) for entry in entries)])


def _cells(found: Register, entry: Entry) -> list[str]:
    return [
        entry.title,
        *(found.wording(entry, form) for form in range(len(found.sources))),
        str(len(found.councils(entry.forms))),
        "yes" if entry.evidence else "no",
        *("; ".join(text for text, _ in entry.said(about)) for about in SAID),
    ]
