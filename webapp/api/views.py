"""Version 1 of the API. Everything a visitor may read, without an account; nothing sent here is kept."""

from __future__ import annotations

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from webapp.api.description import description
from webapp.processes.data import data_of
from webapp.processes.reporting import report_of
from webapp.rates import UPLOADS, limiter
from webapp.reports.record import report
from webapp.services.questions import asked
from webapp.services.register import as_data
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db, person, settings

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
NAME = "uploaded.bpmn"


@blueprint.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """What the API does, as OpenAPI 3.1."""
    return jsonify(description(settings().base_url))


@blueprint.get("/processes/<address>/report")
def report_of_newest(address: str) -> ResponseReturnValue:
    """What was found in the newest version of a process."""
    found = _find(address)
    return _report(found, found.current_number)


@blueprint.get("/processes/<address>/versions/<int:number>/report")
def report_of_version(address: str, number: int) -> ResponseReturnValue:
    """What was found in one version of a process."""
    return _report(_find(address), number)


@blueprint.get("/processes/<address>/versions/<int:number>/data")
def data_of_version(address: str, number: int) -> ResponseReturnValue:
    """The data that one version of a process uses, and what does not fit together."""
    version = queries.processes.version(_find(address), number) or abort(404)
    return jsonify(data_of(version).to_json())


@blueprint.get("/services/<int:lgsl>/questions")
def questions_of_service(lgsl: int) -> ResponseReturnValue:
    """Every question that councils ask in a service, aligned, with why."""
    _ = queries.services.service(db(), lgsl) or abort(404)
    found, show, sort, _job = asked(lgsl)
    return jsonify({"service": lgsl, **as_data(found, found.shown(show, sort))})


@blueprint.post("/validate")
@limiter.limit(UPLOADS)
def validate() -> ResponseReturnValue:
    """Check a diagram sent as the body. Nothing is kept; what cannot be read is said with status 422."""
    data = request.get_data(cache=False)
    answer = report(request.args.get("name", NAME)[:300], data)
    return jsonify(answer.to_json()), 200 if answer.is_readable else 422


def _find(address: str) -> Process:
    return queries.processes.process(db(), address, person()) or abort(404)


def _report(process: Process, number: int) -> ResponseReturnValue:
    version = queries.processes.version(process, number) or abort(404)
    return jsonify(report_of(process, version).to_json())
