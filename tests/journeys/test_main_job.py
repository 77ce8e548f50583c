"""The main job in a real browser, as a new user does it.

Upload two files, read what is wrong, attach a page, walk a case with that page on screen, compare the two, correct a
match. With GUILDHALL_SCREENSHOTS set to a folder it leaves the pictures of the README there."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.webapp.people import PASSWORD
from tests.webapp.site import Site

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "webapp" / "examples"
OURS = EXAMPLES / "northmoor-missed-bin.bpmn"
THEIRS = EXAMPLES / "saltmere-bulky-waste.bpmn"


def drawn(page: Page, box: str = "#diagram") -> None:
    expect(page.locator(box)).to_have_attribute("data-ready", "true", timeout=15_000)


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("GUILDHALL_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(300)
        page.screenshot(path=Path(folder) / f"{name}.png")


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def upload(page: Page, file: Path, job: str, service: str) -> str:
    page.goto("/upload")
    page.get_by_label("BPMN files").set_input_files(file)
    page.get_by_label("Which council?").select_option(label="Oxford City Council")
    choose_service(page, service)
    page.get_by_label("What does the resident want done?").fill(job)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("heading", name="What we understood")).to_be_visible()
    return re.sub(r"/result$", "", page.url)


def choose_service(page: Page, service: str) -> None:
    field = page.locator("#service")
    if field.evaluate("element => element.tagName") == "SELECT":
        field.select_option(value=service)
    else:
        field.fill(service)


def start_walk(page: Page, process: str) -> None:
    page.goto(process)
    page.get_by_role("button", name="Walk through it").click()
    expect(page.get_by_text("The beginning of a case")).to_be_visible()


def test_upload_attach_walk_and_compare(page: Page) -> None:
    sign_in(page, "eddie@example.gov.uk")
    theirs = upload(page, THEIRS, "Book a bulky waste collection", "528")
    expect(page.get_by_text("This case gets stuck").first).to_be_visible()
    drawn(page)
    picture(page, "result")

    ours = upload(page, OURS, "Report a missed bin", "524")
    expect(page.get_by_text("We read 11 steps in 4 roles.")).to_be_visible()
    page.get_by_label("Lane “Collection crew” is").select_option(label="Contractor")
    page.get_by_role("button", name="Save who is who").click()
    expect(page.get_by_text("Saved as version 2")).to_be_visible()

    page.goto(ours + "/attach")
    step = page.get_by_label("Which step?").get_by_role("option").filter(has_text="Leave the bin out").first
    page.get_by_label("Which step?").select_option(value=step.get_attribute("value"))
    page.get_by_label("Which pattern?").select_option(value="declaration")
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.get_by_text("Attached. The file has a new version")).to_be_visible()
    drawn(page)
    expect(page.locator(".bjs-powered-by")).to_be_visible()

    start_walk(page, ours)
    page.get_by_role("button", name="Done, go on").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter")
    page.get_by_label("Address line 1").fill("1 Example Street")
    page.get_by_label("Town or city").fill("Northmoor")
    page.get_by_label("Postcode").fill("SW1A 1AA")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Which bin was missed?")).to_be_visible()
    drawn(page)
    picture(page, "walkthrough")

    page.goto(f"/compare?a={ours.rpartition('/')[2]}&b={theirs.rpartition('/')[2]}")
    expect(page.get_by_role("heading", name="What differs most")).to_be_visible()
    drawn(page, "#diagram-a")
    drawn(page, "#diagram-b")
    page.get_by_role("link", name="Correct the matching").click()
    page.get_by_role("button", name=re.compile("^No")).first.click()
    expect(page.get_by_text("Kept: the comparison follows it from now on.")).to_be_visible()
    expect(page.get_by_role("heading", name="What people said")).to_be_visible()


def test_comparing_two_examples_without_an_account(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Which service are you redesigning?").fill("bin")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Household waste collection").first.click()
    page.get_by_role("button", name="Compare the chosen two").click()
    expect(page.get_by_role("heading", name="What differs most")).to_be_visible()
    drawn(page, "#diagram-a")
    drawn(page, "#diagram-b")
    assert page.locator("#diagram-a .app-mark-word").count() > 5
    page.set_viewport_size({"width": 1280, "height": 1760})
    picture(page, "compare")
    page.get_by_role("button", name=re.compile("^See in both diagrams ?: The resident")).first.click()
    expect(page.locator("#diagram-a g.djs-element.app-mark--shown").first).to_be_visible()


def test_by_keyboard_alone(page: Page, base: tuple[str, Site]) -> None:
    page.goto(f"/processes/{base[1].places.example}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Walk through it":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("The beginning of a case")).to_be_visible()
    page.get_by_role("button", name="Done, go on").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Address line 1")).to_be_visible()


def test_without_javascript(browser: Browser, base: tuple[str, Site]) -> None:
    address, site = base
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/processes/{site.places.example}")
    expect(page.get_by_role("heading", name="In words")).to_be_visible()
    expect(page.get_by_text("Check the crew's log").first).to_be_visible()
    expect(page.locator("#diagram")).to_be_hidden()
    page.get_by_role("button", name="Walk through it").click()
    page.get_by_role("button", name="Done, go on").click()
    expect(page.get_by_label("Postcode")).to_be_visible()
    page.goto(f"/compare?a={site.places.example}&b={int(site.places.example) + 1}")
    expect(page.get_by_role("table", name="Step by step")).to_be_visible()
    context.close()
