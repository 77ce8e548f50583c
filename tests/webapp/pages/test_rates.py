"""A script that runs away is told to wait; a person never meets the limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.app import create_app
from webapp.rates import limiter
from webapp.settings import Settings


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
