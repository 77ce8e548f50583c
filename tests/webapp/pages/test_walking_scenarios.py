"""Scenarios of a process: kept, listed, walked again step by step, and looked at anew when a version comes."""

from __future__ import annotations

import pytest

from tests.drawing import drawn
from tests.webapp.pages.test_walking import BADGE
from tests.webapp.pages.walks import address, chose, done, past, rows, walking_in
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing, uploads
from webapp.actions.uploads import IncomingFile
from webapp.permissions import LIBRARY

NAME = "Not put out"
SHORT = drawn("""
start S "Report arrives"
task Q "Ring the resident"
end E "Done"
S -> Q -> E
""")


def refused(visitor: Visitor, process: str) -> Page:
    """A walk through the missed bin that ends in a no."""
    page = done(visitor, walking_in(visitor, process), 2)
    return chose(visitor, page, "no")


def kept(site: Site, who: str = "contributor") -> tuple[Visitor, Page]:
    """That walk, kept as a scenario of Oxford's draft."""
    visitor = site.visitor(getattr(site.people, who))
    page = refused(visitor, site.places.draft)
    return visitor, visitor.press(page, "Save as a scenario of this process", title=NAME)


def of_process(visitor: Visitor, site: Site) -> list[list[str]]:
    return visitor.get(f"/processes/{site.places.draft}").rows("Scenarios of this process")


def new_version(site: Site, data: bytes) -> None:
    with site.session() as session:
        uploads.new_version(session, LIBRARY, int(site.places.draft), IncomingFile("bin.bpmn", data))


def changed(site: Site, old: bytes, new: bytes) -> None:
    """The process with a second version, in which this was replaced."""
    data = site.visitor(site.people.library).get(f"/processes/{site.places.draft}/versions/1.bpmn")
    content = data.response.get_data()
    assert old in content
    new_version(site, content.replace(old, new))


def test_a_scenario_is_listed_with_how_it_goes(site: Site) -> None:
    visitor, page = kept(site)
    assert f"Saved as a scenario of this process: {NAME}." in page.banner
    assert of_process(visitor, site) == [[NAME, "Ended: Told no", "2", "Day 1", "1 time", "Goes as it is"]]


def test_a_scenario_stands_still_while_its_walk_goes_on(site: Site) -> None:
    visitor, page = kept(site)
    visitor.press(page, "Back a step")
    scenario = visitor.get(visitor.get(f"/processes/{site.places.draft}").links[NAME])
    assert "The case has ended" in scenario.words
    assert not scenario.has_button("Back a step")


def test_a_scenario_is_walked_again_step_by_step(site: Site) -> None:
    visitor, _ = kept(site)
    scenario = visitor.get(visitor.get(f"/processes/{site.places.draft}").links[NAME])
    page = visitor.press(scenario, "Walk it step by step")
    assert address(page) != address(scenario)
    assert f"Following “{NAME}”: 0 of 3 steps." in page.words
    page = done(visitor, page, 2)
    (marked,) = page.find("//input[@name='chose'][@checked]/following-sibling::label")
    assert marked.text_content() == "no"
    ended = visitor.press(page, "Go this way")
    assert f"That was all of “{NAME}”." in ended.words


def test_leaving_the_scenario_says_where(site: Site) -> None:
    visitor, _ = kept(site)
    scenario = visitor.get(visitor.get(f"/processes/{site.places.draft}").links[NAME])
    page = done(visitor, visitor.press(scenario, "Walk it step by step"), 2)
    left = chose(visitor, page, "yes")
    assert f"This walk has left “{NAME}” at step 3." in left.words
    assert left.links["Go back to there"].endswith("/steps/3")


