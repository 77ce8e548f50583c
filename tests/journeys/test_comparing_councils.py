"""Two councils of the example library in a real browser: look at the differences in both diagrams, correct two matches,
see the sentences change, record a reason and a decision, print two sheets; then adopt what all have in common."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.webapp.people import PASSWORD
from tests.webapp.site import Site

pytestmark = pytest.mark.browser


def both(page: Page) -> None:
    """The first two councils of the example library, drawn."""
    page.goto("/compare?a=1&b=2")
    expect(page.locator("html")).to_have_attribute("data-together", "ready", timeout=20_000)


def sign_in(page: Page, email: str = "libby@example.gov.uk") -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def correcting(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-correct", "ready")


def row(page: Page, text: str) -> Locator:
    return page.locator("[data-row]").filter(has=page.locator(".app-aligned__step", has_text=text)).first


def test_correct_two_matches_decide_print_and_adopt_the_blueprint(page: Page) -> None:
    sign_in(page)
    both(page)
    before = page.locator(".app-difference").all_inner_texts()
    page.get_by_role("link", name="Correct the matching").click()
    correcting(page)

    row(page, "Say which bin was missed").focus()
    page.keyboard.press("s")
    expect(page.get_by_text("Kept: the comparison follows it from now on.")).to_be_visible()
    expect(row(page, "Say which bin was missed")).to_be_focused()
    row(page, "Ask for a second look").focus()
    page.keyboard.press("r")
    expect(page.get_by_text("said:").first).to_be_visible()
    expect(page.locator("#said + ul > li")).to_have_count(2)

    page.get_by_role("link", name="Back to the comparison").click()
    after = page.locator(".app-difference").all_inner_texts()
    assert before != after
    page.get_by_role("link", name=re.compile("^Decide")).first.click()
    page.get_by_label("Habit").check()
    page.get_by_label("Test", exact=True).check()
    page.get_by_label("Who sees to it (optional)").fill("Head of Waste Services")
    for name, value in (("Day", "31"), ("Month", "3"), ("Year", "2027")):
        page.get_by_label(name).fill(value)
    page.get_by_role("button", name="Save", exact=True).click()
    line = page.get_by_text("out of habit; Head of Waste Services by 31 March 2027.").first
    expect(line).to_be_visible()

    page.get_by_role("link", name="Print two pages for a meeting").click()
    expect(page.get_by_text("A: Test; habit; Head of Waste Services by 31 March 2027.")).to_be_visible()
    assert sheets(page) == 2

    page.context.clear_cookies()
    sign_in(page, "connie@example.gov.uk")
    page.goto("/services/524?job=Report+a+missed+bin")
    page.get_by_role("link", name="See what they have in common").click()
    page.get_by_label("What does the resident want done?").fill("Report a missed bin, after comparing")
    page.get_by_role("button", name="Adopt as a starting point").click()
    expect(page.get_by_text("Adopted. This is now a draft of your council")).to_be_visible()
    expect(page.get_by_role("heading", name="Report a missed bin, after comparing")).to_be_visible()


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


def test_every_pair_of_a_service_prints_on_two_sheets(page: Page) -> None:
    found = {}
    for a, b in ((1, 2), (4, 5), (7, 8), (9, 10), (13, 14), (17, 18), (20, 21), (1, 20), (19, 3)):
        page.goto(f"/compare/print?a={a}&b={b}")
        found[a, b] = sheets(page)
    assert set(found.values()) == {2}, found


def test_a_sentence_is_seen_in_both_diagrams_and_one_gets_back(page: Page) -> None:
    both(page)
    button = page.get_by_role("button", name=re.compile("^See in both diagrams ?: The resident")).first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#diagram-a g.app-mark--shown").first).to_be_visible()
    expect(page.locator("#diagram-b g.app-mark--shown").first).to_be_visible()
    page.get_by_role("button", name="Back to where you were").click()
    expect(button).to_be_focused()


def view(page: Page, which: str) -> str:
    found = page.locator(f"#diagram-{which} svg .viewport").get_attribute("transform")
    return found or ""


def test_the_diagrams_move_together_until_they_are_told_not_to(page: Page) -> None:
    both(page)
    box = page.locator("#diagram-a")
    box.focus()
    at = view(page, "b")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    moved = view(page, "b")
    assert moved != at
    page.get_by_label("Move both diagrams together").uncheck()
    box.focus()
    alone = view(page, "a")
    page.keyboard.press("ArrowLeft")
    assert view(page, "a") != alone
    assert view(page, "b") == moved


def test_steps_that_both_have_are_walked_through_by_keyboard_and_lit_under_the_mouse(page: Page) -> None:
    both(page)
    page.locator("#diagram-a").focus()
    page.keyboard.press("n")
    said = page.locator("[data-together-said]")
    expect(said).to_contain_text("A: “")
    first = said.inner_text()
    page.keyboard.press("n")
    expect(said).not_to_have_text(first)
    page.keyboard.press("p")
    expect(said).to_have_text(first)
    expect(page.locator("#diagram-b g.app-mark--shown").first).to_be_visible()
    page.locator("#diagram-a g.app-mark--shown .djs-hit").first.hover()
    expect(page.locator("#diagram-b g.app-mark--paired").first).to_be_visible()


def test_a_step_that_is_clicked_stays_in_view_with_its_partner(page: Page) -> None:
    both(page)
    page.locator("#diagram-a").focus()
    page.keyboard.press("n")
    page.locator("#diagram-a g.app-mark--shown .djs-hit").first.click()
    for which in "ab":
        box, step = (
            page.locator(f"#diagram-{which}{inner}").first.bounding_box()
            for inner in ("", " g.app-mark--shown")
        )
        assert box
        assert step
        assert box["x"] <= step["x"] <= box["x"] + box["width"]
        assert box["y"] <= step["y"] <= box["y"] + box["height"]


def test_rows_are_joined_by_keys_and_by_dragging(page: Page) -> None:
    sign_in(page)
    page.goto("/compare/correct?a=1&b=2")
    correcting(page)
    row(page, "Report received").focus()
    page.keyboard.press("j")
    expect(page.locator("[data-status]")).to_contain_text("Now go to the row")
    page.keyboard.press("Escape")
    expect(page.locator("[data-status]")).to_contain_text("Nothing was joined.")
    page.keyboard.press("j")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept: the comparison")).to_be_visible()
    correcting(page)
    expect(row(page, "Report received")).to_contain_text("Tell us what was left and where")
    page.set_viewport_size({"width": 1280, "height": 5000})
    page.locator("#step-a11").drag_to(page.locator("#step-b15"))
    correcting(page)
    expect(page.locator("#said + ul > li")).to_have_count(2)


def test_a_narrow_screen_without_javascript(browser: Browser, base: tuple[str, Site]) -> None:
    context = browser.new_context(
        base_url=base[0], java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto("/compare?a=1&b=2")
    expect(page.locator("noscript img, img[alt^='Diagram A']").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^See in both"))).to_have_count(0)
    expect(page.get_by_text("Move both diagrams together")).to_be_hidden()
    page.get_by_role("link", name=re.compile(r"^A steps? \d")).first.click()
    assert re.search(r"#step-a\d+$", page.url)
    context.close()
