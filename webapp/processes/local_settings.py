"""What a council sets for itself in the patterns that one of its processes shows."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from webapp.actions import local_settings
from webapp.actions.local_settings import BadSettings
from webapp.patterns import local_form, local_values
from webapp.permissions import may, require
from webapp.processes.views import blueprint, find
from webapp.store.tables import Process
from webapp.web import db, person


@blueprint.get("/<address>/settings")
def local_values_of(address: str) -> ResponseReturnValue:
    """Which values stand in this process's pages and letters, and who set them?"""
    return _page(find(address), {}, {})


@blueprint.post("/<address>/settings")
def set_local_values(address: str) -> ResponseReturnValue:
    """Set this council's own values for this process."""
    found = find(address)
    require(person(), "edit", found)
    typed = local_form.typed()
    try:
        changed = local_settings.set_for_process(db(), person(), found.id, typed)
    except BadSettings as bad:
        return _page(found, bad.faults, typed), 400
    flash("Saved." if changed else "Nothing changed.", "success")
    return redirect(f"/processes/{address}/settings", 303)


def _page(
    process: Process, faults: Mapping[tuple[str, str], str], typed: Mapping[tuple[str, str], str]
) -> str:
    patterns = local_form.shown_patterns(process)
    values = local_values.values_of(db(), process, patterns)
    return render_template(
        "patterns/settings.html",
        heading="Your council’s own values",
        about=f"{process.job} · {process.council}",
        back=(f"/processes/{process.address}", process.job),
        action=f"/processes/{process.address}/settings",
        patterns=patterns,
        fields=local_form.fields(values, for_process=True),
        faults=faults,
        typed=typed,
        may_set=bool(process.organisations) and may(person(), "edit", process),
        councils=process.organisations,
        for_process=True,
    )
