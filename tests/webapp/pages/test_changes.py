"""What changed between two versions: the sentence, the tables, the marks, the links to it."""

from __future__ import annotations

import json

import pytest

from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing

TASK = b'<userTask id="B" name="Go back for the bin">'
NEWER = (
    MISSED_BIN.replace(b'name="Check the crew\'s log"', b'name="Look at the log"')
    .replace(b"<flowNodeRef>N</flowNodeRef>", b"")
    .replace(b"<flowNodeRef>E</flowNodeRef>", b"<flowNodeRef>E</flowNodeRef><flowNodeRef>N</flowNodeRef>")
    .replace(TASK, b'<task id="L" name="Write to the crew"/>' + TASK)
    .replace(b'id="G-N"', b'id="G-No"')
)


def renewed(site: Site, *newer: bytes) -> tuple[Visitor, str]:
    """The address of a process that got newer versions."""
    visitor, address = site.visitor(site.people.editor), f"/processes/{site.places.draft}"
    for data in newer or (NEWER,):
        page = visitor.press(visitor.get(f"{address}/new-version"), "Upload", files=[file(data)])
        assert page.status == 200
    return visitor, address


def tables(page: Page, *captions: str) -> dict[str, list[list[str]]]:
    """The rows of tables, by the beginning of their caption."""
    return {caption: page.rows(caption) for caption in captions}


def test_the_versions_tab_leads_there(site: Site) -> None:
    visitor, address = renewed(site)
    page = visitor.get(address)
    assert page.links["What changed since version 1"] == f"{address}/versions/2/changes"
    assert "What changed since version 0" not in page.links
    assert visitor.get(f"{address}/versions/2/changes").heading == "What changed from version 1 to version 2"


def test_what_changed_in_a_sentence_and_in_tables(site: Site) -> None:
    visitor, address = renewed(site)
    page = visitor.get(f"{address}/versions/2/changes")
    assert "1 step ('Write to the crew') was added; 1 step ('Look at the log') was changed; " in page.words
    found = tables(page, "Added (1)", "Changed (1)", "Moved (1)", "Ids (1)")
    ((what, where),) = found["Added (1)"]
    assert what.startswith("Task 'Write to the crew'")
    assert where == "Oxford"
    ((what, where, before, after),) = found["Changed (1)"]
    assert what.startswith("Name Task 'Look at the log'")
    assert (where, before, after) == ("Customer services", "Check the crew's log", "Look at the log")
    ((what, where, before, after),) = found["Moved (1)"]
    assert what.startswith("Lane End event 'Told no'")
    assert (before, after) == ("'Customer services'", "'Waste contractor'")
    assert [row[2:] for row in found["Ids (1)"]] == [["G-N", "G-No"]]


def test_both_pictures_are_marked_with_words_and_paired(site: Site) -> None:
    visitor, address = renewed(site)
    old, new = visitor.get(f"{address}/versions/2/changes").find("//*[@data-diagram]")
    assert old.get("data-diagram") == f"{address}/versions/1/picture.bpmn"
    marks = [{mark["word"] for mark in json.loads(box.get("data-marks"))} for box in (old, new)]
    assert marks == [{"Changed", "Moved"}, {"Added", "Changed", "Moved"}]
    assert len(json.loads(old.get("data-pairs"))) == len(json.loads(new.get("data-pairs"))) > 5


def test_any_two_versions_in_either_direction(site: Site) -> None:
    visitor, address = renewed(site, NEWER, MISSED_BIN.replace(b"Bin collected", b"Bin emptied"))
    page = visitor.get(f"{address}/versions/3/changes?from=1")
    assert "End event “Bin collected” is now called “Bin emptied”." in page.words
    back = visitor.get(page.links["Swap the two"])
    assert "End event “Bin emptied” is now called “Bin collected”." in back.words
    assert "The two versions are the same." in visitor.get(f"{address}/versions/3/changes?from=3").words


@pytest.mark.parametrize(
    "path", ["1/changes", "3/changes", "2/changes?from=9", "2/changes?from=x", "2/changes?from=-1"]
)
def test_versions_that_are_not_there(site: Site, path: str) -> None:
    visitor, address = renewed(site)
    assert visitor.get(f"{address}/versions/{path}").status == 404


def test_a_version_that_was_taken_down(site: Site) -> None:
    visitor, address = renewed(site)
    with site.session() as session:
        publishing.takedown(session, site.people.library, int(site.places.draft), 1, "A name")
    assert visitor.get(f"{address}/versions/2/changes").status == 410
