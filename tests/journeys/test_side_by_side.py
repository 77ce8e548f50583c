"""Two councils' example processes walked side by side in a real browser: answers typed once, branching by answers,
back on both, one side opened alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def next_one(page: Page) -> None:
    page.get_by_role("button", name="Next", exact=True).click()


def answer_a(page: Page) -> None:
    """Fill in A's side of the page alone; what B asks too is left empty."""
    column = page.locator("section", has=page.locator("#side-a"))
    for box in column.locator("input[type=text]:visible").all():
        name = box.get_attribute("name") or ""
        box.fill("OX1 1AA" if name == "a-postcode" else "2026" if name.endswith("-year") else "1")
    for name in dict.fromkeys(radio.get_attribute("name") for radio in column.locator("input[type=radio]").all()):
        column.locator(f"input[name='{name}']").first.check()


def test_the_same_case_in_two_councils(page: Page) -> None:
    page.goto("/compare?a=1&b=2")
    page.get_by_role("link", name="Walk both side by side").click()
    page.get_by_role("button", name="Start walking").click()
    expect(page.get_by_text("Both do this step now.")).to_be_visible()
    next_one(page)

    expect(page.get_by_text("What you type on one side counts for both")).to_be_visible()
    answer_a(page)
    next_one(page)
    expect(page.get_by_text("There is a problem")).to_have_count(0)
    expect(page.locator("#a-postcode")).to_have_count(0)
    expect(page.locator("#b-postcode")).to_have_count(0)

    page.get_by_role("button", name="Back a row").click()
    expect(page.get_by_text("Both do this step now.")).to_be_visible()
    expect(page.get_by_text("What has happened, row by row")).to_have_count(0)

    next_one(page)
    for _ in range(6):
        if page.get_by_text("Taken by itself, because").count():
            break
        answer_a(page)
        next_one(page)
        expect(page.get_by_text("There is a problem")).to_have_count(0)
    rows = page.get_by_role("table", name="What has happened, row by row").locator("tbody tr")
    expect(rows.filter(has_text="Taken by itself, because")).not_to_have_count(0)
    page.get_by_role("link", name="Open A alone").click()
    expect(page.get_by_text(re.compile(r"^Step \d+ of a case"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="So far")).to_have_count(0)
    expect(page.get_by_role("table", name="So far")).to_be_visible()
