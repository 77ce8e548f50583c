"""Parts of a walk that were made apart, together: rooms, two walks in step, called processes, how many, own values."""

from __future__ import annotations

import pytest

from tests.drawing import drawn
from tests.webapp.pages.test_calls import put
from tests.webapp.pages.test_workshop import code_of, followed, next_button
from tests.webapp.pages.walks import rows, write
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing

CALLER = drawn("""
pool C "Oxford" part=back-office {
start S "Report arrives"
call Look "Look at it" calls=Inspect_process
task Bins "Bring a bin" loop=parallel times=3
task Tell "Tell them"
end E "Closed"
S -> Look -> Bins -> Tell -> E
}
""")
INSPECT = drawn("""
pool Inspect "Resident" part=resident {
start S "Asked where"
userTask Go "Give your address" pattern=address
end E "Known"
S -> Go -> E
}
""")


def room_of(site: Site, address: str) -> tuple[Visitor, Page]:
    facilitator = site.visitor(site.people.contributor)
    page = facilitator.get(facilitator.get(f"/processes/{address}").links["Run a workshop"])
    page = facilitator.press(page, "Open the room", persona="no-email")
    return facilitator, facilitator.press(page, next_button(page))


@pytest.fixture
def caller(site: Site) -> str:
    put(site, "Look at a bin", INSPECT)
    return put(site, "Report a bin", CALLER)


def test_a_room_goes_into_a_called_process_and_shows_its_pages(site: Site, caller: str) -> None:
    _, page = room_of(site, caller)
    assert page.heading == "Give your address"
    assert page.find("//input[@name='postcode']")


def test_a_room_keeps_notes_on_the_steps_of_a_called_process(site: Site, caller: str) -> None:
    facilitator, page = room_of(site, caller)
    follower, seen = followed(site, code_of(page))
    assert seen.heading == "Give your address"
    seen = follower.press(seen, "Pain point", kind="pain", text="Nobody knows their postcode")
    assert "Noted: pain point" in seen.banner
    room = page.path.partition("?")[0]
    assert "“Give your address”" in facilitator.get(f"{room}/notes").words.replace('"', "”") or (
        "Give your address" in facilitator.get(f"{room}/notes").words
    )
    page = facilitator.press(page, next_button(page))
    board = facilitator.get(f"{room}/storyboard")
    assert "Nobody knows their postcode" in board.words
    assert "a step that is not in this version" not in board.words
    assert "SW1A" in board.words or "postcode" in board.words.lower()


def test_a_room_asks_how_many(site: Site, caller: str) -> None:
    facilitator, page = room_of(site, caller)
    page = facilitator.press(page, next_button(page))
    assert page.heading == "Bring a bin"
    (field,) = page.find("//input[@name='times']")
    assert field.get("value") == "3"
    wrong = facilitator.press(page, next_button(page), times="a few")
    assert "How many must be a whole number" in wrong.banner
    page = facilitator.press(wrong, next_button(wrong), times="2")
    page = facilitator.press(page, next_button(page))
    assert page.heading == "Tell them"


def test_a_room_does_not_go_into_a_draft(site: Site) -> None:
    put(site, "Look at a bin", INSPECT, publish=False)
    _, page = room_of(site, put(site, "Report a bin", CALLER))
    assert page.heading == "Look at it"


def walk_into(site: Site, caller: str) -> tuple[Visitor, Page]:
    visitor = site.visitor(site.people.contributor)
    page = visitor.press(visitor.get(f"/processes/{caller}"), "Walk through it")
    return visitor, visitor.press(page, "Done, go on")


def test_a_walk_whose_called_process_was_taken_down_says_so(site: Site) -> None:
    inspect = put(site, "Look at a bin", INSPECT)
    caller = put(site, "Report a bin", CALLER)
    visitor, page = walk_into(site, caller)
    with site.session() as session:
        publishing.takedown(session, site.people.library, int(inspect), 1, "Held a name")
    for path in ("", "/storyboard", "/read", f"/compare?with={page.path.rpartition('/')[2]}"):
        assert visitor.get(page.path.partition("?")[0] + path).status < 500
    for path in (f"/processes/{caller}", f"/processes/{caller}/coverage"):
        assert visitor.get(path).status == 200


def test_a_log_that_names_a_process_that_never_was_says_so(site: Site, caller: str) -> None:
    visitor, page = walk_into(site, caller)
    (log,) = rows(site, "select log from walkthroughs")[0]
    write(site, "update walkthroughs set log = ?", log.replace('"version": 1', '"version": 77'))
    for path in ("", "/storyboard", "/read"):
        assert visitor.get(page.path.partition("?")[0] + path).status < 500
    for path in (f"/processes/{caller}", f"/processes/{caller}/coverage"):
        assert visitor.get(path).status == 200