def test_after_a_new_version_a_scenario_says_whether_it_still_goes(site: Site) -> None:
    visitor, _ = kept(site)
    changed(site, b"Go back for the bin", b"Fetch the bin")
    assert of_process(visitor, site)[0][-1] == "Goes as it is"
    data = visitor.get(f"/processes/{site.places.draft}/versions/1.bpmn").response.get_data()
    new_version(site, data.replace(b'id="A"', b'id="Z"').replace(b'"A"', b'"Z"').replace(b">A<", b">Z<"))
    assert of_process(visitor, site)[0][-1] == "Goes as it is", "the same step with another id is recognised"


def test_where_a_scenario_no_longer_goes_its_line_says_so(site: Site) -> None:
    visitor, _ = kept(site)
    new_version(site, SHORT)
    said = of_process(visitor, site)[0][-1]
    assert said.startswith("Stops after step 1 Nothing can happen at")


def test_an_open_walk_stays_on_its_version_and_may_be_tried_on_the_new_one(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = done(visitor, walking_in(visitor, site.places.draft), 2)
    changed(site, b"Go back for the bin", b"Fetch the bin")
    here = visitor.get(page.path)
    assert "This walk stays on version 1. The process has version 2 by now." in here.words
    tried = visitor.press(here, "Try this walk on version 2")
    assert "All 2 steps still go on version 2." in tried.banner
    assert address(tried) != address(page)
    assert "Fetch the bin" in chose(visitor, tried, "yes").words
    assert "Go back for the bin" in chose(visitor, visitor.get(page.path), "yes").words


def test_the_longest_part_that_fits_is_kept_on_the_new_version(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = done(visitor, walking_in(visitor, site.places.draft), 2)
    new_version(site, SHORT)
    tried = visitor.press(visitor.get(page.path), "Try this walk on version 2")
    assert "1 of 2 steps still go on version 2. The next does not: Nothing can happen at" in tried.banner
    assert past(tried) == ["Report arrives"]
    assert "Ring the resident" in tried.words


def test_a_scenario_can_be_renamed_and_forgotten(site: Site) -> None:
    visitor, _ = kept(site)
    colleague = site.visitor(site.people.editor)
    scenario = colleague.get(colleague.get(f"/processes/{site.places.draft}").links[NAME])
    renamed = colleague.press(scenario, "Rename", title="  Put out   too late ")
    assert "Renamed: Put out too late." in renamed.banner
    assert of_process(visitor, site)[0][0] == "Put out too late"
    assert visitor.press(renamed, "Rename", title=" ").status == 409
    gone = colleague.press(renamed, "Forget this scenario")
    assert "Put out too late: forgotten." in gone.banner
    assert "None yet." in gone.words
    assert colleague.get(address(scenario)).status == 404


@pytest.mark.parametrize("title", ["", "   ", NAME])
def test_a_scenario_needs_a_name_of_its_own(site: Site, title: str) -> None:
    visitor, page = kept(site)
    again = visitor.press(page, "Save as a scenario of this process", title=title)
    assert again.status == 409
    assert "name" in again.words
    assert len(of_process(visitor, site)) == 1


def test_only_the_councils_people_keep_scenarios(site: Site) -> None:
    with site.session() as session:
        publishing.publish(session, LIBRARY, int(site.places.draft))
    for who in ("visitor", "stranger"):
        visitor = site.visitor(getattr(site.people, who))
        page = refused(visitor, site.places.draft)
        assert not page.has_button("Save as a scenario of this process")
        sent = visitor.post(f"{address(page)}/scenario", {"title": "Mine"})
        assert sent.status == 403, who
    assert rows(site, "select count(*) from walkthroughs where is_scenario")[0][0] == 0


def test_nobody_forgets_or_renames_what_is_not_theirs(site: Site) -> None:
    visitor, page = kept(site)
    scenario = address(visitor.get(visitor.get(f"/processes/{site.places.draft}").links[NAME]))
    with site.session() as session:
        publishing.publish(session, LIBRARY, int(site.places.draft))
    for who in ("visitor", "stranger"):
        other = site.visitor(getattr(site.people, who))
        assert "Forget this scenario" not in other.get(scenario).text
        assert other.post(f"{scenario}/forget").status == 403, who
        assert other.post(f"{scenario}/rename", {"title": "Ha"}).status == 403, who
        assert other.post(f"{address(page)}/forget").status == 404, who
        assert other.post(f"{address(page)}/rename", {"title": "Ha"}).status == 404, who
    assert visitor.get(scenario).status == 200


def test_going_on_in_a_scenario_goes_on_in_a_copy(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = done(visitor, walking_in(visitor, site.places.draft), 2)
    visitor.press(page, "Save as a scenario of this process", title="Half way")
    scenario = visitor.get(visitor.get(f"/processes/{site.places.draft}").links["Half way"])
    copy = chose(visitor, scenario, "yes")
    assert address(copy) != address(scenario)
    assert visitor.get(address(scenario)).has_button("Go this way")


def test_what_was_typed_goes_into_a_scenario_only_when_asked_for(site: Site) -> None:
    new_version(site, BADGE)
    visitor = site.visitor(site.people.contributor)
    page = done(visitor, walking_in(visitor, site.places.draft))
    page = visitor.press(page, "Continue", conditions_met=["first", "second"])
    visitor.press(page, "Save as a scenario of this process", title="Without")
    visitor.press(page, "Save as a scenario of this process", title="With", answers="yes")
    logs = dict(rows(site, "select title, log from walkthroughs where is_scenario"))
    assert '"eligible": ' not in logs["Without"]
    assert '"eligible": "yes"' in logs["With"]
    links = visitor.get(f"/processes/{site.places.draft}").links
    page = done(visitor, visitor.press(visitor.get(links["With"]), "Walk it step by step"))
    ticked = page.find("//input[@name='conditions_met'][@checked]/@value")
    assert ticked == ["first", "second"], "the answer is proposed"


def test_a_walk_nobody_has_taken_a_step_in_is_no_scenario(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = walking_in(visitor, site.places.draft)
    sent = visitor.post(f"{address(page)}/scenario", {"title": "Nothing"})
    assert sent.status == 409
    assert "Nothing has happened in this walk yet" in sent.words


def test_a_scenario_of_a_version_that_was_taken_down_does_not_take_the_process_down(site: Site) -> None:
    visitor, _ = kept(site)
    new_version(site, SHORT)
    library = site.visitor(site.people.library)
    library.post(f"/processes/{site.places.draft}/versions/1/takedown", {"why": "A name"})
    page = visitor.get(f"/processes/{site.places.draft}")
    assert page.status == 200
    assert of_process(visitor, site)[0][-1].startswith("Stops after step 1")
    assert visitor.get(page.links[NAME]).status == 410
    assert visitor.get(f"/processes/{site.places.draft}/coverage").status == 200


def test_nobody_learns_the_address_of_the_walk_a_scenario_or_copy_came_from(site: Site) -> None:
    visitor, page = kept(site)
    secret = address(page).rpartition("/")[2]
    links = visitor.get(f"/processes/{site.places.draft}").links
    assert secret in visitor.get(links[NAME]).text, "whose walk it is may go back to it"
    colleague = site.visitor(site.people.editor)
    scenario = colleague.get(links[NAME])
    copy = colleague.press(scenario, "Walk it step by step")
    for shown in (scenario, copy, colleague.get(f"/processes/{site.places.draft}")):
        assert secret not in shown.text


def test_a_name_is_shown_as_it_is_written(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = refused(visitor, site.places.draft)
    name = '<b>Refused</b> {{ 7 * 7 }} "quoted"'
    said = visitor.press(page, "Save as a scenario of this process", title=name)
    for shown in (said, visitor.get(f"/processes/{site.places.draft}")):
        assert name in shown.words
        assert shown.find("//main//b") == []
    scenario = visitor.get(f"/processes/{site.places.draft}").links[name]
    for end in ("", "/read", "/storyboard", "/compare"):
        assert visitor.get(scenario + end).find("//main//b") == [], end
