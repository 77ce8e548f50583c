"""The journeys go through the same library as the tests of pages, in one real browser a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser import chromium, served
from tests.webapp.conftest import app, example_library, furnished
from tests.webapp.people import People
from tests.webapp.site import Places, Site, opened

__all__ = ["app", "browser", "example_library", "furnished"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture
def base(app: Flask, furnished: tuple[Path, People, Places], tmp_path: Path) -> Iterator[tuple[str, Site]]:
    """A furnished library, served: its address, and what stands in it."""
    file, people, places = furnished
    with opened(app, file, tmp_path, people, places) as site, served(app) as address:
        yield address, site


@pytest.fixture
def page(browser: Browser, base: tuple[str, Site]) -> Iterator[Page]:
    """A page of that library; a fault in a script on any of its pages fails the test."""
    context = browser.new_context(base_url=base[0], viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
