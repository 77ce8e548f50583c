"""The storyboards' file in a real browser without a network: it asks for nothing, complains of nothing, and axe finds
nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.webapp.pages.test_storyboard_file import badge, ended
from tests.webapp.pages.test_walking_scenarios import kept
from tests.webapp.pages.test_walking_storyboard import LETTERS
from tests.webapp.pages.walks import address
from tests.webapp.site import Site
from tests.webapp.test_pages_accessible import WCAG, browser, walked

pytestmark = pytest.mark.browser
__all__ = ["browser"]


def long_walk(site: Site) -> str:
    """An example with all its pages, letters and decisions."""
    walk, _ = walked(site, site.places.example)
    return site.visitor().get(f"/walkthroughs/{walk}/storyboard.html").text


def filled_in(site: Site) -> str:
    visitor, page = badge(site)
    return visitor.get(f"{address(page)}/storyboard.html").text


def scenarios(site: Site) -> str:
    visitor, page = kept(site)
    visitor.press(page, "Save as a scenario of this process", title="Told no again")
    return visitor.get(f"/processes/{site.places.draft}/storyboards.html").text


FILES = {
    "long": long_walk, "filled in": filled_in, "scenarios": scenarios,
    "letters": lambda site: ended(site, LETTERS).text,
}  # fmt: skip


@pytest.mark.parametrize("which", sorted(FILES))
@pytest.mark.parametrize("scripts", [True, False])
def test_it_opens_by_itself(site: Site, tmp_path: Path, browser: Browser, which: str, scripts: bool) -> None:
    file = tmp_path / "storyboard.html"
    file.write_text(FILES[which](site), "utf-8")
    context = browser.new_context(
        offline=True, java_script_enabled=scripts, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri(), wait_until="load")
    assert asked == [file.as_uri()]
    assert said == []
    assert page.locator("svg[role=img]").first.is_visible()
    if scripts:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 640})
            result = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
            found = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result.response["violations"]]
            assert found == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
