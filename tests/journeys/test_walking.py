"""One case in a real browser: walked by answers, back and branched, kept as a scenario, shared, printed, covered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_main_job import picture, sign_in, start_walk, upload
from tests.webapp.site import Site

pytestmark = pytest.mark.browser

OURS = Path(__file__).parents[2] / "webapp" / "examples" / "northmoor-missed-bin.bpmn"
A4_HEIGHT = (297 - 2 * 12) / 25.4 * 96
"""CSS pixels that one printed sheet holds, between its margins."""

WITHIN = re.compile(r"Are you reporting it .*\?")
"""Each council's own window stands in the question."""


def say(page: Page, question: str | re.Pattern[str], answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def go_on(page: Page, button: str = "Continue") -> None:
    page.get_by_role("button", name=button).click()


def report_a_missed_bin(page: Page, in_time: str = "Yes") -> None:
    """From the beginning to the end of the resident's report."""
    go_on(page, "Done, go on")
    page.get_by_label("Address line 1").fill("12 Quixotic Lane")
    page.get_by_label("Town or city").fill("Northmoor")
    page.get_by_label("Postcode").fill("NM1 1AA")
    go_on(page)
    say(page, "Which bin was missed?", "Refuse")
    go_on(page)
    page.get_by_label("Day").fill("3")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2026")
    go_on(page)
    say(page, WITHIN, in_time)
    go_on(page)
    say(page, re.compile("Was it out by"), "Yes")
    go_on(page)
    page.get_by_label("None of these").check()
    go_on(page)
    say(page, "Do you want us to come back?", "Yes")
    go_on(page)
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_label("Email address").fill("amira@example.com")
    page.get_by_label("Phone number").fill("07700 900123")
    go_on(page)
    go_on(page)


def test_one_case_kept_shared_printed_and_covered(
    page: Page, browser: Browser, base: tuple[str, Site]
) -> None:
    sign_in(page, "eddie@example.gov.uk")
    process = upload(page, OURS, "Report a missed bin", "524")
    start_walk(page, process)
    report_a_missed_bin(page, "No")
    go_on(page, "Done, go on")
    go_on(page, "Done, go on")
    expect(page.get_by_text("was answered “No”").first).to_be_visible()
    walk = page.url.partition("?")[0]
    picture(page, "walk-timeline")

    # Back several steps, and the other answer.
    page.get_by_role("link", name=re.compile("Go back to here.*Say which bin was missed")).click()
    expect(page.get_by_role("heading", name="What going back drops")).to_be_visible()
    go_on(page, "Go back and drop them")
    expect(page.get_by_role("heading", name="What is your address?")).to_be_visible()
    go_on(page, "Back a step")
    report_a_missed_bin(page, "Yes")
    go_on(page, "Done, go on")
    go_on(page, "Done, go on")
    expect(page.get_by_text("was answered “Yes”").first).to_be_visible()
    expect(page.get_by_text("They have heard nothing since they did").first).to_be_visible()

    # A branch in which time passes first; the walk it came from stays.
    page.get_by_role("link", name=re.compile("Go back to here.*Check the reporting window")).click()
    page.get_by_role("button", name="Branch: keep this walk, begin another here").click()
    branch = page.url
    assert branch != walk
    page.get_by_role("link", name="2 working days").click()
    expect(page.get_by_text("It is now 2 days later.")).to_be_visible()
    go_on(page, "The time passes")
    expect(page.get_by_text("2 days later · Day 3").first).to_be_visible()
    page.get_by_role("link", name="with the one it came from").click()
    expect(page.get_by_text("They part here")).to_have_count(1)
    picture(page, "walks-compared")

    keep_and_share(page, browser, base[0], walk)
    print_storyboard(page, walk)
    cover(page, process)


def keep_and_share(page: Page, browser: Browser, base: str, walk: str) -> None:
    page.goto(walk)
    page.get_by_label("A name for this walk").fill("Reported in time")
    page.get_by_label("Save what was typed as well").check()
    page.get_by_role("button", name="Save as a scenario of this process").click()
    expect(page.get_by_text("Saved as a scenario of this process: Reported in time.")).to_be_visible()
    page.get_by_role("link", name="Leave the walk").click()
    row = page.get_by_role("row", name=re.compile("Reported in time"))
    expect(row).to_contain_text("Not finished")
    expect(row).to_contain_text("Goes as it is")
    picture(page, "scenarios")

    page.goto(walk)
    page.get_by_role("button", name="Copy link to read only").click()
    expect(page.locator("[data-copied]")).to_have_text(re.compile("The link is (copied|marked)"))
    # The process is a draft: only its own council sees it, in any browser.
    other = browser.new_context(base_url=base)
    stranger = other.new_page()
    stranger.goto(walk)
    expect(stranger.get_by_role("heading", name="Page not found")).to_be_visible()
    friend = other.new_page()
    sign_in(friend, "connie@example.gov.uk")
    friend.goto(f"{walk}/read")
    expect(friend.get_by_text(WITHIN).first).to_have_count(0)
    assert friend.locator("main form").count() == 0
    friend.get_by_role("link", name="Go on from here yourself").click()
    friend.get_by_label("Bin was not out").check()
    go_on(friend)
    expect(friend.get_by_text("Did the crew note a reason?").first).to_be_visible()
    assert not friend.url.startswith(walk)
    other.close()
    before = page.locator(".app-timeline__line").count()
    page.reload()
    assert page.locator(".app-timeline__line").count() == before


def print_storyboard(page: Page, walk: str) -> None:
    page.goto(f"{walk}/storyboard")
    expect(page.get_by_role("heading", name=re.compile("Say which bin was missed"))).to_be_visible()
    assert page.locator('input[value="12 Quixotic Lane"]').count() >= 1
    picture(page, "storyboard")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})
    heights = page.locator(".app-frame").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert max(heights) < A4_HEIGHT, "a step that is taller than a sheet would be broken over two"
    assert set(
        page.locator(".app-frame").evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")
    ) == {"avoid"}
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
    assert sum(heights) / A4_HEIGHT <= sheets <= len(heights)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})


