"""Uploading for a council: what is kept, what is refused and in which words, and that nothing half is kept."""

from __future__ import annotations

import pytest

from tests.webapp.diagrams import BADGE, MISSED_BIN, OTHER_BIN
from tests.webapp.pages import files
from tests.webapp.pages.files import Sent, file
from tests.webapp.site import Page, Site, Visitor


def sent(visitor: Visitor, *uploads: Sent, **values: str) -> Page:
    """Fill the upload form in for the visitor's council and send it."""
    filled = {"service": "524", "job": "Report a missed bin", **values}
    page = visitor.get("/upload")
    return visitor.press(page, "Upload and check", files=list(uploads), **filled)


def test_a_good_file_becomes_a_private_draft_and_says_what_was_read(site: Site) -> None:
    before = site.counts()
    page = sent(site.visitor(site.people.contributor), file(OTHER_BIN, "ours 2.bpmn"))
    assert page.heading == "What we understood"
    assert "We read 2 steps in 1 role." in page.words
    assert "The nearest in the library:" in page.words
    after = site.counts()
    assert after["processes"] == before["processes"] + 1
    assert after["versions"] == before["versions"] + 1
    address = page.path.removesuffix("/result")
    assert site.visitor().get(address).status == 404
    assert site.visitor(site.people.stranger).get(address).status == 404
    assert "Draft" in site.visitor(site.people.editor).get(address).words


def test_the_form_offers_ones_own_council_only(site: Site) -> None:
    page = site.visitor(site.people.contributor).get("/upload")
    options = [one.text for one in page.find("//select[@id='council']/option")]
    assert options[1:] == ["Oxford City Council", "None: only try it (gone after 24 hours)"]


