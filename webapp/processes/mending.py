"""A fault's fixes: each shown on the diagram before it is made, and made as a new version with one press."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from bpmn import document, reader
from bpmn.model import Diagram
from bpmn.soundness import Fault, Fix
from bpmn.soundness.fixes import apply_fix, fixes_for
from bpmn.write.viewer import viewer_copy, viewer_ids
from webapp import reading
from webapp.actions import edits
from webapp.permissions import may
from webapp.processes.faults import HEADINGS, fault_of
from webapp.processes.views import blueprint, find, find_version
from webapp.store.tables import Process, Version
from webapp.web import db, person

FIX = "/<address>/versions/<int:number>/faults/<int:which>/fixes/<int:choice>"


@blueprint.get(FIX)
def fix(address: str, number: int, which: int, choice: int) -> ResponseReturnValue:
    """What would change?"""
    found = find(address)
    version = find_version(found, number)
    read, fault, chosen = _fix(version, which, choice)
    after = reader.read(apply_fix(read.document.data, chosen))
    ids = viewer_ids(after)
    return render_template(
        "processes/fix.html",
        process=found,
        version=version,
        fault=fault,
        which=which,
        heading=HEADINGS[fault.kind],
        fix=chosen,
        choice=choice,
        marks=[
            {"id": ids.get(key, key), "kind": "here", "word": word}
            for key, word in _changed(read.diagram, after)
        ],
        marks_before=[
            {"id": viewer_ids(read.diagram).get(key, key), "kind": "finding-error", "word": "Here"}
            for key in fault.elements[:1]
        ],
        may_apply=_may_apply(found) and version.number == found.current_number,
    )


@blueprint.get(f"{FIX}/picture.bpmn")
def fix_picture(address: str, number: int, which: int, choice: int) -> ResponseReturnValue:
    """The diagram as it would be, for the viewer in the browser."""
    read, _, chosen = _fix(find_version(find(address), number), which, choice)
    changed = document.load(apply_fix(read.document.data, chosen))
    return Response(viewer_copy(changed, reader.read_document(changed)), mimetype="application/xml")


@blueprint.post(FIX)
def make_fix(address: str, number: int, which: int, choice: int) -> ResponseReturnValue:
    """Make the change: a new version of the file."""
    found = find(address)
    _, _, chosen = _fix(find_version(found, number), which, choice)
    version = edits.mend(db(), person(), found.id, chosen, on=number)
    flash(f"Mended: version {version.number}. Nothing else in the file was changed.", "success")
    return redirect(f"/processes/{address}#findings", 303)


def _fix(version: Version, which: int, choice: int) -> tuple[reading.Reading, Fault, Fix]:
    """The fault and its fix of those numbers, counted from 1; answers 404 when there are none."""
    read = reading.read(db(), version)
    fault = fault_of(read, which)
    fixes = fixes_for(read.document.data, fault)
    if not 1 <= choice <= len(fixes):
        abort(404)
    return read, fault, fixes[choice - 1]


def _may_apply(process: Process) -> bool:
    return process.is_try or may(person(), "edit", process)


def _changed(before: Diagram, after: Diagram) -> list[tuple[str, str]]:
    """What is new or another kind of step in the second, with a word for each."""
    was = {node.key: node.type for node in before.nodes}
    marks = [
        (node.key, "New" if node.key not in was else "Changed")
        for node in after.nodes
        if was.get(node.key) != node.type
    ]
    lines = {flow.key: (flow.source, flow.target) for flow in before.flows}
    marks += [
        (flow.key, "New" if flow.key not in lines else "Moved")
        for flow in after.flows
        if lines.get(flow.key) != (flow.source, flow.target)
    ]
    return marks
