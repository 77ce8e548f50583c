"""Going back any number of steps, and branching: what is dropped is said before, and nothing else is."""

from __future__ import annotations

from tests.drawing import drawn
from tests.webapp.pages.test_walking import BADGE
from tests.webapp.pages.walks import HOME, address, chose, done, past, rows, walking
from tests.webapp.site import Page, Site, Visitor

STAFF = drawn("""
start S "Letter arrives"
task A "Read the letter"
xor G "What does it say?"
task B "Answer it"
task D "File it"
end E "Done"
S -> A -> G
G -> B : a question
G -> D : nothing to answer
B -> E
D -> E
""")


def walked(site: Site) -> tuple[Visitor, Page]:
    visitor, page = walking(site, STAFF)
    page = chose(visitor, done(visitor, page, 2), "a question")
    return visitor, done(visitor, page)


def at_step(visitor: Visitor, page: Page, number: int) -> Page:
    (link,) = page.find("//a[contains(@href, $end)]", end=f"/steps/{number}")
    return visitor.get(link.get("href").removeprefix("http://localhost"))


def test_every_step_that_somebody_took_leads_back_to_before_it(site: Site) -> None:
    visitor, ended = walked(site)
    assert "The case has ended" in ended.words
    asked = at_step(visitor, ended, 3)
    assert "3 steps" not in asked.words
    assert "2 steps:" in asked.words
    assert "Answer it" in asked.words
    back = visitor.press(asked, "Go back and drop them")
    assert address(back) == address(ended)
    assert back.has_button("Go this way")
    assert past(back) == ["Letter arrives", "Read the letter"]


def test_going_back_says_how_much_that_was_typed_goes(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    page = visitor.press(page, "Continue", **HOME)
    asked = at_step(visitor, page, 2)
    assert "3 steps, and what was typed for 6 questions:" in asked.words
    back = visitor.press(asked, "Go back and drop them")
    assert back.find("//input[@name='conditions_met']")
    assert back.find("//input[@name='conditions_met'][@checked]") == []


def test_a_decision_that_took_itself_is_no_step_to_go_back_to(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    assert not page.find("//a[contains(@href, '/steps/3')]")
    back = visitor.post(f"{address(page)}/back", {"before": "3"}, follow=True)
    assert past(back) == ["Wants a badge"]


def test_going_back_from_a_stale_page_drops_nothing(site: Site) -> None:
    visitor, ended = walked(site)
    stale = at_step(visitor, ended, 2)
    visitor.press(ended, "Back a step")
    second = visitor.press(stale, "Go back and drop them")
    assert "This walk has moved on since the page was opened." in second.banner
    assert len(past(second)) == 3
    again = visitor.press(ended, "Back a step")
    assert "moved on" in again.banner
    assert len(past(again)) == 3


def test_branching_begins_a_new_walk_and_leaves_the_old_as_it_is(site: Site) -> None:
    visitor, ended = walked(site)
    branch = visitor.press(at_step(visitor, ended, 3), "Branch: keep this walk, begin another here")
    assert address(branch) != address(ended)
    assert "with an address of its own" in branch.banner
    assert "Came from another walk, after 2 steps of it." in branch.words
    other = done(visitor, chose(visitor, branch, "nothing to answer"))
    assert "The case has ended" in other.words
    assert past(visitor.get(address(ended)))[-1] == "Answer it"
    compared = visitor.get(other.links["with the one it came from"])
    assert "They part at step 3" in compared.words


def test_a_branch_keeps_what_was_typed_and_so_does_the_walk_it_came_from(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    ended = visitor.press(page, "Continue", **HOME)
    branch = visitor.press(at_step(visitor, ended, 4), "Branch: keep this walk, begin another here")
    visitor.press(branch, "Continue", **{**HOME, "address_line_1": "1 Other Street"})
    board = visitor.get(f"{address(ended)}/storyboard")
    assert "12 Quixotic Lane" in board.text
    assert "1 Other Street" not in board.text


def test_going_back_in_somebody_elses_walk_goes_on_in_a_copy(site: Site) -> None:
    _, ended = walked(site)
    friend = site.visitor()
    asked = at_step(friend, friend.get(address(ended)), 3)
    assert not asked.has_button("Go back and drop them")
    copy = friend.press(asked, "Go on from there in a copy")
    assert address(copy) != address(ended)
    assert len(past(friend.get(address(ended)))) == 4


def test_steps_that_were_never_taken_are_not_found(site: Site) -> None:
    visitor, ended = walked(site)
    for number in ("0", "9", "999999999"):
        assert visitor.get(f"{address(ended)}/steps/{number}").status == 404
    for before in ("0", "-3", "x", "9999", "99999999", "²"):
        page = visitor.post(f"{address(ended)}/branch", {"before": before}, follow=True)
        assert page.status == 200, before
    assert rows(site, "select count(*) from walkthroughs where parent_id is not null")[0][0] == 6
