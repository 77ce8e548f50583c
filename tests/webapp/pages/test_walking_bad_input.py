"""What goes wrong while walking gets one clear sentence, and nothing is lost."""

from __future__ import annotations

import json
import threading

import pytest

from engine.walkthrough import Walkthrough
from tests.drawing import draw, drawn
from tests.webapp.pages.test_walking import BADGE
from tests.webapp.pages.test_walking_back import STAFF
from tests.webapp.pages.walks import HOME, address, chose, done, past, rows, tried, walking, walking_in, write
from tests.webapp.site import Page, Site
from webapp.walkthroughs import typed, warm


def test_a_choice_that_is_not_possible_now(site: Site) -> None:
    visitor, page = walking(site, STAFF)
    page = done(visitor, page, 2)
    wrong = visitor.post(f"{address(page)}/take", {"element": "B", "taken": "2"}, follow=True)
    assert (
        wrong.banner == "Important That cannot happen now. Here is what can."
        or "cannot happen now" in wrong.banner
    )
    way = visitor.post(f"{address(page)}/take", {"element": "G", "taken": "2", "chose": "S-A"}, follow=True)
    assert "'S-A' is not a way out of 'What does it say?'." in way.banner
    both = visitor.post(
        f"{address(page)}/take", {"element": "G", "taken": "2", "chose": ["G-B", "G-D"]}, follow=True
    )
    assert "Only one way may be chosen" in both.banner
    assert past(visitor.get(page.path)) == ["Letter arrives", "Read the letter"]


