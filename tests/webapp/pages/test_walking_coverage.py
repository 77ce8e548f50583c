"""Which paths nobody has walked yet, and walking the next of them."""

from __future__ import annotations

from tests.drawing import drawn
from tests.engine.test_coverage import many
from tests.webapp.pages.test_walking import BADGE
from tests.webapp.pages.test_walking_back import STAFF
from tests.webapp.pages.walks import HOME, address, chose, done, tried, walking, walking_in
from tests.webapp.site import Page, Site, Visitor

CONTRADICTS = drawn("""
pool R "Resident" part=resident {
  start S "Wants a badge"
  userTask Q "Say whether you qualify" pattern=eligibility-check
  xor G "Qualifies?"
  task A "Say more"
  xor H "Does not qualify?"
  end E
  end F
  end N
  S -> Q -> G
  G -> A : yes [eligible == "yes"]
  G -> N : no [eligible == "no"]
  A -> H
  H -> E : no [eligible == "yes"]
  H -> F : yes [eligible == "no"]
}
""")


def coverage(visitor: Visitor, page: Page) -> Page:
    return visitor.get(page.links["Which paths has nobody walked yet?"])


def tags(page: Page) -> list[str]:
    return [
        one.text_content()
        for one in page.find("//ol[contains(@class, 'app-paths')]//strong[contains(@class, 'govuk-tag')]")
    ]


def test_every_path_is_listed_with_only_the_choices_that_matter(site: Site) -> None:
    visitor, page = tried(site, STAFF)
    page = coverage(visitor, visitor.press(page, "Walk through it"))
    assert "There are 2 paths through version 1" in page.words
    assert "0 of 2 have been walked to the end." in page.words
    assert "What does it say? a question" in page.words
    assert tags(page) == ["Not walked", "Not walked"]


def test_the_next_untried_path_is_proposed_step_by_step_until_all_are_walked(site: Site) -> None:
    visitor, page = walking(site, STAFF)
    page = visitor.press(coverage(visitor, page), "Walk the next untried path")
    for path in ("1", "2"):
        assert f"Following path {path} of 2: 0 of 4 steps." in page.words
        page = done(visitor, page, 2)
        page = done(visitor, visitor.press(page, "Go this way"))
        assert f"This walk took path {path} of 2." in page.words
        page = visitor.press(page, "Walk the next untried path")
    assert "Every path that can be walked has been walked." in page.banner
    assert "2 of 2 have been walked to the end." in page.words
    assert tags(page) == ["Walked", "Walked"]
    assert page.rows("How many walks took each way") == [
        ["What does it say?", "a question", "1"], ["What does it say?", "nothing to answer", "1"]
    ]  # fmt: skip


def test_answers_that_lead_along_the_path_are_proposed(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = coverage(visitor, page)
    page = done(visitor, visitor.press(page, "Walk path 2"))
    ticked = page.find("//input[@name='conditions_met'][@checked]/@value")
    assert ticked, "answers are proposed from which the rules say no"
    assert set(ticked) != {"first", "second"}
    ended = visitor.press(page, "Continue", conditions_met=ticked)
    assert "This walk took path 2 of 2." in ended.words


def test_answering_otherwise_leaves_the_path_and_says_so(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = done(visitor, visitor.press(coverage(visitor, page), "Walk path 2"))
    left = visitor.press(page, "Continue", conditions_met=["first", "second"])
    assert "This walk has left path 2 of 2 at step 3." in left.words
    ended = visitor.press(left, "Continue", **HOME)
    assert tags(coverage(visitor, ended)) == ["Walked", "Not walked"], "it counts for the path it did take"


def test_a_path_along_which_no_answers_lead_says_why_and_is_not_next(site: Site) -> None:
    visitor, page = walking(site, CONTRADICTS)
    page = coverage(visitor, page)
    assert tags(page) == ["Not walked", "No answers lead here", "Not walked"]
    assert "“Does not qualify? yes” does not fit what was answered before" in page.words


def test_somebody_elses_walks_do_not_count_and_scenarios_do(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = done(member, walking_in(member, site.places.draft), 2)
    ended = chose(member, page, "no")
    colleague = site.visitor(site.people.editor)
    path = f"/processes/{site.places.draft}/coverage"
    assert tags(colleague.get(path)) == ["Not walked", "Not walked"]
    member.press(ended, "Save as a scenario of this process", title="Not put out")
    found = colleague.get(path)
    assert sorted(tags(found)) == ["Not walked", "Walked"]
    assert found.links["Not put out"].endswith("/read")


def test_too_many_paths_are_covered_by_ways(site: Site) -> None:
    visitor, page = walking(site, drawn(many(14)))
    page = coverage(visitor, page)
    assert "There are too many paths through version 1 to list." in page.words
    assert len(page.rows("How many walks took each way")) == 28


def test_a_process_with_no_way_out_says_so(site: Site) -> None:
    visitor, page = walking(site, drawn("start S\nxor J\ntask A\nS -> J -> A -> J"))
    page = coverage(visitor, page)
    assert "There is no path through this process that the search could find." in page.words
    assert visitor.post(f"{address(page)}/next", {"path": "7"}, follow=True).status == 200


def test_a_draft_is_its_councils(site: Site) -> None:
    path = f"/processes/{site.places.draft}/coverage"
    assert site.visitor().get(path).status == 404
    assert site.visitor().post(f"{path}/next").status == 404
