"""What a diagram is checked for, and, for the library's administrator, how grave each rule is."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.check import CHECKS
from webapp.actions import checking
from webapp.permissions import may, require
from webapp.store import queries
from webapp.web import db, person

blueprint = Blueprint("rules", __name__, template_folder="templates", url_prefix="/rules")


@blueprint.get("")
def rules() -> ResponseReturnValue:
    """Every rule, in the order of how grave it is, and how far a new check of the library has come."""
    severities = queries.checks.severities(db())
    done, total = queries.checks.progress(db(), checking.mark(severities))
    return render_template(
        "rules/rules.html",
        rules=sorted(CHECKS, key=lambda rule: (checking.GRAVITY[rule.severity], rule.name)),
        severities=severities,
        done=done,
        total=total,
        may_set=may(person(), "rule-severity"),
    )


@blueprint.post("")
def set_severities() -> ResponseReturnValue:
    """Set how grave the rules are."""
    require(person(), "rule-severity")
    usual = {rule.name: rule.usual for rule in CHECKS}
    now = usual | queries.checks.severities(db())
    changed = [
        (rule, chosen)
        for rule in usual
        if (chosen := request.form.get(f"rule:{rule}", now[rule])) != now[rule]
    ]
    for rule, chosen in changed:
        checking.set_severity(db(), person(), rule, chosen)
    if changed:
        flash("Saved. Every diagram is being checked again.", "success")
        if (rechecker := current_app.extensions.get("guildhall-rechecker")) is not None:
            rechecker.wake()
    else:
        flash("Nothing changed.", "success")
    return redirect("/rules", 303)
