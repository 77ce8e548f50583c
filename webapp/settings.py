"""What the installation decides: read once from the environment, with working defaults for one machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """The limits of safety outside a single diagram (a diagram's own lie in `bpmn.limits`). Sizes are
    bytes."""

    file: int = 20 * 1024 * 1024
    zip_entries: int = 1_000
    zip_unpacked: int = 200 * 1024 * 1024
    request: int = 64 * 1024 * 1024
    request_seconds: int = 60
    try_life: timedelta = timedelta(hours=24)
    invitation_life: timedelta = timedelta(days=14)
    reset_life: timedelta = timedelta(hours=1)
    session_life: timedelta = timedelta(hours=12)
    sign_in_window: timedelta = timedelta(minutes=15)
    sign_in_per_account: int = 5
    sign_in_per_address: int = 30


@dataclass(frozen=True)
class Mail:
    """How mail leaves. Without a host every mail is written as a file to the instance folder."""

    host: str | None = None
    port: int = 587
    user: str | None = None
    password: str | None = None
    sender: str = "guildhall@localhost"
    starttls: bool = True


@dataclass(frozen=True)
class Settings:
    """One installation: where its files lie, which database, how links in its mails begin."""

    instance: Path
    database_url: str
    secret_key: str = field(repr=False)
    base_url: str = "http://127.0.0.1:8000"
    mail: Mail = field(default_factory=Mail)
    limits: Limits = field(default_factory=Limits)

    @property
    def mail_folder(self) -> Path:
        """Where mails are written when no mail server is configured."""
        return self.instance / "mail"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that `environ` (default: the process's environment) asks for.

    Makes the instance folder, its owner's alone, and in it a secret key that only its owner may read, when
    none is given.
    """
    env = os.environ if environ is None else environ
    instance = Path(env.get("GUILDHALL_INSTANCE") or "instance").absolute()
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Settings(
        instance=instance,
        database_url=database_url(env.get("GUILDHALL_DATABASE_URL"), instance),
        secret_key=env.get("GUILDHALL_SECRET_KEY") or _kept_key(instance / "secret-key"),
        base_url=(env.get("GUILDHALL_BASE_URL") or Settings.base_url).rstrip("/"),
        mail=_mail(env),
    )


def database_url(given: str | None, instance: Path) -> str:
    """The database to use: the one given (PostgreSQL through psycopg 3), or SQLite in the instance folder."""
    if not given:
        return f"sqlite:///{instance / 'guildhall.sqlite3'}"
    for plain in ("postgresql://", "postgres://"):
        if given.startswith(plain):
            return "postgresql+psycopg://" + given.removeprefix(plain)
    return given


def _kept_key(path: Path) -> str:
    try:
        # Made exclusively and already closed to others, so that two servers starting at once agree on one
        # key.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if kept:
            return kept
        handle = os.open(path, os.O_WRONLY | os.O_TRUNC, 0o600)
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return key


def _mail(env: Mapping[str, str]) -> Mail:
    return Mail(
        host=env.get("GUILDHALL_SMTP_HOST") or None,
        port=int(env.get("GUILDHALL_SMTP_PORT") or Mail.port),
        user=env.get("GUILDHALL_SMTP_USER") or None,
        password=env.get("GUILDHALL_SMTP_PASSWORD") or None,
        sender=env.get("GUILDHALL_MAIL_FROM") or Mail.sender,
        starttls=(env.get("GUILDHALL_SMTP_STARTTLS") or "yes").lower() not in {"no", "0", "false"},
    )
