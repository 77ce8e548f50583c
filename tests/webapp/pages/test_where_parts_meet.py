"""Parts of a walk that were made apart, together: rooms, two walks in step, called processes, how many, own values."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drawing import drawn
from tests.webapp.pages.test_calls import put
from tests.webapp.pages.test_workshop import code_of, followed, next_button
from tests.webapp.pages.walks import HOME, rows, write
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


OTHER_CALLER = CALLER.replace(b"Oxford", b"Cambridge")


def beside(visitor: Visitor, a: str, b: str) -> Page:
    return visitor.press(visitor.get(f"/side-by-side?a={a}&b={b}"), "Start walking")


def on(visitor: Visitor, page: Page, **given: Any) -> Page:
    (form,) = page.find("//form[contains(@action, '/next')]")
    (button,) = form.xpath(".//button")
    return visitor.press(page, " ".join(button.text_content().split()), **given)


def test_two_walks_in_step_that_went_into_calls_go_on(site: Site, caller: str) -> None:
    visitor, one = walk_into(site, caller)
    other = visitor.press(visitor.get(f"/processes/{caller}"), "Walk through it")
    a, b = (page.path.partition("?")[0].rpartition("/")[2] for page in (one, other))
    page = visitor.get(f"/side-by-side/{a}/{b}")
    assert page.status == 200
    for _ in range(12):
        if not page.find("//form[contains(@action, '/next')]//button"):
            break
        fields = {
            name: "SW1A 2AA" if "postcode" in name else "Somewhere"
            for name in page.find("//form[contains(@action, '/next')]//input[@type='text']/@name")
            if not name.endswith("times")
        }
        ways = page.find("//form[contains(@action, '/next')]//input[@value='go-on']/@name")
        page = on(visitor, page, **fields, **dict.fromkeys(ways, "go-on"))
        assert page.status == 200, page.problem
    assert "The case has ended" in page.words


def test_an_answer_that_is_too_long_is_one_sentence_in_two_walks_in_step(site: Site) -> None:
    a, b = (
        put(site, "Look at a bin", INSPECT),
        put(site, "Look at another bin", INSPECT.replace(b"Known", b"Noted")),
    )
    visitor = site.visitor(site.people.contributor)
    page = on(visitor, beside(visitor, a, b))
    long = on(visitor, page, **{
        name: "SW1A 2AA" if "postcode" in name else "x" * 200_000
        for name in page.find("//form[contains(@action, '/next')]//input[@type='text']/@name")
    })  # fmt: skip
    assert long.status in (200, 400)
    assert "cannot be walked side by side" not in long.words


def test_two_walks_in_step_go_into_calls_and_ask_how_many(site: Site, caller: str) -> None:
    other = put(site, "Report a bin there", OTHER_CALLER)
    visitor = site.visitor(site.people.contributor)
    page = on(visitor, beside(visitor, caller, other))
    assert page.words.count("Give your address") >= 2
    assert page.find("//input[@name='a-postcode']")
    given = {f"a-{name}": value for name, value in HOME.items()}
    page = on(visitor, page, **given)
    assert page.find("//input[@name='a-times'][@value='3']")
    assert page.find("//label[@for='b-times']")
    wrong = on(visitor, page, **{"a-times": "0", "b-times": "2"})
    assert "How many must be a whole number" in wrong.banner
    page = on(visitor, wrong, **{"a-times": "1", "b-times": "2"})
    assert "Tell them" in page.words
    assert "1 of 2 done" in page.words


def test_a_walk_into_calls_with_a_number_is_a_scenario_that_covers_a_path(site: Site, caller: str) -> None:
    visitor, page = walk_into(site, caller)
    page = visitor.press(page, "Continue", **HOME)
    page = visitor.press(page, "Done, go on", times="2")
    while "Done, go on" in page.text:
        page = visitor.press(page, "Done, go on")
    assert "The case has ended" in page.words
    assert "Known; Closed" not in page.words
    walk = page.path.partition("?")[0]
    saved = visitor.post(f"{walk}/scenario", {"title": "Two bins"}, follow=True)
    assert saved.status == 200, saved.words
    process = visitor.get(f"/processes/{caller}")
    assert "Two bins" in process.words
    assert "Ended: Closed" in process.words
    cover = visitor.get(f"/processes/{caller}/coverage")
    assert "Two bins" in cover.words or "Walked" in cover.words
    visitor.press(cover, "Walk the next untried path")


def test_a_scenario_tells_nothing_of_a_called_draft(site: Site) -> None:
    put(site, "Look at a bin", INSPECT.replace(b"Known", b"Secret ending"), publish=False)
    caller = put(site, "Report a bin", CALLER)
    visitor, page = walk_into(site, caller)
    page = visitor.press(page, "Continue", **HOME)
    page = visitor.press(page, "Done, go on", times="1")
    page = visitor.press(page, "Done, go on")
    visitor.post(f"{page.path.partition('?')[0]}/scenario", {"title": "One bin"})
    shown = site.visitor().get(f"/processes/{caller}")
    assert "One bin" in shown.words
    scenario = site.visitor().get(shown.links["One bin"])
    board = site.visitor().get(f"{scenario.path}/storyboard")
    for page in (shown, scenario, board):
        assert "Secret ending" not in page.text
        assert "Give your address" not in page.text
        assert HOME["address_line_1"] not in page.text


def test_takedown_while_a_room_and_two_walks_in_step_are_open(site: Site) -> None:
    a = put(site, "Look at a bin", INSPECT)
    b = put(site, "Look at another bin", INSPECT.replace(b"Known", b"Noted"))
    visitor, page = room_of(site, a)
    follower, _ = followed(site, code_of(page))
    code = code_of(page)
    pair = beside(visitor, a, b)
    room = page.path.partition("?")[0]
    with site.session() as session:
        publishing.takedown(session, site.people.library, int(a), 1, "Held a name")
    paths = [room, f"{room}/notes", f"{room}/storyboard", f"{room}/end", f"{room}/notes.csv", pair.path]
    for path in [*paths, f"/processes/{a}", f"/processes/{b}"]:
        shown = visitor.get(path)
        assert shown.status < 500, path
        assert "Give your address" not in shown.text or path == f"/processes/{b}", path
    for path in (f"/join/{code}", f"/join/{code}/now"):
        answer = follower.client.get(path)
        assert answer.status_code < 500, path
        assert "Give your address" not in answer.text, path


def test_a_room_whose_log_was_changed_by_hand_says_so(site: Site, caller: str) -> None:
    visitor, page = room_of(site, caller)
    follower, _ = followed(site, code_of(page))
    (log,) = rows(site, "select log from walkthroughs")[0]
    write(site, "update walkthroughs set log = ?", log.replace('"version": 1', '"version": 77'))
    write(site, "update workshops set revision = revision + 1")
    room = page.path.partition("?")[0]
    shown = visitor.get(room)
    assert shown.status == 409
    assert "not in the library any more" in shown.words
    assert follower.get(f"/join/{code_of(page)}").status == 409
    for path in ("/notes", "/end"):
        assert visitor.get(room + path).status == 200


def scenario_of(site: Site, caller: str) -> tuple[Visitor, Page]:
    visitor, page = walk_into(site, caller)
    page = visitor.press(page, "Continue", **HOME)
    page = visitor.press(page, "Done, go on", times="2")
    page = visitor.press(visitor.press(page, "Done, go on"), "Done, go on")
    visitor.post(f"{page.path.partition('?')[0]}/scenario", {"title": "Two bins"})
    shown = visitor.get(f"/processes/{caller}")
    return visitor, visitor.get(shown.links["Two bins"])


def test_a_scenario_walked_again_proposes_how_many(site: Site, caller: str) -> None:
    visitor, scenario = scenario_of(site, caller)
    page = visitor.press(visitor.press(scenario, "Walk it step by step"), "Done, go on")
    page = visitor.press(page, "Continue", **HOME)
    (field,) = page.find("//input[@name='times']")
    assert field.get("value") == "2"
    page = visitor.press(page, "Done, go on", times="2")
    page = visitor.press(visitor.press(page, "Done, go on"), "Done, go on")
    assert "The case has ended" in page.words
    assert "left" not in page.words.partition("What has happened")[0].lower().replace("what is left", "")


def test_a_scenario_that_went_into_a_draft_is_walked_again_by_anybody(site: Site) -> None:
    put(site, "Look at a bin", INSPECT.replace(b"Asked where", b"Secret start"), publish=False)
    visitor, scenario = scenario_of(site, put(site, "Report a bin", CALLER))
    following = visitor.press(visitor.press(scenario, "Walk it step by step"), "Done, go on")
    own = visitor.press(following, "Continue", **HOME)
    other = site.visitor()
    for page in (following, own):
        seen = other.get(page.path)
        assert seen.status == 200
        assert "Give your address" not in seen.text
        assert "Look/Go" not in seen.text
    page = other.press(other.get(scenario.path), "Walk it step by step")
    page = other.press(other.press(page, "Done, go on"), "Done, go on")
    assert "Bring a bin" in page.words


def test_a_walk_opened_as_a_room_within_a_called_draft_shows_the_call_only(site: Site) -> None:
    put(site, "Look at a bin", INSPECT, publish=False)
    caller = put(site, "Report a bin", CALLER)
    visitor, page = walk_into(site, caller)
    assert "Give your address" in page.words
    asked = visitor.get(page.links["Run a workshop"])
    room = visitor.press(asked, "Open the room")
    assert room.status == 200
    _, seen = followed(site, code_of(room))
    for shown in (room, seen):
        assert "Give your address" not in shown.text
        assert shown.heading == "Look at it"


def test_two_walks_in_step_by_somebody_else_hide_a_called_draft(site: Site) -> None:
    put(site, "Look at a bin", INSPECT, publish=False)
    caller = put(site, "Report a bin", CALLER)
    other = put(site, "Report a bin there", OTHER_CALLER)
    visitor = site.visitor(site.people.contributor)
    page = on(visitor, beside(visitor, caller, other))
    assert "Give your address" in page.words
    path = page.path.partition("?")[0]
    stranger = site.visitor()
    seen = stranger.get(path)
    assert seen.status == 200
    assert "Give your address" not in seen.text
    assert "Resident" not in seen.words.partition("So far")[0].replace("resident", "")
    a = path.split("/")[2]
    for one in (f"/walkthroughs/{a}", f"/walkthroughs/{a}/read", f"/walkthroughs/{a}/storyboard"):
        assert "Give your address" not in stranger.get(one).text


def test_hurrying_on_one_side_stops_where_it_is_asked_how_many(site: Site) -> None:
    ours = drawn("""
