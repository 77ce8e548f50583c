"""Uploading: files, zips and tables of steps; tried without an account, kept with one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.write.build import build
from importers.errors import ImportRefused
from importers.steps_table.read import read as read_table
from webapp import rates
from webapp.actions import uploads
from webapp.actions.incoming import IncomingFile
from webapp.actions.uploads import FileResult, Place
from webapp.processes.views import blueprint, find
from webapp.rates import limiter
from webapp.store import queries
from webapp.web import db, flash_notes, person, settings

upload_blueprint = Blueprint("upload", __name__, template_folder="templates")
TABLE_ENDINGS = (".csv", ".tsv", ".txt")
CHOICES_LIMIT = 12


@upload_blueprint.get("/upload")
def form() -> ResponseReturnValue:
    """The one form for everybody."""
    return _form({}, {"service": request.args.get("service", ""), "job": request.args.get("job", "")})


@upload_blueprint.post("/upload")
@limiter.limit(rates.UPLOADS)
def send() -> ResponseReturnValue:
    """Take the files in; each has its own result in plain English."""
    files, refused = _incoming()
    errors = _faults(files, refused)
    place = None if _only_tries() else place_from_form(errors)
    if errors:
        return _form(errors, request.form), 400
    if place is None:
        lgsl = request.form.get("service", "")
        results = uploads.try_upload(
            db(),
            person(),
            files,
            lgsl=int(lgsl) if lgsl.isdecimal() and len(lgsl) < 7 else None,
            job=request.form.get("job", ""),
            limits=settings().limits,
        )
    else:
        results = uploads.upload(db(), person(), files, place, limits=settings().limits)
    results = (*results, *refused)
    kept = [result for result in results if result.ok]
    if len(results) == 1 and kept and kept[0].address and not kept[0].already:
        return redirect(f"/processes/{kept[0].address}/result", 303)
    status = 200 if kept else 422
    return render_template("processes/results.html", results=results, tried=place is None), status


def _only_tries() -> bool:
    """Whether the diagram is only to be tried: by whoever has no council to keep it for, or says so."""
    chosen = request.form.get("council", "")
    if chosen == "try":
        return True
    return not chosen and not (person().is_signed_in and queries.councils.own(db(), person()))


@blueprint.post("/<address>/keep")
def keep(address: str) -> ResponseReturnValue:
    """Make a try a draft of one's council."""
    found = find(address)
    errors: dict[str, str] = {}
    place = place_from_form(errors)
    if errors or place is None or not found.try_token:
        flash(" ".join(errors.values()) or "Choose your council and the service first.")
        return redirect(f"/processes/{address}/result", 303)
    kept = uploads.keep_try(db(), person(), found.try_token, place)
    flash("Kept as a private draft of your council.", "success")
    return redirect(f"/processes/{kept.address}", 303)


@blueprint.route("/<address>/new-version", methods=["GET", "POST"])
def new_version(address: str) -> ResponseReturnValue:
    """A newer file for the same process."""
    from webapp.permissions import require

    found = find(address)
    require(person(), "edit", found)
    errors: dict[str, str] = {}
    if request.method == "POST":
        files, refused = _incoming()
        errors = _faults(files, refused) or ({} if files else {"files": refused[0].text})
        if not errors and len(files) + len(refused) > 1:
            errors = {"files": "A new version is one file: choose only one"}
        if not errors:
            why = request.form.get("why", "")
            result = uploads.new_version(
                db(), person(), found.id, files[0], why=why, limits=settings().limits
            )
            if result.ok:
                flash(result.text, "success")
                return redirect(f"/processes/{address}", 303)
            errors = {"files": result.text}
    status = 400 if errors else 200
    return render_template("processes/new-version.html", process=found, errors=errors), status


def _form(errors: dict[str, str], values: object) -> str:
    words = request.args.get("find", "")
    lgsl = str(values.get("service", "")) if hasattr(values, "get") else ""
    chosen = queries.services.service(db(), int(lgsl)) if lgsl.isdecimal() and len(lgsl) < 7 else None
    return render_template(
        "processes/upload.html",
        errors=errors,
        values=values,
        councils=queries.councils.own(db(), person()) if person().is_signed_in else (),
        chosen=chosen,
        services=queries.services.all_live(db()),
        interactions=queries.services.interactions(db()),
        words=words,
    )


def _incoming() -> tuple[list[IncomingFile], tuple[FileResult, ...]]:
    """The files that came, tables already drawn as diagrams; and the tables that could not be."""
    files: list[IncomingFile] = []
    refused: list[FileResult] = []
    notes: list[str] = []
    job = request.form.get("job", "").strip() or "Process"
    for sent in request.files.getlist("files"):
        if not sent.filename:
            continue
        data = sent.read(settings().limits.file + 1)
        if sent.filename.lower().endswith(TABLE_ENDINGS):
            _drawn(data, sent.filename, job, files, refused, notes)
        else:
            files.append(IncomingFile(sent.filename, data))
    pasted = request.form.get("table", "").strip()
    if pasted:
        _drawn(pasted, "pasted table", job, files, refused, notes)
    flash_notes(notes)
    return files, tuple(refused)


def _drawn(
    table: bytes | str,
    name: str,
    job: str,
    files: list[IncomingFile],
    refused: list[FileResult],
    notes: list[str],
) -> None:
    try:
        drawn = read_table(table, job)
    except ImportRefused as error:
        refused.append(FileResult(name, False, str(error)))
        return
    notes.extend(drawn.notes)
    files.append(IncomingFile(f"{name.rpartition('.')[0] or name}.bpmn", build(drawn.result)))


def _faults(files: list[IncomingFile], refused: tuple[FileResult, ...]) -> dict[str, str]:
    if files or refused:
        return {}
    return {"files": "Choose a file to upload, or paste a table of steps"}


def place_from_form(errors: dict[str, str]) -> Place | None:
    council, lgsl = request.form.get("council", ""), request.form.get("service", "")
    if not (council.isdecimal() and len(council) < 10):
        errors["council"] = "Choose your council"
    if not (lgsl.isdecimal() and len(lgsl) < 7):
        errors["service"] = "Choose the service from the list"
    if not request.form.get("job", "").strip():
        errors["job"] = "Say what the resident wants done, for example “Report a missed bin”"
    interaction = request.form.get("interaction", "")
    stage = request.form.get("stage", "as-is")
    if errors:
        return None
    if stage not in ("as-is", "to-be"):
        abort(400)
    return Place(
        organisation_id=int(council),
        lgsl=int(lgsl),
        job=request.form["job"],
        interaction_id=int(interaction) if interaction.isdecimal() and len(interaction) < 7 else None,
        stage=stage,
    )
