"""The Flask application: put together here, and nowhere configured twice."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from bpmn.conditions import parse
from webapp import (
    about,
    accounts,
    api,
    blueprints,
    comparisons,
    error_pages,
    organisations,
    plain,
    processes,
    rules,
    security,
    services,
    settings,
    side_by_side,
    steps,
    take_away,
    walkthroughs,
    web,
    workshops,
)
from webapp.patterns import editor as pattern_editor
from webapp.patterns import pages as patterns
from webapp.permissions import may
from webapp.rates import limiter
from webapp.settings import Settings
from webapp.store.database import Database

BUILT = Path(__file__).parent / "frontend" / "built"
YEAR_SECONDS = 365 * 24 * 3600

csrf = CSRFProtect()


def create_app(config: Settings | None = None, **overrides: Any) -> Flask:
    """The application for these settings (default: the environment's). The database must be migrated already.

    `overrides` are Flask configuration values, for tests.
    """
    config = config or settings.load()
    app = Flask(__name__, static_folder=str(BUILT), static_url_path="/static")
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=config.limits.request,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        PERMANENT_SESSION_LIFETIME=config.limits.session_life,
        SESSION_COOKIE_NAME="guildhall",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.base_url.startswith("https://"),
        SEND_FILE_MAX_AGE_DEFAULT=YEAR_SECONDS,
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_HEADERS_ENABLED=False,
    )
    app.config.update(overrides)
    plain.register(app)
    app.url_map.converters["int"] = web.Number
    app.extensions["guildhall-settings"] = config
    app.extensions["guildhall-database"] = Database(config.database_url)
    csrf.init_app(app)
    limiter.init_app(app)
    web.close_database(app)
    security.add_headers(app)
    error_pages.register(app)
    _templates(app)
    _areas(app)
    return app


def _templates(app: Flask) -> None:
    app.jinja_env.loader = ChoiceLoader(
        [
            app.jinja_env.loader or PackageLoader("webapp"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    fingerprints = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in _built_files()}

    def asset(name: str) -> str:
        """The address of a built file; it changes with the file's content, so that it may be kept for a year."""
        return url_for("static", filename=name, v=fingerprints.get(name))

    app.jinja_env.filters["date"] = plain_date
    app.jinja_env.filters["condition"] = condition_in_words
    app.jinja_env.filters["capitalised"] = lambda text: text[:1].upper() + text[1:]
    app.jinja_env.filters["named"] = lambda key, names: names.get(key, key)
    app.jinja_env.globals.update(asset=asset, may=may, person=web.person, nonce=web.nonce)


def plain_date(text: object) -> str:
    """An ISO date as GOV.UK writes it (3 June 2026); anything else as it is."""
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return f"{day.day} {day:%B %Y}"


def condition_in_words(text: str) -> str:
    """A condition as a person would say it; one that cannot be read as it stands."""
    condition = parse(text)
    return condition.in_words() if condition is not None else text


def _built_files() -> list[Path]:
    return [path for path in BUILT.glob("*") if path.is_file()] if BUILT.is_dir() else []


def _areas(app: Flask) -> None:
    for area in (
        services,
        blueprints,
        processes,
        take_away,
        steps,
        patterns,
        pattern_editor,
        comparisons,
        walkthroughs,
        side_by_side,
        workshops,
        organisations,
        accounts,
        rules,
        about,
    ):
        app.register_blueprint(area.blueprint)
    app.register_blueprint(walkthroughs.of_process)
    app.register_blueprint(processes.upload_blueprint)
    app.register_blueprint(api.blueprint)
    # Programs have no form to take a token from, and nothing that the API does is kept.
    csrf.exempt(api.blueprint)