def cover(page: Page, process: str) -> None:
    page.goto(f"{process}/coverage")
    expect(page.get_by_text(re.compile("There are 12 paths through version"))).to_be_visible()
    picture(page, "paths")
    page.get_by_role("button", name="Walk the next untried path").click()
    expect(page.get_by_text(re.compile(r"Following path 1 of 12: 0 of \d+ steps"))).to_be_visible()
    go_on(page, "Done, go on")
    page.get_by_label("Address line 1").fill("1 High Street")
    page.get_by_label("Town or city").fill("Northmoor")
    page.get_by_label("Postcode").fill("NM1 1AA")
    go_on(page)
    say(page, "Which bin was missed?", "Food waste")
    go_on(page)
    page.get_by_label("Day").fill("3")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2026")
    go_on(page)
    expect(page.get_by_role("group", name=WITHIN).get_by_label("No")).to_be_checked()


def test_without_javascript_a_walk_says_and_does_the_same(browser: Browser, base: tuple[str, Site]) -> None:
    context = browser.new_context(base_url=base[0], java_script_enabled=False)
    page = context.new_page()
    start_walk(page, f"/processes/{base[1].places.example}")
    report_a_missed_bin(page)
    expect(page.get_by_role("heading", name="What has happened")).to_be_visible()
    assert page.locator("[data-copy]:visible").count() == 0
    assert page.locator("#read-address").inner_text().endswith("/read")
    page.get_by_role("link", name="Storyboard of this walk").click()
    assert page.locator("[data-print]:visible").count() == 0
    expect(
        page.get_by_role("heading", name=re.compile("Check the answers and send the report"))
    ).to_be_visible()
    context.close()
