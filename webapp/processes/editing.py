"""What is known about a process, where it belongs, and its life: published, retired, withdrawn, undone, taken down."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp import reading
from webapp.actions import publishing
from webapp.errors import Refused
from webapp.permissions import require
from webapp.processes.uploading import place_from_form
from webapp.processes.views import blueprint, find, find_version
from webapp.store import queries
from webapp.web import db, person

FIELDS = (
    ("starts", "Where it starts", "For example: the resident reports it"),
    ("ends", "Where it ends", "For example: the bin has been emptied"),
    ("live_since", "Live since", "For example: April 2024"),
    ("last_confirmed", "Last confirmed", "When somebody last checked that it is still so"),
    ("delivered_by", "Who delivers it", "Own staff, a contractor, or shared with another council"),
    ("system", "Which system", "The system the staff use"),
    ("legal_basis", "Legal basis", "The Act and section, if you know it"),
    ("contact", "Team contact", "A team’s mailbox, not a person’s"),
    ("promised_days", "Promised within (working days)", "What residents are told"),
    ("statutory_days", "Time a law allows", "For example: 40 working days, or 8 weeks"),
    ("fee", "Fee in pounds", "0 if it is free"),
    ("concessions", "Who pays less", "For example: free for people on housing benefit"),
    ("refunds", "When money comes back", "For example: in the first 14 days"),
    ("eligibility", "Who may use it and when", "For example: up to 48 hours after the collection day"),
    ("appeal", "How a decision can be challenged", "For example: in writing within 28 days"),
    ("channels", "How people can get in touch", "For example: online, by phone, in person"),
    ("assisted", "Help for those who cannot do it alone", "For example: a home visit on request"),
    ("licence", "Licence", "OGL-UK-3.0 unless you know better"),
    ("note", "Note", "Anything another council should know"),
)
CHANGES = {
    "publish": (publishing.publish, "Published: anybody can read it now."),
    "retire": (publishing.retire, "Retired: it is out of the lists, and still readable at its address."),
    "withdraw": (publishing.withdraw, "Withdrawn: only your council can see it. You can undo this."),
    "undo": (publishing.undo, "Undone."),
}


@blueprint.route("/<address>/edit", methods=["GET", "POST"])
def edit(address: str) -> ResponseReturnValue:
    """The facts about it; all of them can wait."""
    found = find(address)
    require(person(), "edit", found)
    error = None
    if request.method == "POST":
        facts = {name: request.form.get(name, "") for name, _, _ in FIELDS}
        stage = request.form.get("stage")
        try:
            publishing.set_facts(db(), person(), found.id, facts | ({"stage": stage} if stage else {}))
        except Refused as refused:
            error = str(refused)
        else:
            flash("Saved.", "success")
            return redirect(f"/processes/{address}", 303)
    known = {name: getattr(found, name, None) or found.more_facts.get(name) or "" for name, _, _ in FIELDS}
    return render_template(
        "processes/edit.html", process=found, fields=FIELDS, known=known, error=error
    ), 400 if error else 200


@blueprint.route("/<address>/move", methods=["GET", "POST"])
def move(address: str) -> ResponseReturnValue:
    """Put a wrongly placed process right."""
    found = find(address)
    require(person(), "move", found)
    errors: dict[str, str] = {}
    if request.method == "POST":
        place = place_from_form(errors)
        if place is not None:
            publishing.move(db(), person(), found.id, place)
            flash("Moved.", "success")
            return redirect(f"/processes/{address}", 303)
    page = render_template(
        "processes/move.html",
        process=found,
        errors=errors,
        councils=queries.councils.own(db(), person()),
        services=queries.services.all_live(db()),
    )
    return page, 400 if errors else 200


@blueprint.post("/<address>/<change>")
def change_state(address: str, change: str) -> ResponseReturnValue:
    """Publish, retire, withdraw or undo."""
    if change not in CHANGES:
        abort(404)
    found = find(address)
    act, text = CHANGES[change]
    act(db(), person(), found.id)
    flash(text, "success")
    return redirect(f"/processes/{address}", 303)


@blueprint.route("/<address>/versions/<int:number>/takedown", methods=["GET", "POST"])
def takedown(address: str, number: int) -> ResponseReturnValue:
    """Replace a version's bytes by a note of who, when and why."""
    found = find(address)
    require(person(), "takedown", found)
    version = find_version(found, number)
    error = None
    if request.method == "POST":
        try:
            publishing.takedown(db(), person(), found.id, number, request.form.get("why", ""))
        except Refused as refused:
            error = str(refused)
        else:
            reading.forget(version.sha256)
            flash("Taken down.", "success")
            return redirect(f"/processes/{address}/versions/{number}", 303)
    page = render_template("processes/takedown.html", process=found, version=version, error=error)
    return page, 400 if error else 200
