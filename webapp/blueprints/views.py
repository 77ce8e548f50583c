"""The blueprint of a service: what do these councils have in common?"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.picture import picture as draw
from bpmn.write.build import build
from webapp.actions import adopting
from webapp.actions.uploads import Place
from webapp.blueprints.gathered import Gathered, gather
from webapp.blueprints.shown import IN_WORDS, MOST_DISAGREE, Shown
from webapp.permissions import may, require
from webapp.store import queries
from webapp.store.tables import Service
from webapp.web import db, person

blueprint = Blueprint("blueprints", __name__, template_folder="templates", url_prefix="/services")

ADDRESS = "/<int:lgsl>/blueprint"


@blueprint.get(ADDRESS)
def page(lgsl: int) -> ResponseReturnValue:
    """What do these councils have in common?"""
    service = _service(lgsl)
    found = _gathered(lgsl)
    least = _least(found)
    who = person()
    return render_template(
        "blueprints/blueprint.html",
        service=service,
        jobs=queries.services.jobs(db(), lgsl, who),
        gathered=found,
        shown=Shown(found, least),
        least=least,
        query=_query(found, least),
        words=IN_WORDS,
        most=MOST_DISAGREE,
        titles=queries.patterns.titles(db(), {slug for s in found.found.steps for slug, _ in s.patterns}),
        drafts=_drafts(),
        councils=[one for one in queries.councils.own(db(), who) if may(who, "upload", one)]
        if may(who, "upload")
        else [],
    )


@blueprint.get(f"{ADDRESS}.bpmn")
def download(lgsl: int) -> ResponseReturnValue:
    """The drafted diagram as a file."""
    found = _drawable(lgsl)
    least = _least(found)
    response = Response(build(found.draft(least).diagram), mimetype="application/xml")
    response.headers.set("Content-Disposition", "attachment", filename=f"service-{lgsl}-draft-{least}.bpmn")
    return response


@blueprint.get(f"{ADDRESS}/picture.bpmn")
def picture(lgsl: int) -> ResponseReturnValue:
    """The drafted diagram for the viewer in the browser."""
    found = _drawable(lgsl)
    return Response(build(found.draft(_least(found)).diagram), mimetype="application/xml")


@blueprint.get(f"{ADDRESS}/picture.svg")
def still(lgsl: int) -> ResponseReturnValue:
    """The drafted diagram as a still picture."""
    found = _drawable(lgsl)
    drawn = draw(found.draft(_least(found)).diagram, f"Draft of {found.job}")
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.post(f"{ADDRESS}/adopt")
def adopt(lgsl: int) -> ResponseReturnValue:
    """Make the draft a private draft process of one's own council."""
    _service(lgsl)
    chosen = request.form.get("council", "")
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else 0
    organisation = next(iter(queries.councils.by_ids(db(), (number,))), None)
    require(person(), "upload", organisation)
    if organisation is None:
        abort(400)
    found = _drawable(lgsl)
    least = _least(found)
    drafted = adopting.Drafted(
        build(found.draft(least).diagram),
        f"service-{lgsl}-draft.bpmn",
        found.drafted_from(least, datetime.now(UTC).date()),
        tuple(source.process.id for source in found.sources),
    )
    job = request.form.get("name", "").strip() or found.job
    place = Place(organisation.id, lgsl, job, found.sources[0].process.interaction_id, "to-be")
    adopted = adopting.adopt(db(), person(), drafted, place)
    if adopted.already:
        flash("Your council has this very draft already: here it is.")
    else:
        flash("Adopted. This is now a draft of your council, which only your council can see.", "success")
    return redirect(f"/processes/{adopted.process.address}", 303)


def _service(lgsl: int) -> Service:
    return queries.services.service(db(), lgsl) or abort(404)


def _gathered(lgsl: int) -> Gathered:
    jobs = queries.services.jobs(db(), lgsl, person())
    job = request.values.get("job") or (jobs[0].name if jobs else "")
    return gather(lgsl, job, _drafts())


def _drafts() -> bool:
    """Whether this person's council's drafts are wanted too."""
    return request.values.get("drafts") == "yes" and person().is_signed_in


def _drawable(lgsl: int) -> Gathered:
    """What has a draft: the processes of a job that at least one council has."""
    _service(lgsl)
    found = _gathered(lgsl)
    return found if found.sources else abort(404)


def _least(found: Gathered) -> int:
    """How many councils a step of the draft needs: as asked, within what there is; half of them unasked."""
    asked = request.values.get("k", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 6:
        return max(1, min(int(asked), len(found.sources)))
    return max(1, found.found.half)


def _query(found: Gathered, least: int) -> dict[str, str]:
    drafts = {"drafts": "yes"} if _drafts() else {}
    return {"job": found.job, "k": str(least), **drafts}
