"""Pages about the library: what it is, the glossary, legal notices, licences, security.txt, health."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp import web
from webapp.documents import as_html
from webapp.store import queries

blueprint = Blueprint("about", __name__, template_folder="templates")

HERE = Path(__file__).parent
PAGES = {
    "about": "About Guildhall",
    "glossary": "Words we use",
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "cookies": "Cookies",
    "step-table": "Upload a table of steps",
    "attributions": "Sources and licences",
}
ATTRIBUTIONS = HERE.parent / "catalogues" / "ATTRIBUTION.md"


@cache
def _text(name: str) -> Markup:
    """A page's own text."""
    source = ATTRIBUTIONS if name == "attributions" else HERE / "texts" / f"{name}.md"
    return as_html(source.read_text(encoding="utf-8"), PAGES[name])


def _page(name: str) -> ResponseReturnValue:
    return render_template("about/text.html", title=PAGES[name], text=_text(name))


@blueprint.get("/about")
def about() -> ResponseReturnValue:
    """What the library is and who runs it."""
    return _page("about")


@blueprint.get("/help/glossary")
def glossary() -> ResponseReturnValue:
    """Every word of the field that the pages use."""
    return _page("glossary")


@blueprint.get("/help/step-table")
def step_table() -> ResponseReturnValue:
    """How to bring a process without BPMN."""
    return _page("step-table")


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return _page("accessibility")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept about people."""
    return _page("privacy")


@blueprint.get("/cookies")
def cookies() -> ResponseReturnValue:
    """The one cookie."""
    return _page("cookies")


@blueprint.get("/attributions")
def attributions() -> ResponseReturnValue:
    """Whose lists travel with the library."""
    return _page("attributions")


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """Where to report a weakness (RFC 9116)."""
    base = web.settings().base_url
    expires = (datetime.now(UTC) + timedelta(days=180)).replace(microsecond=0, hour=0, minute=0, second=0)
    contact = f"mailto:{web.settings().mail.sender}"
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {base}/.well-known/security.txt",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Whether the server can reach its database."""
    return jsonify({"status": "ok", "services": len(queries.services.lines(web.db(), [524]))})
