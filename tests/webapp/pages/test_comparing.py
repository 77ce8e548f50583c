"""Comparing two processes: what differs, the table, still pictures, pinned versions, the data behind it."""

from __future__ import annotations

import json

from tests.webapp.diagrams import BADGE_CHANGED
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import uploads
from webapp.actions.uploads import IncomingFile
from webapp.comparisons.shown import TITLES
from webapp.permissions import LIBRARY


def both(site: Site, path: str = "/compare", visitor: Visitor | None = None) -> Page:
    """The draft of Oxford (A) and that of an example (B)."""
    who = visitor or site.visitor(site.people.contributor)
    return who.get(f"{path}?a={site.places.draft}&b={site.places.example}")


def test_the_comparison_has_what_differs_most_figures_and_every_step(site: Site) -> None:
    page = both(site)
    assert page.status == 200
    lines = page.with_class("app-summary")[0].xpath("./li")
    assert 1 <= len(lines) <= 3
    assert "Steps: 2 in A, 11 in B." in page.words
    steps = page.rows("Step by step")
    assert any("Check the crew's log" in row[0] for row in steps)
    words = {row[2].split(" Confirmed")[0].removesuffix(" Show in both diagrams") for row in steps}
    assert any(word.startswith(("The same", "Other words", "Somebody else does it")) for word in words)
    assert any(word.startswith(("Only in A", "Only in B")) for word in words)


def test_topics_stand_in_the_order_in_which_a_manager_asks(site: Site) -> None:
    page = site.visitor().get("/compare?a=1&b=2")
    found = [one.text_content().strip() for one in page.with_class("app-topic__title")]
    assert found == sorted(found, key=list(TITLES.values()).index)
    assert len(found) >= 3
    words = page.words
    scope = words.index("They do not cover the same ground")
    assert scope < words.index("What differs most") < words.index("What the resident must do")
    assert words.index("Both diagrams") < words.index("Step by step") < words.index("Step for step")
    assert words.index("Step for step") < words.index("Similarity:"), "the figure comes last"


def test_at_most_ten_details_first_and_all_on_request(site: Site) -> None:
    page = site.visitor().get("/compare?a=1&b=2")
    data = json.loads(site.visitor().get("/compare/data.json?a=1&b=2").text)
    shown = page.find("//h2[@id='details']/following-sibling::ul[1]/li")
    assert len(shown) == 10
    link = next(path for text, path in page.links.items() if text.startswith("Show all"))
    everything = site.visitor().get(link).find("//h2[@id='details']/following-sibling::ul[1]/li")
    assert len(everything) > 10
    managers = len(page.find("//*[starts-with(@id, 'd-')]")) - len(shown)
    assert len(everything) + managers == len(data["statements"])


def test_every_sentence_leads_to_its_steps_without_javascript(site: Site) -> None:
    page = site.visitor().get("/compare?a=1&b=2&all=1")
    anchors = set(page.find("//*[@id]/@id"))
    targets = [path.partition("#")[2] for path in page.find("//main//a/@href") if "#" in path]
    assert len(targets) > 10
    assert set(targets) <= anchors
    assert {target[:6] for target in targets} == {"step-a", "step-b"}


def test_still_pictures_say_of_each_step_whose_it_is(site: Site) -> None:
    page = site.visitor().get("/compare?a=1&b=2")
    for which in "ab":
        (path,) = (src for src in page.find("//noscript//img/@src") if f"picture-{which}" in src)
        picture = site.visitor().get(path.removeprefix("http://localhost"))
        assert picture.response.mimetype == "image/svg+xml"
        words = {"Only A", "Only B", "Both", "Other words", "Other role"}
        found = {word for word in words if f">{word}</tspan>" in picture.text}
        assert f"Only {which.upper()}" in found
        assert len(found) >= 2


def test_both_pictures_are_marked_with_words(site: Site) -> None:
    page = both(site)
    boxes = page.find("//*[@data-diagram]")
    assert len(boxes) == 2
    for box in boxes:
        marks = json.loads(box.get("data-marks"))
        assert marks
        assert all(
            mark["word"] in ("Both", "Other words", "Other role", "Only A", "Only B") for mark in marks
        )
        assert json.loads(box.get("data-pairs"))


