"""The journeys go through the same library as the tests of pages, in one real browser a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.webapp.conftest import app, example_library, furnished

__all__ = ["app", "browser", "example_library", "furnished"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as found:
        yield found
