"""Signing in and out, accepting an invitation, choosing a new password, and one's own page."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp import rates
from webapp.actions import accounts, invitations, resets
from webapp.errors import NotAllowed, Refused, SignInRefused, TooManyAttempts
from webapp.mail import mailer
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import User
from webapp.web import db, person, safe_next, settings, sign_in_session, sign_out_session

blueprint = Blueprint("accounts", __name__, template_folder="templates")


def _address() -> str:
    return request.remote_addr or "unknown"


def _signed_in(user: User) -> None:
    sign_in_session(user.id, user.session_epoch)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(rates.SIGNING_IN)
def sign_in() -> ResponseReturnValue:
    """Sign in with e-mail address and password."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        email, password = request.form.get("email", ""), request.form.get("password", "")
        if not email.strip():
            errors["email"] = "Enter your e-mail address"
        if not password:
            errors["password"] = "Enter your password"
        if not errors:
            try:
                user = accounts.sign_in(db(), email, password, _address(), limits=settings().limits)
            except (SignInRefused, TooManyAttempts) as refused:
                errors["email"] = str(refused)
            else:
                _signed_in(user)
                return redirect(safe_next(request.args.get("next"), "/account"), 303)
    return render_template("accounts/sign-in.html", errors=errors), 400 if errors else 200


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session."""
    sign_out_session()
    flash("You have signed out.", "success")
    return redirect("/", 303)


@blueprint.get("/account")
def account() -> ResponseReturnValue:
    """One's own page: councils, drafts and saved walks."""
    who = person()
    if not who.is_signed_in or who.id is None:
        raise NotAllowed("save-walkthrough", signed_in=False)
    councils = queries.councils.by_ids(db(), who.organisation_ids)
    return render_template(
        "accounts/account.html",
        who=who,
        councils=[(council, queries.processes.of_council(db(), council.id, who)) for council in councils],
        walks=queries.work.walkthroughs_of(db(), who),
    )


@blueprint.post("/account/password")
def change_password() -> ResponseReturnValue:
    """One's own new password, by the old one."""
    who = person()
    if who.id is None:
        raise NotAllowed("save-walkthrough", signed_in=False)
    user = accounts.change_password(db(), who, request.form.get("old", ""), request.form.get("new", ""))
    _signed_in(user)
    flash("Your password is changed. Every other session has ended.", "success")
    return redirect("/account", 303)


@blueprint.route("/account/forgotten", methods=["GET", "POST"])
@limiter.limit(rates.SIGNING_IN)
def forgotten() -> ResponseReturnValue:
    """Ask for a new password by mail; the answer is the same whether or not there is such an account."""
    error = None
    if request.method == "POST":
        email = request.form.get("email", "")
        if not email.strip():
            error = "Enter your e-mail address"
        else:
            try:
                resets.request_reset(
                    db(), email, _address(), mailer(settings()), settings().base_url, limits=settings().limits
                )
            except (Refused, TooManyAttempts) as refused:
                error = str(refused)
        if error is None:
            return render_template("accounts/sent.html")
    return render_template(
        "accounts/forgotten.html", errors={"email": error} if error else {}
    ), 400 if error else 200


@blueprint.route("/account/reset/<secret>", methods=["GET", "POST"])
def reset(secret: str) -> ResponseReturnValue:
    """Choose a new password with the secret of a mail."""
    if queries.people.password_reset(db(), secret) is None:
        abort(410)
    error = None
    if request.method == "POST":
        try:
            user = resets.reset_password(db(), secret, request.form.get("password", ""))
        except Refused as refused:
            error = str(refused)
        else:
            _signed_in(user)
            flash("Your new password is set, and you are signed in.", "success")
            return redirect("/account", 303)
    return render_template(
        "accounts/reset.html", errors={"password": error} if error else {}
    ), 400 if error else 200


@blueprint.route("/account/invitation/<secret>", methods=["GET", "POST"])
def invitation(secret: str) -> ResponseReturnValue:
    """Accept an invitation."""
    found = queries.people.invitation(db(), secret) or abort(410)
    known = queries.people.user_by_email(db(), found.email) is not None
    error = None
    if request.method == "POST":
        try:
            user = invitations.accept(
                db(), secret, request.form.get("name", ""), request.form.get("password", "")
            )
        except Refused as refused:
            error = str(refused)
        else:
            _signed_in(user)
            flash(f"Welcome. You can now work for {found.organisation.name}.", "success")
            return redirect("/account", 303)
    page = render_template(
        "accounts/invitation.html", found=found, known=known, errors={"password": error} if error else {}
    )
    return page, 400 if error else 200
