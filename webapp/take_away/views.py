"""Taking a process away: how, and the folder for the GOV.UK Prototype Kit."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern
from importers.prototype_kit.write import FRONTEND, KIT, as_zip, write
from webapp import rates, reading
from webapp.patterns.local_values import local
from webapp.processes.views import find, find_version, stem
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Version
from webapp.web import db

blueprint = Blueprint("take_away", __name__, template_folder="templates", url_prefix="/processes")


@blueprint.get("/<address>/take-away")
def page(address: str) -> ResponseReturnValue:
    """How do I click through this on my own computer?"""
    process = find(address)
    version = find_version(process)
    steps = reading.read(db(), version).diagram.nodes
    return render_template(
        "take_away/take-away.html",
        process=process,
        version=version,
        shown=sum(bool(node.patterns) for node in steps),
        kit=KIT,
        frontend=FRONTEND,
    )


@blueprint.get("/<address>/versions/<int:number>/prototype.zip")
@limiter.limit(rates.UPLOADS)
def prototype(address: str, number: int) -> ResponseReturnValue:
    """The folder as a zip."""
    process = find(address)
    version = find_version(process, number)
    diagram = reading.read(db(), version).diagram
    response = Response(as_zip(write(diagram, _patterns(version), process.job)), mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=f"{stem(version)}-prototype.zip")
    return response


def _patterns(version: Version) -> Mapping[str, Pattern]:
    """The patterns of the version's steps as attached, and the library's for what whole services are made of; each with
    the values that hold for the process."""
    attached = queries.patterns.attached(db(), version)
    known = {one.ref: one.record for one in attached if one.record is not None}
    return local(db(), version.process, {**queries.patterns.library(db()), **known})
