"""The pages of one process: what was understood, who is who, versions, printing, downloading."""

from __future__ import annotations

import hashlib

import pytest

from bpmn.reader import read
from tests.drawing import drawn
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.pages.files import file
from tests.webapp.site import Site
from webapp.store.queries import processes


def test_a_process_is_said_in_words_and_counted(site: Site) -> None:
    page = site.visitor(site.people.contributor).get(f"/processes/{site.places.draft}")
    assert page.heading == "Report a missed bin"
    assert "2 steps" in page.words
    for words in ("Check the crew's log", "Was it put out?", "Go back for the bin", "Waste contractor"):
        assert words in page.words
    (box,) = page.find("//*[@data-diagram]")
    assert box.get("data-diagram") == f"/processes/{site.places.draft}/versions/1/picture.bpmn"
    assert box.get("role") == "region"


def test_every_example_has_its_pages(site: Site) -> None:
    visitor = site.visitor()
    with site.session() as session:
        lines = processes.recent(session, None, limit=100)
    assert len([line for line in lines if line.is_example]) >= 20
    for line in lines:
        for path in ("", "/result", "/print", "/versions/1", "/versions/1.bpmn", "/versions/1/picture.bpmn"):
            assert visitor.get(f"/processes/{line.address}{path}").status == 200, (line.job, path)


def test_an_example_is_marked_as_one_and_names_its_sources(site: Site) -> None:
    page = site.visitor().get(f"/processes/{site.places.example}")
    assert "This council is made up." in page.words
    assert any(path.startswith("https://") for path in page.links.values())


def test_a_download_is_the_file_as_it_came_byte_for_byte(site: Site) -> None:
    response = site.visitor().get(f"/processes/{site.places.published}/versions/1.bpmn").response
    page = site.visitor().get(f"/processes/{site.places.published}")
    assert hashlib.sha256(response.data).hexdigest() in page.words
    assert response.headers["Content-Disposition"] == "attachment; filename=badge-v1.bpmn"
    assert response.mimetype == "application/xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_comes_back_as_it_came(site: Site, encoding: str) -> None:
    text = drawn('start S "Café € report"\nend E "Done"\nS -> E').decode()
    declared = "utf-16" if encoding == "utf-16" else "utf-8"
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n' + text
    data = text.encode(encoding)
    visitor = site.visitor()
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(data, "café.bpmn")])
    address = page.path.removesuffix("/result")
    assert visitor.get(f"{address}/versions/1.bpmn").response.data == data
    assert "Café € report" in visitor.get(address).words


def test_the_result_names_at_most_three_findings_and_hides_the_rest(site: Site) -> None:
    bad = drawn("""
    task A
    task B "Check"
    task C "Check"
    xor G
    xor H
    task D
    A -> G
    G -> B
    G -> C
    B -> H
    C -> H
    H -> D
    """)
    visitor = site.visitor()
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(bad, "bad.bpmn")])
    (main, *_) = page.find("//h2[contains(., 'to look at')]/following-sibling::ul")
    assert len(main.xpath("./li")) == 3
    assert "Three things to look at" in page.words
    assert page.find("//details[contains(., 'smaller finding')]")


def test_who_is_who_leaves_version_one_alone_and_writes_the_parts_into_version_two(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    address = f"/processes/{site.places.draft}"
    form = visitor.get(f"{address}/result")
    labels = {label.text_content().strip(): label.get("for") for label in form.find("//label")}
    (crew,) = (field for text, field in labels.items() if "Waste contractor" in text)
    (select,) = form.find("//select[@id=$id]", id=crew)
    saved = visitor.press(form, "Save who is who", **{select.get("name"): "other-body"})
    assert "Saved as version 2. The parts are now in the file." in saved.banner
    assert visitor.get(f"{address}/versions/1.bpmn").response.data == MISSED_BIN
    written = visitor.get(f"{address}/versions/2.bpmn").response.data
    assert written != MISSED_BIN
    said = {lane.name: lane.part for lane in read(written).lanes}
    assert said["Waste contractor"] == "other-body"
    assert "Waste contractor: other body" in visitor.get(address).words


def test_who_is_who_counts_touch_points_anew(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    form = visitor.get(f"/processes/{site.places.draft}/result")
    before = form.words
    names = [select.get("name") for select in form.find("//select[starts-with(@name, 'part:')]")]
    after = visitor.press(form, "Save who is who", **dict.fromkeys(names, "back-office"))
    assert "The resident is involved" in before
    assert "We saw nobody who is the resident" in after.words


@pytest.mark.parametrize("values", [{"part:Desk": "king"}, {"part:Nowhere": "resident"}])
def test_parts_that_are_none_change_nothing(site: Site, values: dict[str, str]) -> None:
    visitor = site.visitor(site.people.contributor)
    before = site.counts()
    assert visitor.post(f"/processes/{site.places.draft}/parts", values).status in (400, 409)
    assert site.counts() == before


def test_a_version_that_somebody_saved_meanwhile_is_not_lost(site: Site) -> None:
    one, two = site.visitor(site.people.contributor), site.visitor(site.people.editor)
    old = one.get(f"/processes/{site.places.draft}/result")
    two.press(two.get(f"/processes/{site.places.draft}/result"), "Save who is who")
    page = one.press(old, "Save who is who")
    assert page.status == 409
    assert "Somebody saved version 2 meanwhile." in page.words


def test_the_printed_page_stands_alone(site: Site) -> None:
    page = site.visitor().get(f"/processes/{site.places.example}/print")
    assert "Step by step" in page.words
    assert "Questions for the meeting" in page.words
    assert not page.find("//main//form")


def test_ids_like_start_and_a_long_chain_are_answered(site: Site) -> None:
    steps = "\n".join(f'task T{number} "Step {number}"' for number in range(3000))
    chain = " -> ".join(["Start", *(f"T{number}" for number in range(3000)), "End"])
    data = drawn(f'start Start "Begin"\n{steps}\nend End "Done"\n{chain}')
    visitor = site.visitor()
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(data, "long.bpmn")])
    assert "We read 3000 steps" in page.words or "We read 3,000 steps" in page.words
    walked = visitor.press(page, "Walk through it")
    assert walked.status == 200


def test_no_page_of_a_hidden_version_leaks_through_the_viewers_copy(site: Site) -> None:
    for path in ("versions/1/picture.bpmn", "versions/1.bpmn", "print", "result", "versions/1"):
        assert site.visitor().get(f"/processes/{site.places.draft}/{path}").status == 404


def test_without_javascript_there_is_a_still_picture(site: Site) -> None:
    visitor, address = site.visitor(), f"/processes/{site.places.example}"
    (image,) = visitor.get(address).find("//noscript//img")
    still = visitor.get(image.get("src").removeprefix("http://localhost"))
    assert still.response.mimetype == "image/svg+xml"
    assert still.text.startswith("<svg")
    assert "Check the crew" in still.text


def test_the_words_call_patterns_by_their_titles(site: Site) -> None:
    words = site.visitor().get(f"/processes/{site.places.example}").words
    assert "Patterns: Address and Missed bin report." in words
    assert "missed-bin-report" not in words
