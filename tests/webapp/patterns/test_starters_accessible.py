"""Every page of every starter pattern, plain and with its errors, in English and in Welsh where there is any, in a real
browser: axe finds nothing against WCAG 2.2 A and AA, and nothing is wider than a phone of 320 pixels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from bpmn.patterns import Pattern, in_welsh
from tests.browser import chromium
from tests.webapp.patterns.starters import STARTERS
from webapp.patterns.answers import read_answers
from webapp.patterns.render import continue_label, render_letter, render_page

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TODAY = date(2026, 11, 23)
STYLE = Path(__file__).parents[3] / "webapp" / "frontend" / "built" / "site.css"
SHOWN = [slug for slug, pattern in STARTERS.items() if pattern.kind != "service"]

LOOK = """async ([lang, html, tags]) => {
  document.documentElement.lang = lang;
  document.querySelector('main').innerHTML = html;
  const result = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  const wrong = result.violations.map(one => one.id + ': ' + one.nodes[0].html.slice(0, 160));
  return [wrong, document.documentElement.scrollWidth];
}"""
EMPTY = """<!doctype html><html lang="en" class="govuk-template"><head><title>A pattern</title><style>{}</style></head>
<body class="govuk-template__body govuk-frontend-supported"><div class="govuk-width-container">
<main class="govuk-main-wrapper"></main></div></body></html>"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if not STYLE.exists():
        pytest.skip("the frontend is not built: `python3 run.py test` builds it")
    with chromium() as browser:
        yield _opened(browser)


def _opened(browser: Browser) -> Page:
    found = browser.new_page(viewport={"width": 320, "height": 640})
    found.set_content(EMPTY.format(STYLE.read_text(encoding="utf-8")))
    found.evaluate(AXE_SCRIPT)
    return found


def faces(pattern: Pattern) -> Iterator[str]:
    """Each page as it first looks and, where something can be missing, as it looks sent empty; or the letter."""
    for number, shown in enumerate(pattern.pages):
        button = f'<button class="govuk-button" type="submit">{continue_label(shown)}</button>'
        answers, faults = read_answers(pattern, number, {}, {}, today=TODAY)
        yield f"<form>{render_page(pattern, number)}{button}</form>"
        if faults:
            yield f"<form>{render_page(pattern, number, answers, faults)}{button}</form>"
    if pattern.body:
        yield f"<h1>{pattern.title}</h1>{render_letter(pattern)}"


def wrong(page: Page, pattern: Pattern, lang: str) -> list[str]:
    """What axe finds, and what does not fit."""
    found = []
    for html in faces(pattern):
        seen: Any = page.evaluate(LOOK, [lang, html, WCAG])
        found += seen[0] + ([f"{seen[1]} pixels wide at 320"] if seen[1] > 320 else [])
    return found


@pytest.mark.parametrize("slug", SHOWN)
def test_every_page_with_and_without_errors(page: Page, slug: str) -> None:
    assert wrong(page, STARTERS[slug], "en") == []


@pytest.mark.parametrize("slug", [slug for slug in SHOWN if STARTERS[slug].cy])
def test_every_page_in_welsh(page: Page, slug: str) -> None:
    assert wrong(page, in_welsh(STARTERS[slug]), "cy") == []


def test_the_look_would_notice(page: Page) -> None:
    html = '<h1>A page</h1><input type="text" id="alone"><p style="width: 500px">Wide</p>'
    seen: Any = page.evaluate(LOOK, ["en", html, WCAG])
    assert any(one.startswith("label:") for one in seen[0])
    assert seen[1] > 320
