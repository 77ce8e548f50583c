"""Councils in a list, one council's page, and its people."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import councils as council_actions
from webapp.actions import invitations, resets, roles
from webapp.errors import Refused
from webapp.mail import mailer
from webapp.permissions import ROLES, require
from webapp.store import queries
from webapp.store.tables import Organisation
from webapp.web import db, person, settings

blueprint = Blueprint("organisations", __name__, template_folder="templates", url_prefix="/councils")


def _find(slug: str) -> Organisation:
    return queries.councils.council(db(), slug) or abort(404)


@blueprint.get("")
def councils() -> ResponseReturnValue:
    """Find a council by name or region."""
    words, region = request.args.get("q", "").strip(), request.args.get("region") or None
    only = request.args.get("with") == "processes"
    asked = bool(words or region or request.args.get("with"))
    return render_template(
        "organisations/councils.html",
        words=words,
        region=region,
        only=only,
        asked=asked,
        regions=queries.councils.regions(db()),
        lines=queries.councils.councils(
            db(), person(), words=words, region=region, with_processes=only or not asked, gone=bool(words)
        ),
    )


@blueprint.get("/<slug>")
def council(slug: str) -> ResponseReturnValue:
    """What this council has shared."""
    found = _find(slug)
    return render_template(
        "organisations/council.html",
        council=found,
        lines=queries.processes.of_council(db(), found.id, person()),
    )


@blueprint.get("/<slug>/people")
def people(slug: str) -> ResponseReturnValue:
    """Who works for this council, and who is invited."""
    found = _find(slug)
    require(person(), "invite", found)
    return _people(found, {}), 200


@blueprint.post("/<slug>/people/invite")
def invite(slug: str) -> ResponseReturnValue:
    """Invite somebody."""
    found = _find(slug)
    require(person(), "invite", found)
    email, role = request.form.get("email", ""), request.form.get("role", "contributor")
    try:
        invitations.invite(
            db(),
            person(),
            found.id,
            email,
            role,
            mailer(settings()),
            settings().base_url,
            limits=settings().limits,
        )
    except Refused as refused:
        return _people(found, {"email": str(refused)}), 400
    flash(f"An invitation is on its way to {email.strip()}.", "success")
    return redirect(f"/councils/{slug}/people", 303)


@blueprint.post("/<slug>/people/<int:user_id>/role")
def set_role(slug: str, user_id: int) -> ResponseReturnValue:
    """Change somebody's role, or take it away."""
    found = _find(slug)
    role = request.form.get("role") or None
    roles.set_role(db(), person(), user_id, found.id, role)
    flash("Saved.", "success")
    return redirect(f"/councils/{slug}/people", 303)


@blueprint.post("/<slug>/people/<int:user_id>/reset")
def reset(slug: str, user_id: int) -> ResponseReturnValue:
    """Send somebody a way to a new password."""
    _find(slug)
    resets.send_reset_for(
        db(), person(), user_id, mailer(settings()), settings().base_url, limits=settings().limits
    )
    flash("A link to choose a new password is on its way.", "success")
    return redirect(f"/councils/{slug}/people", 303)


@blueprint.route("/<slug>/edit", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    """The council's own details."""
    found = _find(slug)
    require(person(), "edit-council", found)
    error = None
    if request.method == "POST":
        given = {name: request.form.get(name, "") for name in ("contact", "about", "homepage")}
        try:
            council_actions.edit_council(db(), person(), found.id, **given)
        except Refused as refused:
            error = str(refused)
        else:
            flash("Saved.", "success")
            return redirect(f"/councils/{slug}", 303)
    errors = {"homepage": error} if error else {}
    return render_template("organisations/edit.html", council=found, errors=errors), 400 if error else 200


def _people(found: Organisation, errors: dict[str, str]) -> str:
    return render_template(
        "organisations/people.html",
        council=found,
        members=queries.people.members(db(), found.id),
        invited=queries.people.invitations(db(), found.id),
        roles=ROLES,
        errors=errors,
    )