def test_a_member_who_chooses_no_council_is_asked_and_nothing_becomes_a_try(site: Site) -> None:
    library, before = site.visitor(site.people.library), site.counts()
    page = library.press(library.get("/upload"), "Upload and check", files=[files.file(MISSED_BIN)])
    assert page.status == 400
    assert "Choose your council" in page.problem
    assert site.counts() == before


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("notes.bpmn", b"Meeting notes, nothing else", "not XML"),
        ("picture.bpmn", files.png(), "picture"),
        ("flow.vsdx.bpmn", files.VISIO, "Visio"),
        ("table.bpmn", files.DMN, "BPMN"),
        ("doctype.bpmn", files.DOCTYPE, "DOCTYPE"),
        ("half.bpmn", files.CLIPPED, "line"),
        ("empty.bpmn", b"", "empty"),
        ("up.zip", files.zipped({"../../etc/x.bpmn": MISSED_BIN}), "leads out of it"),
        ("root.zip", files.zipped({"/etc/x.bpmn": MISSED_BIN}), "leads out of it"),
        ("bomb.zip", files.bomb(), "larger than 200 MB"),
        ("torn.zip", files.zipped({"a.bpmn": MISSED_BIN})[:-30], "damaged"),
        ("none.zip", files.zipped({}), "no files"),
        ("steps.csv", b"who,does what,then,if\n", "No row says what is done"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence_and_leaves_nothing(
    site: Site, name: str, data: bytes, says: str
) -> None:
    before = site.counts()
    page = sent(site.visitor(site.people.contributor), file(data, name))
    assert page.status == 422
    (line,) = page.find("//main//ul/li")
    said = page.words
    assert "Refused" in said
    assert name in said
    assert says in said
    assert "Traceback" not in said
    assert len(" ".join(line.itertext()).split()) < 70
    assert site.counts() == before
    assert site.visitor().get("/health").status == 200


def test_a_visio_file_is_told_how_to_export(site: Site) -> None:
    page = sent(site.visitor(site.people.contributor), file(files.VISIO, "flow.bpmn"))
    assert "Visio" in page.words
    assert "export" in page.words.lower()


def test_each_of_several_files_has_its_own_result(site: Site) -> None:
    before = site.counts()
    page = sent(
        site.visitor(site.people.contributor),
        file(OTHER_BIN, "good.bpmn"),
        file(files.png(), "bad.bpmn"),
        file(files.zipped({"in/badge.bpmn": BADGE.replace(b"Post the badge", b"Send the badge"),
                           "in/notes.txt": b"x", "__MACOSX/._a": b"x"}), "two.zip"),
    )  # fmt: skip
    assert page.status == 200
    assert page.heading == "What became of your files"
    results = [" ".join(" ".join(line.itertext()).split()) for line in page.find("//main//ul/li")]
    assert [result.split()[0] for result in results] == ["Read", "Refused", "Read", "Refused"]
    assert "two.zip/in/notes.txt" in results[3]
    assert site.counts()["processes"] == before["processes"] + 2


def test_the_same_file_twice_is_said_to_be_here_already(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    before = site.counts()
    page = sent(visitor, file(MISSED_BIN))
    assert "Already here" in page.words
    assert "We already have this file" in page.words
    assert site.counts() == before
    assert visitor.get(page.links["See it in missed bin.bpmn"]).path == f"/processes/{site.places.draft}"


def test_a_table_of_steps_pasted_becomes_a_drawn_process(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = visitor.press(
        visitor.get("/upload"),
        "Upload and check",
        table=files.STEPS,
        service="524",
        job="Report a missed bin",
    )
    assert page.heading == "What we understood"
    address = page.path.removesuffix("/result")
    drawn = visitor.get(f"{address}/versions/1.bpmn").response.data
    assert b"BPMNShape" in drawn
    assert "Send the crew back" in visitor.get(address).words


def test_nothing_chosen_is_said_beside_the_field(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    before = site.counts()
    page = visitor.press(visitor.get("/upload"), "Upload and check", service="524", job="A job")
    assert page.status == 400
    assert page.problem == "Choose a file to upload, or paste a table of steps"
    assert page.title.startswith("Error: ")
    assert site.counts() == before


def test_service_and_job_are_asked_for(site: Site) -> None:
    page = sent(site.visitor(site.people.contributor), file(OTHER_BIN), service="", job="")
    assert page.status == 400
    assert "Choose the service from the list" in page.problem
    assert "Say what the resident wants done" in page.problem


@pytest.mark.parametrize("service", ["0", "99999", "-1", "1e3", "ten", "524 or 1=1"])
def test_a_service_that_is_none_is_refused_without_a_trace(site: Site, service: str) -> None:
    visitor = site.visitor(site.people.contributor)
    before = site.counts()
    page = visitor.post("/upload", {
        "council": str(site.people.oxford), "service": service, "job": "A job", "files": file(OTHER_BIN),
    })  # fmt: skip
    assert page.status in (400, 409)
    assert site.counts() == before


def test_nobody_uploads_for_another_council(site: Site) -> None:
    data = {"council": str(site.people.cambridge), "service": "524", "job": "A job"}
    before = site.counts()
    for who in (None, site.people.contributor, site.people.administrator):
        page = site.visitor(who).post("/upload", data | {"files": file(OTHER_BIN)})
        assert page.status == 403
    assert site.counts() == before


def test_names_of_files_cannot_lead_anywhere(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    page = sent(visitor, file(OTHER_BIN, '../../etc/<b>"x"\r\n.bpmn'))
    address = page.path.removesuffix("/result")
    header = visitor.get(f"{address}/versions/1.bpmn").response.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=")
    assert not set(header) & set("/<>\r\n\\")


def test_a_request_that_is_too_large_is_a_page(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    site.app.config["MAX_CONTENT_LENGTH"], kept = 1000, site.app.config["MAX_CONTENT_LENGTH"]
    try:
        page = visitor.post("/upload", {"files": file(bytes(5000))})
    finally:
        site.app.config["MAX_CONTENT_LENGTH"] = kept
    assert page.status == 413
    assert page.heading == "The upload is too large"


def test_a_new_version_keeps_the_old_one(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    address = f"/processes/{site.places.draft}"
    newer = MISSED_BIN.replace(b"Go back for the bin", b"Go back for the bin the same day")
    form = visitor.get(f"{address}/new-version")
    page = visitor.press(form, "Upload", files=[file(newer)], why="Faster now")
    assert "Saved as version 2." in page.banner
    assert "Faster now" in page.words
    assert visitor.get(f"{address}/versions/1.bpmn").response.data == MISSED_BIN
    assert visitor.get(f"{address}/versions/2.bpmn").response.data == newer
    assert "the newest is 2" in visitor.get(f"{address}/versions/1").words


@pytest.mark.parametrize(
    ("data", "says"),
    [(files.png(), "picture"), (files.zipped({"a.bpmn": OTHER_BIN, "b.bpmn": BADGE}), "one file")],
)
def test_a_new_version_that_cannot_be_read_changes_nothing(site: Site, data: bytes, says: str) -> None:
    visitor = site.visitor(site.people.contributor)
    form = visitor.get(f"/processes/{site.places.draft}/new-version")
    before = site.counts()
    page = visitor.press(form, "Upload", files=[file(data, "x.bpmn")])
    assert page.status == 400
    assert says in page.problem
    assert site.counts() == before


def test_a_new_version_may_be_a_table_of_steps(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    form = visitor.get(f"/processes/{site.places.draft}/new-version")
    page = visitor.press(form, "Upload", files=[file(files.STEPS.encode(), "steps.csv")])
    assert "Saved as version 2." in page.banner
    refused = visitor.press(form, "Upload", files=[file(b"who,does what\n", "steps.csv")])
    assert refused.status == 400
    assert "No row says what is done" in refused.problem
