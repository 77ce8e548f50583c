"""From what councils have in common to a draft of one's own, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_main_job import drawn, picture, sign_in

pytestmark = pytest.mark.browser


def test_from_the_service_to_a_draft_of_ones_own(page: Page) -> None:
    page.goto("/services/524?job=Report+a+missed+bin")
    page.get_by_role("link", name="See what they have in common").click()
    expect(page.get_by_role("heading", name="What 3 councils have in common")).to_be_visible()
    expect(page.get_by_role("table", name="Councils and shared steps")).to_be_visible()
    expect(page.get_by_role("img", name="Heat map of how alike")).to_be_visible()
    drawn(page)
    expect(page.locator("#diagram .app-mark-word").filter(has_text="2 of 3").first).to_be_visible()

    page.get_by_label("Steps that at least so many councils have").select_option(label="3 of 3")
    page.get_by_role("button", name="Draft again").click()
    drawn(page)
    expect(page.locator("#diagram .app-mark-word").first).to_have_text("3 of 3")
    assert page.locator("#diagram .app-mark-word").filter(has_text="2 of 3").count() == 0
    expect(page.get_by_role("link", name="Sign in to adopt it as a starting point")).to_be_visible()

    sign_in(page, "connie@example.gov.uk")
    page.goto("/services/524/blueprint?job=Report+a+missed+bin&k=2")
    drawn(page)
    picture(page, "blueprint")
    page.get_by_label("What does the resident want done?").fill("Report a missed bin, our redesign")
    page.get_by_role("button", name="Adopt as a starting point").click()
    expect(page.get_by_text("Adopted. This is now a draft of your council")).to_be_visible()
    expect(page.get_by_role("heading", name="Report a missed bin, our redesign")).to_be_visible()
    drawn(page)
    page.get_by_role("tab", name="About").click()
    expect(
        page.locator("dd").filter(has_text="from the steps that at least 2 of 3 councils have")
    ).to_be_visible()


def test_two_in_one_diagram_from_their_comparison(page: Page) -> None:
    page.goto("/services/524?job=Report+a+missed+bin")
    page.get_by_role("button", name="Compare the chosen two").click()
    page.get_by_role("link", name="See both in one diagram").click()
    expect(page.get_by_role("heading", name="Both in one diagram")).to_be_visible()
    drawn(page)
    for word in ("Both", "Only A", "Only B"):
        expect(page.locator("#diagram .app-mark-word").filter(has_text=word).first).to_be_visible()
    page.get_by_role("button", name="Show it").first.click()
    expect(page.locator("#diagram g.djs-element.app-mark--shown").first).to_be_visible()


def test_the_matrix_keeps_its_first_column_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/services/524/blueprint?job=Report+a+missed+bin")
    box = page.get_by_role("region", name="Who has which step")
    first = box.get_by_role("rowheader").first
    before = first.bounding_box()
    box.evaluate("element => { element.scrollLeft = 200; }")
    after = first.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["x"] - before["x"]) < 2
    assert box.evaluate("element => element.scrollLeft") > 50
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
