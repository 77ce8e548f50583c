"""A pattern changed in a real browser, with and without a script, by keyboard too, and met again in the walk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.drawing import drawn
from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.people import PASSWORD
from tests.webapp.site import Site
from webapp.actions import edits, patterns, publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY

pytestmark = pytest.mark.browser

ASKS = drawn("""
pool Resident "Resident" part=resident {
  start S "Wants a bin"
  userTask A "Say where the bin stands"
  end E "Done"
  S -> A -> E
}
""")
EDIT = "/patterns/where-is-your-bin/edit"


@pytest.fixture
def process(base: tuple[str, Site]) -> str:
    """A published process of Oxford's whose one step shows a published pattern of Oxford's."""
    _, site = base
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(), site.people.oxford)
        patterns.publish(session, LIBRARY, "where-is-your-bin")
        place = Place(site.people.oxford, 524, "Say where")
        (made,) = uploads.upload(session, LIBRARY, [IncomingFile("asks.bpmn", ASKS)], place)
        assert made.address is not None
        edits.attach_pattern(session, LIBRARY, int(made.address), "A", "where-is-your-bin")
        publishing.publish(session, LIBRARY, int(made.address))
    return made.address


@pytest.fixture
def plain_page(browser: Browser, base: tuple[str, Site]) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(
        base_url=base[0], java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("eddie@example.gov.uk")
    page.locator("#password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account")


def walked(page: Page, process: str) -> None:
    """The walk, at the step that shows the pattern."""
    page.goto(f"/processes/{process}")
    page.get_by_role("button", name="Walk through it").first.click()
    page.wait_for_url("**/walkthroughs/**")
    page.get_by_role("button", name="Done, go on").click()


def kept_and_published(page: Page) -> None:
    page.get_by_role("button", name="Keep as version").click()
    page.get_by_role("button", name="Publish version").click()
    expect(page.get_by_text("Done.")).to_be_visible()


def test_the_preview_follows_the_keys_and_the_walk_shows_what_was_published(page: Page, process: str) -> None:
    sign_in(page)
    page.goto("/patterns/where-is-your-bin")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.locator("main").get_by_role("link", name="Where is your bin?", exact=True).click()
    page.get_by_role("link", name="Place of the bin").click()
    label = page.get_by_label("The question (label)")
    label.focus()
    page.keyboard.press("End")
    page.keyboard.type(" at your house")
    preview = page.locator("#preview")
    expect(preview.get_by_text("Place of the bin at your house")).to_be_visible()
    expect(label).to_be_focused()
    assert label.evaluate("field => field.selectionStart") == len("Place of the bin at your house")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 change since version 1")).to_be_visible()
    kept_and_published(page)
    walked(page, process)
    expect(page.get_by_label("Place of the bin at your house")).to_be_visible()


def test_the_same_without_a_script_and_on_a_phone(plain_page: Page, process: str) -> None:
    page = plain_page
    sign_in(page)
    page.goto(EDIT)
    page.get_by_role("button", name="Add a page").click()
    page.get_by_role("link", name="New page").click()
    page.get_by_label("Title").fill("What colour is it?")
    page.get_by_role("button", name="Save the words").click()
    page.get_by_label("Add", exact=True).select_option("radios")
    page.get_by_role("button", name="Add to the page").click()
    page.get_by_role("link", name="Question", exact=True).click()
    page.get_by_label("The question (legend)").fill("What colour is it?")
    page.get_by_label("Name of the answer").fill("colour")
    page.locator("#edit-params-items-0-text").fill("Green")
    page.locator("#edit-params-items-0-value").fill("green")
    page.get_by_role("button", name="Move down choice 1").click()
    assert page.locator("#edit-params-items-1-text").input_value() == "Green"
    page.get_by_role("button", name="Save", exact=True).last.click()
    assert page.locator("section").get_by_text("Green").is_visible()
    page.goto(EDIT)
    page.get_by_role("button", name="Move up What colour is it?").click()
    kept_and_published(page)
    walked(page, process)
    expect(page.get_by_role("group", name="What colour is it?")).to_be_visible()
