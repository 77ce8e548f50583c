"""What was found in a version, to take away: one HTML file, SARIF for code hosts, JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, abort
from flask.typing import ResponseReturnValue

from webapp import reading
from webapp.actions import accepting
from webapp.processes.views import blueprint, find, find_version, stem
from webapp.reports.page import page
from webapp.reports.record import NOT_CHECKED, Report, lines, names
from webapp.reports.sarif import sarif
from webapp.store import queries
from webapp.store.tables import Process, Version
from webapp.web import db


@blueprint.get("/<address>/versions/<int:number>/report.<form>")
def report(address: str, number: int, form: str) -> ResponseReturnValue:
    """The report as `html`, `sarif` or `json`."""
    found = find(address)
    version = find_version(found, number)
    if form not in ("html", "sarif", "json"):
        abort(404)
    made = report_of(found, version)
    if form == "html":
        return _file(page([made]), "text/html", f"{stem(version)}-report.html")
    content = [made.to_json()] if form == "json" else sarif([made])
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return _file(text, "application/json", f"{stem(version)}-report.{form}")


def report_of(process: Process, version: Version) -> Report:
    """What the check at the time of its upload, or of the last change of the rules, found in a version; with what
    the council accepted. Answers 410 when its bytes were taken down."""
    read = reading.read(db(), version)
    rows = queries.checks.accepted(db(), process.id)

    def finding(item: Mapping[str, Any]) -> dict[str, Any]:
        row = accepting.find(rows, item["rule"], item["elements"], read.diagram)
        accepted = {"because": row.because, "at": row.at.isoformat()} if row is not None else None
        return {**item, **({"accepted": accepted} if accepted else {})}

    return Report(
        version.filename,
        None,
        tuple(version.repairs),
        tuple(finding(item) for item in version.findings),
        version.soundness or dict(NOT_CHECKED),
        lines(read.document, read.diagram),
        names(read.diagram),
    )


def _file(text: str, kind: str, name: str) -> Response:
    response = Response(
        text.encode("utf-8", errors="backslashreplace"), content_type=f"{kind}; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