def test_a_process_compared_with_itself_says_the_same(site: Site) -> None:
    page = site.visitor().get(f"/compare?a={site.places.example}&b={site.places.example}")
    assert "They say the same." in page.words


def test_one_chosen_offers_the_nearest(site: Site) -> None:
    page = site.visitor(site.people.contributor).get(f"/compare?a={site.places.draft}")
    assert page.heading == "Compare two processes"
    assert "Nearest to “Report a missed bin”" in page.words
    assert any(path.startswith(f"/compare?a={site.places.draft}&b=") for path in page.links.values())


def test_swapping_changes_the_sides(site: Site) -> None:
    page = both(site)
    swapped = site.visitor(site.people.contributor).get(page.links["Swap A and B"])
    assert "Steps: 11 in A, 2 in B." in swapped.words


def test_a_link_to_just_these_versions_shows_them_later_too(site: Site) -> None:
    member = site.visitor(site.people.library)
    page = member.get(f"/compare?a={site.places.published}&b={site.places.example}&setting=strict")
    link = page.links["A link to just these versions"]
    assert {"va=1", "vb=1", "setting=strict"} <= set(link.partition("?")[2].split("&"))
    with site.session() as session:
        uploads.new_version(
            session, LIBRARY, int(site.places.published), IncomingFile("b.bpmn", BADGE_CHANGED)
        )
    newest = member.get(f"/compare?a={site.places.published}&b={site.places.example}")
    assert "version 2" in newest.words
    old = member.get(link)
    assert "version 1" in old.words
    assert "You are looking at an older version." in old.words
    assert old.links["Compare the newest versions"].find("va=") == -1
    assert not member.get(link.replace("/compare?", "/compare/correct?")).find("//main//form")
    for wrong in ("va=99", "va=x", "va=-1", "va=99999999999"):
        path = f"/compare?a={site.places.published}&b={site.places.example}&{wrong}"
        assert member.get(path).status == 404


def test_the_data_is_the_contracts_json(site: Site) -> None:
    page = both(site, "/compare/data.json")
    assert page.response.mimetype == "application/json"
    found = json.loads(page.text)
    assert {"matches", "only_a", "only_b", "similarity"} <= set(found)
    assert (
        site.visitor().get(f"/compare/data.json?a={site.places.draft}&b={site.places.example}").status == 404
    )


def test_the_printed_comparison_has_boxes_to_fill_and_the_table(site: Site) -> None:
    page = both(site, "/compare/print")
    assert page.status == 200
    assert page.rows("Step by step")
    row = page.rows("What differs, and what we decide")[0]
    assert row[1].split() == ["Law", "Local", "policy", "Contract", "System", "Habit", "Not", "known"]
    assert row[2].split() == ["Keep", "Adopt", "Test"]
    assert not page.find("//main//form")


def test_two_of_different_services_are_said_to_have_nothing_in_common_or_are_compared(site: Site) -> None:
    page = site.visitor().get(f"/compare?a={site.places.published}&b={site.places.example}")
    assert page.status == 200


def test_every_setting_is_answered(site: Site) -> None:
    for setting in ("default", "strict", "generous", "nonsense"):
        assert site.visitor().get(f"/compare?a=1&b=2&setting={setting}").status == 200


def test_the_pages_about_two_lead_to_each_other(site: Site) -> None:
    reader = site.visitor()
    page = reader.get("/compare?a=1&b=2")
    forms = reader.get(page.links["Compare their questions"])
    assert forms.links["Compare their diagrams"] == "/compare?a=1&b=2"
    common = reader.get(page.links["See what all councils have in common"])
    assert common.heading == "What 3 councils have in common: Report a missed bin"
    two = [link for link in common.links.values() if link == "/compare?a=1&b=2"]
    assert two, "the blueprint leads to each two councils' comparison"
    assert "See what all councils have in common" not in reader.get("/compare?a=1&b=4").links
