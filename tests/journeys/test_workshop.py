"""A workshop with one who leads and two who follow: on a small phone, and on one without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.webapp.people import PASSWORD
from tests.webapp.site import Site
from webapp.store.tables import Version

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def phone(browser: Browser, base: tuple[str, Site]) -> Iterator[Page]:
    context = browser.new_context(base_url=base[0], viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def plain_phone(browser: Browser, base: tuple[str, Site]) -> Iterator[Page]:
    context = browser.new_context(base_url=base[0], viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def example(site: Site) -> int:
    """The example of which the resident has to wait for an answer."""
    with site.session() as session:
        return session.scalars(
            select(Version.process_id).where(Version.filename == "northmoor-missed-bin.bpmn")
        ).one()


def opened(page: Page, process: int) -> str:
    """A room opened by a contributor; its code."""
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("connie@example.gov.uk")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account")
    page.goto(f"/processes/{process}")
    page.get_by_role("link", name="Run a workshop").click()
    page.get_by_label("Just moved in").check()
    page.get_by_role("button", name="Open the room").click()
    return page.locator(".app-room-join__letters").inner_text().replace("-", "")


def join(page: Page, code: str, role: str) -> None:
    page.goto("/join")
    page.get_by_label("The code on the facilitator’s screen").fill(code)
    page.get_by_role("button", name="Join").click()
    page.get_by_label(role).check()
    page.get_by_role("button", name="Follow").click()


def press_next(page: Page) -> None:
    """The presenter's key; what the answers do not decide is the first way."""
    ways = page.locator("[data-next] input[name=chose]")
    if ways.count() and not page.locator("[data-next] input[name=chose]:checked").count():
        ways.first.check()
    revision = page.locator("[data-next] input[name=revision]").get_attribute("value")
    page.keyboard.press("PageDown")
    expect(page.locator("input[name=revision]").last).not_to_have_value(revision or "")


def test_one_leads_and_others_follow(
    page: Page, phone: Page, plain_phone: Page, base: tuple[str, Site]
) -> None:
    site = base[1]
    code = opened(page, example(site))
    expect(page.locator("h1")).to_have_text("Bin not emptied")
    assert page.get_by_role("img", name=re.compile("QR code")).evaluate("image => image.naturalWidth") > 0
    join(phone, code, "Front office")
    join(plain_phone, code, "Contractor")
    expect(phone.locator("h1")).to_have_text("Bin not emptied")

    # Keys lead; the phone follows by itself and says so, the plain one when it is asked.
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("Say which bin was missed")
    expect(phone.locator("h1")).to_have_text("Say which bin was missed")
    expect(phone.locator("[data-announce]")).to_have_text("Now: Say which bin was missed")
    expect(plain_phone.locator("h1")).to_have_text("Bin not emptied")
    plain_phone.get_by_role("link", name="Refresh", exact=True).click()
    expect(plain_phone.locator("h1")).to_have_text("Say which bin was missed")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert plain_phone.locator("[data-room] [name]").count() == 0

    # The persona's answers stand on the page; what is typed over them holds.
    expect(page.get_by_text("Filled in as “Just moved in”")).to_be_visible()
    page.get_by_label("Town or city").fill("Elsewhere")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    press_next(page)
    page.keyboard.press("PageUp")
    expect(page.get_by_label("Town or city")).to_have_value("Elsewhere")

    # A note begun at one step stays with it when the room goes on.
    phone.get_by_label("A few words (optional)").first.fill("They ring instead")
    press_next(page)
    expect(phone.locator("[data-about]")).to_contain_text("Say which bin was missed")
    phone.get_by_role("button", name="Not what happens here").click()
    expect(phone.get_by_text("Noted: not what happens here")).to_be_visible()
    plain_phone.get_by_role("button", name="Pain point").click()
    expect(plain_phone.get_by_text("Noted: pain point")).to_be_visible()
    expect(page.locator("[data-notes]")).to_contain_text("1 pain point", timeout=8_000)
    expect(page.locator("[data-following]")).to_have_text("2")

    for _ in range(30):
        if page.locator("h1").inner_text() == "The case has ended":
            break
        press_next(page)
    expect(page.locator("h1")).to_have_text("The case has ended")
    expect(phone.locator("h1")).to_have_text("The case has ended")

    page.get_by_role("link", name="Write a decision or an action down").click()
    page.get_by_label("What was decided, or is to be done?").fill("Print the number larger")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Back to the step in hand").click()
    page.get_by_role("link", name="End the workshop").click()
    page.get_by_label("A councillor").check()
    page.get_by_label("The office they hold").fill("Cabinet member for environment")
    page.get_by_role("button", name="Close the room").click()
    expect(page.locator("h1")).to_have_text("Cabinet member for environment was walked through")
    expect(phone.locator("[data-gone]")).to_be_visible()
    expect(phone.locator("[data-announce]")).to_contain_text("The room is closed.")

    page.get_by_role("link", name="Storyboard with pages, notes and decisions").click()
    step = page.locator(".app-board__step", has_text="Say which bin was missed")
    expect(step).to_contain_text("Not what happens here (front office): They ring instead")
    expect(page.get_by_role("table", name="Decisions and actions")).to_contain_text("Print the number larger")