def test_two_presses_at_the_same_time_take_one_step(site: Site) -> None:
    visitor, page = walking(site, STAFF)
    page = done(visitor, page)
    sent = {"element": "A", "taken": "1"}
    cookie = visitor.client.get_cookie("guildhall")
    assert cookie is not None
    answers: list[int] = []

    def press() -> None:
        client = site.app.test_client()
        client.set_cookie("guildhall", cookie.value)
        answers.append(client.post(f"{address(page)}/take", data=sent).status_code)

    both = [threading.Thread(target=press) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert answers == [303, 303]
    assert past(visitor.get(page.path)) == ["Letter arrives", "Read the letter"]


@pytest.mark.parametrize(
    ("steps", "kept"),
    [
        ([{"element": "S", "kind": "start"}, {"element": "nowhere"}, {"element": "A"}], 1),
        ([{"element": "S"}, {"element": "B"}], 1),
        ([{"element": 5}], 0),
        ([None, "x"], 0),
        ("not a list", 0),
        ([{"element": "S"}, {"element": "A", "answers": {"a": {"b": 1}}}], 1),
        ([{"element": "S"}, {"element": "A"}, {"element": "G", "chose": ["G-X"]}], 2),
    ],
)
def test_a_log_edited_by_hand_is_walked_as_far_as_it_fits(site: Site, steps: object, kept: int) -> None:
    visitor, page = walking(site, STAFF)
    write(site, "update walkthroughs set log = ?", json.dumps({"version": 1, "steps": steps}))
    here = visitor.get(page.path)
    assert here.status == 200
    assert len(past(here)) == kept if kept else not here.find("//table")
    if isinstance(steps, list):
        assert f"The log of this walk does not fit its process any more after step {kept}" in here.words
    for end in ("/read", "/storyboard", "/compare"):
        assert visitor.get(address(page) + end).status == 200
    stored = json.loads(rows(site, "select log from walkthroughs")[0][0])
    assert stored["steps"] == steps, "reading changes nothing"


def test_a_version_that_was_taken_down_while_a_walk_was_open(site: Site) -> None:
    visitor = site.visitor(site.people.library)
    page = done(visitor, walking_in(visitor, site.places.draft))
    visitor.post(f"/processes/{site.places.draft}/versions/1/takedown", {"why": "A name"})
    assert visitor.get(page.path).status == 410
    assert visitor.post(f"{address(page)}/take", {"element": "A", "taken": "1"}).status == 410


def test_answers_for_which_the_browser_has_no_room_are_named(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    # Every letter of these takes six in the cookie.
    long = {**HOME, "address_line_1": "Ł" * 200, "address_line_2": "ß" * 199, "town": "ø" * 90}
    ended = visitor.press(page, "Continue", **long)
    assert "The case has ended" in ended.words
    assert "What you typed for “Address line 1” is longer than your browser keeps" in ended.banner
    board = visitor.get(f"{address(ended)}/storyboard")
    assert "ŁŁŁ" not in board.text
    assert board.find("//article//input[@value='OX1 1AA']"), "what there is room for stays"


def test_what_was_typed_in_an_earlier_walk_makes_room_and_that_is_said(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    first = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    first = visitor.press(first, "Continue", **{**HOME, "address_line_1": "Ł" * 200})
    second = visitor.press(visitor.get(first.links["Leave the walk"]), "Walk through it")
    second = visitor.press(done(visitor, second), "Continue", conditions_met=["first", "second"])
    second = visitor.press(second, "Continue", **{**HOME, "address_line_1": "ß" * 200, "town": "ø" * 90})
    assert "no more room for what you typed in an earlier walk" in second.banner
    assert "ßßß" in visitor.get(f"{address(second)}/storyboard").text
    assert len(past(visitor.get(address(first)))) == 4, "its steps are kept"


def test_an_endless_cycle_stops_and_says_so(site: Site) -> None:
    endless = drawn("start S\nxor J\nxor K\ntask T\nS -> T -> J -> K -> J")
    visitor, page = walking(site, endless)
    page = done(visitor, page)
    after = visitor.press(page, "Done, go on")
    assert "The case goes round by itself for ever" in after.banner
    assert past(after) == past(page)


def chain(steps: int) -> bytes:
    names = [f"T{number}" for number in range(steps)]
    flows = " -> ".join(["S", *names, "E"])
    return drawn("\n".join(["start S", "end E", *(f'task {name} "Do {name}"' for name in names), flows]))


def test_a_file_of_three_thousand_nodes_walks(site: Site) -> None:
    visitor, page = walking(site, chain(3000))
    page = done(visitor, page, 3)
    assert past(page)[-1] == "Do T1"
    assert visitor.get(f"{address(page)}/storyboard").status == 200
    coverage = visitor.get(page.links["Which paths has nobody walked yet?"])
    assert "There is 1 path through version 1" in coverage.words


def test_a_process_with_nothing_to_walk_says_so(site: Site) -> None:
    visitor, page = tried(site, STAFF)
    for path in ("/walkthroughs", "/walkthroughs/nowhere/take", "/walkthroughs/nowhere/scenario"):
        assert visitor.post(path, {"process": "nowhere"}).status == 404
    version = visitor.post("/walkthroughs", {"process": page.path.split("/")[2], "version": "99"})
    assert version.status == 404


def test_a_walk_of_too_many_steps_is_refused_and_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.actions.walkthroughs.LONGEST_LOG", 2)
    visitor, page = walking(site, STAFF)
    page = done(visitor, page, 2)
    (way,) = page.find("//input[@name='chose'][following-sibling::label[normalize-space()='a question']]")
    refused = visitor.press(page, "Go this way", chose=way.get("value"))
    assert refused.status == 409
    assert "more than 2 steps: start it again." in refused.words
    assert past(visitor.get(page.path)) == ["Letter arrives", "Read the letter"]


def test_a_walk_kept_ready_is_the_walk_replayed(site: Site) -> None:
    """The same pages, whether every request replays the walk or finds it where it stood."""

    def pages(cold: bool) -> list[str]:
        visitor, page = walking(site, BADGE)
        found = []
        for press in (
            {"text": "Done, go on"},
            {"text": "Continue", "conditions_met": ["first", "second"]},
            {"text": "Continue", **HOME},
        ):
            if cold:
                warm._kept = type(warm._kept)(warm.MOST)
            text = press.pop("text")
            page = visitor.press(page, text, **press)
            found.append(said(page))
        if cold:
            warm._kept = type(warm._kept)(warm.MOST)
        found.append(said(visitor.press(page, "Back a step")))
        return found

    def said(page: Page) -> str:
        words = page.words.replace(address(page), "here")
        return words.partition("Share, print or keep")[0]

    assert pages(cold=True) == pages(cold=False)


def test_a_walk_kept_ready_belongs_to_one_request_at_a_time() -> None:
    walk = Walkthrough.start(draw("start S\nend E\nS -> E"))
    warm.put("bytes", walk)
    key = warm.key_of("bytes", walk.choice_log)
    assert warm.take(key) is walk
    assert warm.take(key) is None


def test_the_log_and_the_answers_say_which_walk_is_meant() -> None:
    log = {"version": 1, "steps": [{"element": "S", "kind": "start"}]}
    other = typed.with_answers(log, {0: {"name": "Amira"}})
    assert warm.key_of("a", log) != warm.key_of("a", other)
    assert warm.key_of("a", log) != warm.key_of("b", log)


def test_choosing_nothing_says_what_to_do(site: Site) -> None:
    visitor, page = walking(site, STAFF)
    wrong = visitor.press(done(visitor, page, 2), "Go this way")
    assert wrong.status == 400
    assert wrong.problem == "Choose which way the case goes"
    assert "The case has ended" in done(visitor, chose(visitor, wrong, "a question")).words
