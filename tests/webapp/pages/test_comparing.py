"""Comparing two processes: the summary, the table, correcting a match, the data behind it."""

from __future__ import annotations

import json

from tests.webapp.diagrams import OTHER_BIN
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor


def both(site: Site, path: str = "/compare", visitor: Visitor | None = None) -> Page:
    """The draft of Oxford (A) and that of an example (B)."""
    who = visitor or site.visitor(site.people.contributor)
    return who.get(f"{path}?a={site.places.draft}&b={site.places.example}")


def test_the_comparison_has_a_short_summary_figures_and_every_step(site: Site) -> None:
    page = both(site)
    assert page.status == 200
    lines = page.with_class("app-summary")[0].xpath("./li")
    assert 1 <= len(lines) <= 20
    figures = {row[0]: row[1:] for row in page.rows("In figures")}
    assert figures["Steps"] == ["2", "11"]
    steps = page.rows("Step by step")
    assert any("Check the crew's log" in row[0] for row in steps)
    words = {row[2].split(" Confirmed")[0] for row in steps}
    assert words & {"The same", "Other words", "Somebody else does it"}
    assert words & {"Only in A", "Only in B"}


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
    figures = {row[0]: row[1:] for row in swapped.rows("In figures")}
    assert figures["Steps"] == ["11", "2"]


def test_somebody_of_one_of_the_councils_corrects_a_match_and_takes_it_back(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = both(site, "/compare/correct", member)
    first = page.rows("Matched steps")[0]
    confirmed = member.press(page, f"Yes: {first[0].replace('; ', ', ')} and {first[1].replace('; ', ', ')}")
    assert "Kept: the comparison follows it from now on." in confirmed.banner
    assert "a person’s word" in confirmed.words
    assert "Connie" in confirmed.words
    assert "Confirmed by a person" in both(site).words
    back = member.press(
        confirmed, f"Take it back: {first[0].replace('; ', ', ')} and {first[1].replace('; ', ', ')}"
    )
    assert "Taken back." in back.banner
    assert "What people said" not in back.words


def test_a_rejected_match_is_gone_from_the_comparison(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = both(site, "/compare/correct", member)
    first = page.rows("Matched steps")[0]
    after = member.press(page, f"No: {first[0].replace('; ', ', ')} and {first[1].replace('; ', ', ')}")
    assert first[:2] not in [row[:2] for row in after.rows("Matched steps")]
    assert "are not the same work" in after.words


def test_several_steps_can_be_joined_by_hand(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = both(site, "/compare/correct", member)
    ours = page.find("//input[@type='checkbox'][@name='step-a']/@value")[:1]
    theirs = page.find("//input[@type='checkbox'][@name='step-b']/@value")[:2]
    after = member.press(page, "These are the same work", step__a=ours, step__b=theirs)
    assert "Kept" in after.banner
    assert "1 step in A, 2 in B" in both(site).words
    none = member.press(page, "These are the same work")
    assert none.status == 409
    assert "Choose at least one step on each side." in none.words


def test_a_visitor_sees_how_steps_were_matched_and_cannot_change_it(site: Site) -> None:
    query = f"a={site.places.other_published}&b={site.places.example}"
    page = site.visitor().get(f"/compare/correct?{query}")
    assert page.heading == "How steps were matched"
    assert not page.find("//main//form")
    values = {"a": site.places.other_published, "b": site.places.example, "verdict": "confirm"}
    before = site.counts()
    for who in (None, site.people.contributor):
        assert site.visitor(who).post("/compare/correct", values | {"step-a": "A", "step-b": "B"}).status in (
            403,
            409,
        )
    assert site.counts() == before


def test_a_verdict_that_is_none_is_refused(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    values = {"a": site.places.draft, "b": site.places.example}
    assert member.post("/compare/correct", values | {"verdict": "perhaps"}).status == 400
    assert member.post("/compare/correct", values | {"verdict": "undo", "match": "999"}).status == 404


def test_the_data_is_the_contracts_json(site: Site) -> None:
    page = both(site, "/compare/data.json")
    assert page.response.mimetype == "application/json"
    found = json.loads(page.text)
    assert {"matches", "only_a", "only_b", "similarity"} <= set(found)
    assert (
        site.visitor().get(f"/compare/data.json?a={site.places.draft}&b={site.places.example}").status == 404
    )


def test_the_printed_comparison_holds_the_summary_and_the_table(site: Site) -> None:
    page = both(site, "/compare/print")
    assert page.status == 200
    assert page.rows("Step by step")
    assert not page.find("//main//form")


def test_two_of_different_services_are_said_to_have_nothing_in_common_or_are_compared(site: Site) -> None:
    page = site.visitor().get(f"/compare?a={site.places.published}&b={site.places.example}")
    assert page.status == 200


def test_every_setting_is_answered(site: Site) -> None:
    for setting in ("default", "strict", "generous", "nonsense"):
        assert site.visitor().get(f"/compare?a=1&b=2&setting={setting}").status == 200


def test_each_side_keeps_its_own_names_where_two_files_use_the_same_ids(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    filled = {"service": "524", "job": "Report a missed bin"}
    ours = member.press(member.get("/upload"), "Upload and check", files=[file(OTHER_BIN)], **filled)
    address = ours.path.removesuffix("/result").rpartition("/")[2]
    page = member.get(f"/compare/correct?a={address}&b={site.places.published}")
    matched = page.rows("Matched steps")
    assert ["Send the lorry again", "Post the badge"] in [row[:2] for row in matched]
    buttons = [one.text_content() for one in page.find("//main//table//button")]
    assert any(one.endswith("Send the lorry again and Post the badge") for one in buttons)
