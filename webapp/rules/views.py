"""What a diagram is checked for, and, for the library's administrator, how grave each rule is."""

from __future__ import annotations

from pathlib import Path

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from flask.typing import ResponseReturnValue

from bpmn.check import CHECKS
from bpmn.rules import RULES
from webapp.actions import checking
from webapp.documents import as_html
from webapp.permissions import may, require
from webapp.store import queries
from webapp.web import db, person

HERE = Path(__file__).resolve()
# Beside the source in a checkout, within the package where it was installed.
DOCUMENTS = next(
    (one for one in (HERE.parents[2] / "docs" / "rules", HERE.parent / "documents") if one.is_dir()),
    HERE.parent,
)
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
        explained={one.name for one in RULES if (DOCUMENTS / f"{one.name}.md").is_file()},
        done=done,
        total=total,
        may_set=may(person(), "rule-severity"),
    )


@blueprint.get("/<name>")
def rule(name: str) -> ResponseReturnValue:
    """What one rule says, why, and a wrong and a right diagram."""
    source = DOCUMENTS / f"{name}.md"
    if name not in {one.name for one in RULES} or not source.is_file():
        abort(404)
    text = as_html(source.read_text(encoding="utf-8"), name, pictures="/rules/")
    return render_template("rules/rule.html", name=name, text=text)


@blueprint.get("/pictures/<name>.svg")
def picture(name: str) -> ResponseReturnValue:
    """A picture of a rule's page."""
    return send_from_directory(DOCUMENTS / "pictures", f"{name}.svg", mimetype="image/svg+xml")


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
