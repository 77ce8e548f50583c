"""A script that runs away is told to wait; a person never meets the limit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from webapp.actions import workshops
from webapp.app import create_app
from webapp.permissions import LIBRARY
from webapp.rates import limiter
from webapp.settings import Settings
from webapp.web import db


def test_signing_in_again_and_again_is_told_to_wait(
    example_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One limiter serves every application of a process: the other tests' is switched off again afterwards.
    monkeypatch.setattr(limiter, "enabled", True)
    settings = Settings(example_library.parent, f"sqlite:///{example_library}", "a key for tests")
    app = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    client = app.test_client()
    statuses = [client.get("/sign-in").status_code for _ in range(61)]
    assert statuses[:60] == [200] * 60
    assert statuses[60] == 429
    assert client.get("/").status_code == 200


def test_wrong_codes_are_told_to_wait_and_right_ones_never(
    example_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "library.sqlite3"
    shutil.copyfile(example_library, file)
    settings = Settings(tmp_path, f"sqlite:///{file}", "a key for tests")
    monkeypatch.setattr(limiter, "enabled", True)
    app = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    with app.test_request_context():
        process = db().scalars(text("select min(id) from processes")).one()
        room = workshops.open_room(db(), LIBRARY, process, 1, {"version": 1, "steps": []})
    client, joined = app.test_client(), app.test_client()
    joined.post(f"/join/{room.code}/role", data={"role": "resident"})
    # A whole room behind one address: nobody is kept out.
    assert {client.get(f"/join/{room.code}").status_code for _ in range(100)} == {200}
    assert {client.get(f"/join/{room.code}/now").status_code for _ in range(80)} == {200}
    guesses = [client.get("/join/BCDFGHJK2").status_code for _ in range(30)]
    assert guesses[:19] == [404] * 19
    assert guesses[-1] == 429
    assert client.get(f"/join/{room.code}").status_code == 429
    # Somebody's guessing does not stop those who are in the room already, behind the same address.
    assert joined.get(f"/join/{room.code}/now").status_code == 200
