"""Two councils' example processes walked side by side in a real browser: answers typed once, branching by answers,
back on both, one side opened alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
TYPED = {"postcode": "OX1 1AA", "-year": "2026", "email": "sam@example.org", "phone": "01632 960 001"}


def next_one(page: Page) -> None:
    page.get_by_role("button", name="Next", exact=True).click()


def answer(page: Page) -> None:
    """Fill in one side of the page, A's where it asks anything; what the other asks too is left empty."""
    sides = ("a", "b")
    columns = {side: page.locator("section", has=page.locator(f"#side-{side}")) for side in sides}
    asking = [side for side in sides if columns[side].locator("input:visible").count()]
    for side in asking[:1]:
        for box in columns[side].locator("input:not([type=radio]):visible").all():
            name = box.get_attribute("name") or ""
            box.fill(next((value for part, value in TYPED.items() if name.endswith(part)), "1"))
        radios = columns[side].locator("input[type=radio]").all()
        for name in dict.fromkeys(radio.get_attribute("name") for radio in radios):
            columns[side].locator(f"input[name='{name}']").last.check()


def test_the_same_case_in_two_councils(page: Page) -> None:
    page.goto("/compare?a=1&b=2")
    page.get_by_role("link", name="Walk both side by side").click()
    page.get_by_role("button", name="Start walking").click()
    expect(page.get_by_text("Both do this step now.")).to_be_visible()
    next_one(page)

    expect(page.get_by_text("What you type on one side counts for both")).to_be_visible()
    answer(page)
    next_one(page)
    expect(page.get_by_text("There is a problem")).to_have_count(0)
    expect(page.locator("#a-postcode")).to_have_count(0)
    expect(page.locator("#b-postcode")).to_have_count(0)

    page.get_by_role("button", name="Back a row").click()
    expect(page.get_by_text("Both do this step now.")).to_be_visible()
    expect(page.get_by_text("What has happened, row by row")).to_have_count(0)

    next_one(page)
    for _ in range(8):
        if page.get_by_text("Taken by itself, because").count():
            break
        answer(page)
        next_one(page)
        assert page.locator(".govuk-error-summary").all_inner_texts() == []
    rows = page.get_by_role("table", name="What has happened, row by row").locator("tbody tr")
    expect(rows.filter(has_text="Taken by itself, because")).not_to_have_count(0)
    page.get_by_role("link", name="Open A alone").click()
    expect(page.get_by_text(re.compile(r"^Step \d+ of a case"))).to_be_visible()
