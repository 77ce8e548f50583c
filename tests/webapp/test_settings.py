"""What the installation decides, from its environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from webapp import settings


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    environment = {"GUILDHALL_INSTANCE": str(tmp_path / "here")}
    first = settings.load(environment)
    assert len(first.secret_key) >= 48
    assert settings.load(environment).secret_key == first.secret_key
    assert stat.S_IMODE((tmp_path / "here" / "secret-key").stat().st_mode) == 0o600
    assert first.secret_key not in repr(first)


def test_a_key_that_is_given_is_used_and_none_is_kept(tmp_path: Path) -> None:
    made = settings.load({"GUILDHALL_INSTANCE": str(tmp_path), "GUILDHALL_SECRET_KEY": "given"})
    assert made.secret_key == "given"
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        (None, "sqlite:////srv/x/guildhall.sqlite3"),
        ("", "sqlite:////srv/x/guildhall.sqlite3"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:///a.db", "sqlite:///a.db"),
    ],
)
def test_the_database(given: str | None, used: str) -> None:
    assert settings.database_url(given, Path("/srv/x")) == used


def test_mail_goes_to_a_folder_unless_a_server_is_named(tmp_path: Path) -> None:
    assert settings.load({"GUILDHALL_INSTANCE": str(tmp_path)}).mail.host is None
    named = settings.load({
        "GUILDHALL_INSTANCE": str(tmp_path),
        "GUILDHALL_SMTP_HOST": "mail.example",
        "GUILDHALL_SMTP_PORT": "25",
        "GUILDHALL_SMTP_STARTTLS": "no",
    })  # fmt: skip
    assert (named.mail.host, named.mail.port, named.mail.starttls) == ("mail.example", 25, False)
