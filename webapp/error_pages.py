"""Error pages: one sentence on what happened and what to do next."""

from __future__ import annotations

import logging
from urllib.parse import quote

from flask import Flask, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.errors import NotAllowed, NotFound, Refused, TooManyAttempts

log = logging.getLogger(__name__)

TEXTS = {
    400: ("Something in the request was not understood", "Go back, check what you entered, and try again."),
    403: ("You cannot do this", "Your account's role does not allow it. Ask your council's administrator."),
    404: ("Page not found", "Check the address, or search from the home page. A draft shows only to its own council."),
    405: ("This page cannot be used that way", "Go back and use the buttons on the page."),
    410: ("This is no longer here", "It was withdrawn, taken down, or its 24 hours are over."),
    413: ("The upload is too large", "Send fewer files at once, or one that is under 20 MB."),
    429: ("Too many tries", "Wait a few minutes and try again."),
    500: ("Sorry, there is a problem with the library", "Try again later. What you had saved is safe."),
}  # fmt: skip


def page(status: int, title: str, text: str) -> tuple[str, int]:
    """One error page."""
    return render_template("error.html", title=title, text=text), status


def register(app: Flask) -> None:
    """Every error becomes a page in plain English."""

    @app.errorhandler(CSRFError)
    def csrf_failed(_error: CSRFError) -> ResponseReturnValue:
        text = "The page had been open for too long or cookies are off. Go back, reload the page, and send it again."
        return page(400, "This form could not be accepted", text)

    @app.errorhandler(NotAllowed)
    def not_allowed(error: NotAllowed) -> ResponseReturnValue:
        if not error.signed_in and request.method == "GET":
            return redirect(f"/sign-in?next={quote(request.full_path.rstrip('?'))}")
        return page(403, "You cannot do this" if error.signed_in else "Sign in first", str(error))

    @app.errorhandler(NotFound)
    def not_found(error: NotFound) -> ResponseReturnValue:
        return page(404, TEXTS[404][0], f"{error} {TEXTS[404][1]}")

    @app.errorhandler(Refused)
    def refused(error: Refused) -> ResponseReturnValue:
        return page(409, "This could not be done", str(error))

    @app.errorhandler(TooManyAttempts)
    def too_many(error: TooManyAttempts) -> ResponseReturnValue:
        return page(429, TEXTS[429][0], str(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status < 400:
            return error.get_response()
        title, text = TEXTS.get(status, (error.name, "Go back and try again."))
        return *page(status, title, text), _kept_headers(error)

    @app.errorhandler(Exception)
    def anything(_error: Exception) -> ResponseReturnValue:
        log.exception("A page failed: %s %s", request.method, request.path)
        title, text = TEXTS[500]
        return page(500, title, text)


def _kept_headers(error: HTTPException) -> dict[str, str]:
    """`Allow` and `Retry-After` are part of what 405 and 429 mean."""
    return {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
