"""Attaching a pattern to a step writes a new version that differs only in what was inserted."""

from __future__ import annotations

import pytest

from bpmn.reader import read
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.site import Page, Site


def attached(site: Site, step: str = "B", pattern: str = "address") -> Page:
    """An editor attaches a pattern to a step of the draft."""
    editor = site.visitor(site.people.editor)
    form = editor.get(f"/processes/{site.places.draft}/attach")
    return editor.press(form, "Attach", element=step, pattern=pattern)


def test_attaching_writes_a_version_that_differs_in_the_inserted_span_only(site: Site) -> None:
    page = attached(site)
    assert "Attached. The file has a new version" in page.banner
    visitor = site.visitor(site.people.editor)
    address = f"/processes/{site.places.draft}"
    old = visitor.get(f"{address}/versions/1.bpmn").response.data
    new = visitor.get(f"{address}/versions/2.bpmn").response.data
    assert old == MISSED_BIN
    assert [ref.ref for ref in read(new).node_by_key["B"].patterns] == ["address"]
    before = next(at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
    span = new[before : before + len(new) - len(old)]
    assert new == old[:before] + span + old[before:]
    assert b'ref="address"' in span


def test_the_page_lists_it_and_taking_it_off_gives_the_old_bytes(site: Site) -> None:
    attached(site)
    editor = site.visitor(site.people.editor)
    page = editor.get(f"/processes/{site.places.draft}")
    assert "Go back for the bin" in page.words
    assert "/patterns/address" in page.links.values()
    off = editor.press(page, "Take off")
    assert "Taken off." in off.banner
    assert editor.get(f"/processes/{site.places.draft}/versions/3.bpmn").response.data == MISSED_BIN


def test_the_patterns_page_says_where_it_is_used(site: Site) -> None:
    attached(site)
    path = f"/processes/{site.places.draft}"
    assert path in site.visitor(site.people.contributor).get("/patterns/address/used-by").links.values()
    assert path not in site.visitor().get("/patterns/address/used-by").links.values()


def test_a_walk_shows_the_page_just_attached(site: Site) -> None:
    attached(site)
    editor = site.visitor(site.people.editor)
    page = editor.press(editor.get(f"/processes/{site.places.draft}"), "Walk through it")
    for _ in range(6):
        if page.find("//input[@name='postcode']"):
            break
        if page.has_button("Go this way"):
            page = editor.press(page, "Go this way", chose=page.find("//input[@name='chose']/@value")[0])
        else:
            (button,) = page.find("//form[contains(@action, '/take')]//button")
            page = editor.press(page, button.text_content().strip())
    assert page.find("//input[@name='postcode']")


def test_step_and_pattern_are_asked_for(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    before = site.counts()
    page = editor.press(editor.get(f"/processes/{site.places.draft}/attach"), "Attach")
    assert page.status == 400
    assert page.problem == "Choose the step Choose the pattern"
    assert site.counts() == before


@pytest.mark.parametrize(
    ("element", "pattern"), [("nothing", "address"), ("B", "no-such-pattern"), ("G", "address")]
)
def test_what_cannot_be_attached_is_refused_in_a_sentence(site: Site, element: str, pattern: str) -> None:
    before = site.counts()
    values = {"element": element, "pattern": pattern, "on": "1"}
    page = site.visitor(site.people.editor).post(f"/processes/{site.places.draft}/attach", values)
    assert page.status in (400, 409)
    assert len(page.words) < 400
    assert site.counts() == before


def test_an_old_version_on_screen_cannot_overwrite_a_newer_one(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    old = editor.get(f"/processes/{site.places.draft}/attach")
    attached(site, "A")
    page = editor.press(old, "Attach", element="B", pattern="address")
    assert page.status == 409
    assert "Somebody saved version 2 meanwhile." in page.words
