"""Two walks of one process beside each other."""

from __future__ import annotations

from tests.webapp.pages.test_walking import BADGE
from tests.webapp.pages.test_walking_back import STAFF
from tests.webapp.pages.walks import address, chose, done, walking
from tests.webapp.site import Page, Site, Visitor


def two(site: Site) -> tuple[Visitor, Page, Page]:
    visitor, page = walking(site, STAFF)
    first = done(visitor, chose(visitor, done(visitor, page, 2), "a question"))
    second = visitor.press(visitor.get(first.links["Leave the walk"]), "Walk through it")
    second = done(visitor, chose(visitor, done(visitor, second, 2), "nothing to answer"))
    return visitor, first, second


def test_where_two_walks_part(site: Site) -> None:
    visitor, first, second = two(site)
    page = visitor.get(f"{address(first)}/compare?with={address(second).rpartition('/')[2]}")
    assert (
        "2 steps are the same. They part at step 3 of A, “What does it say?”: goes another way." in page.words
    )
    assert [row[2] for row in page.rows("Step by step")] == [
        "Same", "Same", "Goes another way They part here", "Only in A", "Only in B"
    ]  # fmt: skip
    assert page.rows("The two walks")[0] == ["How it ended", "Ended: Done", "Ended: Done"]


def test_the_other_way_round_it_says_the_mirror_image(site: Site) -> None:
    visitor, first, second = two(site)
    page = visitor.get(f"{address(second)}/compare?with={address(first).rpartition('/')[2]}")
    assert [row[2] for row in page.rows("Step by step")][-2:] == ["Only in B", "Only in A"]


def test_a_walk_is_the_same_as_itself(site: Site) -> None:
    visitor, first, _ = two(site)
    page = visitor.get(f"{address(first)}/compare?with={address(first).rpartition('/')[2]}")
    assert "The two walks are the same, step by step." in page.words


def test_answers_that_differ_are_said_as_the_page_says_them(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    asked = done(visitor, page)
    yes = visitor.press(asked, "Continue", conditions_met=["first", "second"])
    other = visitor.press(visitor.get(yes.links["Leave the walk"]), "Walk through it")
    no = visitor.press(done(visitor, other), "Continue", conditions_met=["first"])
    page = visitor.get(f"{address(yes)}/compare?with={address(no).rpartition('/')[2]}")
    typed, ruled = page.rows("Answers that differ")
    assert typed[0] == "Which of these apply to you?"
    assert typed[1].startswith(typed[2]), "both in one walk, only the first in the other"
    assert ruled == ["Can you use this service?", "yes", "no"]


def test_ones_own_walks_and_scenarios_are_offered(site: Site) -> None:
    visitor, first, second = two(site)
    choose = visitor.get(first.links["Compare this walk with another"])
    paths = list(choose.links.values())
    assert f"{address(first)}/compare?with={address(second).rpartition('/')[2]}" in paths
    stranger = site.visitor().get(f"{address(first)}/compare")
    assert "There is no other walk of this process yet" in stranger.words


def test_walks_of_two_processes_are_not_compared_here(site: Site) -> None:
    visitor, first, _ = two(site)
    _, other = walking(site, BADGE, visitor)
    assert visitor.get(f"{address(first)}/compare?with={address(other).rpartition('/')[2]}").status == 404
    assert visitor.get(f"{address(first)}/compare?with=nowhere").status == 404