pool C "C" {
start S
task A "Weigh it"
task B "Bring a bin" loop=parallel times=3
task Z "Say goodbye"
S -> A -> B -> Z
}
""")
    theirs = drawn("""
pool C "C" {
start S
task Z "Say goodbye"
S -> Z
}
""")
    visitor = site.visitor(site.people.contributor)
    page = beside(visitor, put(site, "One", ours), put(site, "Two", theirs))
    for _ in range(3):
        if page.has_button("Go on to the next step that both have"):
            page = visitor.press(page, "Go on to the next step that both have")
            break
        page = on(visitor, page)
    assert page.find("//input[@name='a-times'][@value='3']")
    assert not page.has_button("Go on to the next step that both have")


def test_back_and_branch_keep_or_drop_how_many_with_its_step(site: Site, caller: str) -> None:
    visitor, page = walk_into(site, caller)
    page = visitor.press(page, "Continue", **HOME)
    page = visitor.press(page, "Done, go on", times="2")
    assert "1 of 2 done" in page.words
    walk = page.path.partition("?")[0]
    branch = visitor.post(f"{walk}/branch", {"before": "4"}, follow=True)
    assert branch.status == 200
    back = visitor.press(visitor.get(walk), "Back a step")
    (field,) = back.find("//input[@name='times']")
    assert field.get("value") == "3"
    assert "1 of 2 done" not in back.words
