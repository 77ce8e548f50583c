"""What was found: grouped, accepted with a reason, and the rules as this library sets them."""

from __future__ import annotations

import json

from bpmn.rules import RULES
from tests.drawing import drawn
from tests.webapp.site import Site
from webapp.actions import checking, uploads
from webapp.actions.uploads import IncomingFile

LEAVE = "Leave it as it is"


def first_to_leave(page_links: dict[str, str]) -> str:
    return next(path for text, path in page_links.items() if text.startswith(LEAVE))


def still_open(page_links: dict[str, str]) -> int:
    return sum(text.startswith(LEAVE) for text in page_links)


def test_an_editor_leaves_a_finding_as_it_is_and_counts_it_again(site: Site) -> None:
    editor, address = site.visitor(site.people.editor), f"/processes/{site.places.draft}"
    before = still_open(editor.get(address).links)
    page = editor.get(first_to_leave(editor.get(address).links))
    assert page.heading == "Why is it left as it is?"
    page = editor.press(page, "Accept it", because="The crew knows by heart")
    assert "Accepted. It stays so in later versions" in page.banner
    assert "Accepted, because: The crew knows by heart Eddie" in page.words
    assert still_open(page.links) == before - 1
    again = editor.press(page, "Count it again")
    assert "Accepted, because" not in again.words
    assert still_open(again.links) == before


def test_a_reason_is_asked_for(site: Site) -> None:
    editor, before = site.visitor(site.people.editor), site.counts()
    page = editor.get(first_to_leave(editor.get(f"/processes/{site.places.draft}").links))
    refused = editor.press(page, "Accept it", because=" ")
    assert refused.status == 400
    assert refused.problem == "Say why it is left as it is: others will ask."
    assert site.counts() == before


def test_a_contributor_sees_no_way_to_leave_a_finding_and_has_none(site: Site) -> None:
    contributor, address = site.visitor(site.people.contributor), f"/processes/{site.places.draft}"
    assert not any(text.startswith(LEAVE) for text in contributor.get(address).links)
    link = first_to_leave(site.visitor(site.people.editor).get(address).links)
    assert contributor.get(link).status == 403
    assert contributor.post(link, {"because": "Why not"}).status == 403


def test_a_finding_that_is_not_there_is_not_found(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    assert editor.get(f"/processes/{site.places.draft}/accept?rule=fake-join&element=Nothing").status == 404


def test_everybody_reads_the_rules_and_only_the_library_sets_them(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get("/rules")
    assert page.heading == "What we check"
    assert "A process or sub-process has no end event." in page.words
    assert not page.has_button("Save and check everything again")
    for who in (site.people.administrator, site.people.editor):
        assert site.visitor(who).post("/rules", {"rule:fake-join": "off"}).status == 403


def test_a_rule_that_changed_is_said_and_everything_checked_again(site: Site) -> None:
    library = site.visitor(site.people.library)
    page = library.press(
        library.get("/rules"), "Save and check everything again", **{"rule:user-task-without-pattern": "off"}
    )
    assert "Every diagram is being checked again." in page.banner
    assert "(usually advice)" in page.words
    assert "every diagram is being checked again: 0 of" in page.words
    with site.session() as session:
        assert sum(checking.recheck_all(session)) > 20
    assert "is being checked again" not in library.get("/rules").words
    found = site.visitor(site.people.editor).get(f"/processes/{site.places.draft}").words
    assert "no pattern" not in found.lower().partition("findings")[2].partition("pages and letters")[0]


def test_saving_without_a_change_checks_nothing_again(site: Site) -> None:
    library = site.visitor(site.people.library)
    page = library.press(library.get("/rules"), "Save and check everything again")
    assert "Nothing changed." in page.banner


def test_a_finding_about_the_whole_file_marks_nothing_and_the_gravest_comes_first(site: Site) -> None:
    data = drawn(
        "start S\nxor G\ntask A\ntask B\ntask L\ntask M\nand J\nend E\nS -> G\nG -> A\nG -> B\nA -> J\nB -> J\nJ -> E"
    )
    with site.session() as session:
        (result,) = uploads.try_upload(session, site.people.visitor, [IncomingFile("stuck.bpmn", data)])
    page = site.visitor().get(f"/processes/{result.address}/result")
    first = page.with_class("govuk-list--spaced")[0]
    rules = [" ".join(item.text_content().split()) for item in first.xpath("./li")]
    assert len(rules) == 3
    assert rules[0].startswith("Error This case gets stuck")
    assert sum("no flow into it and none out of it" in rule for rule in rules) <= 1
    (box,) = page.find("//*[@id='diagram']")
    marked = {mark["id"] for mark in json.loads(box.get("data-marks"))}
    assert marked >= {"J", "L", "M"}
    assert "E" not in marked
    assert not any("-" in one for one in marked)


def test_every_rule_has_its_page_with_pictures_that_are_there(site: Site) -> None:
    visitor = site.visitor()
    links = {path for path in visitor.get("/rules").links.values() if path.startswith("/rules/")}
    assert len(links) == len(RULES)
    for link in sorted(links):
        page = visitor.get(link)
        images = page.find("//main//img")
        assert len(images) == 2, link
        for image in images:
            address = image.get("src").removeprefix("http://localhost")
            assert visitor.get(address).response.mimetype == "image/svg+xml"
    assert visitor.get("/rules/no-such-rule").status == 404
    assert visitor.get("/rules/pictures/none.svg").status == 404
