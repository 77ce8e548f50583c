"""Why do we ask? The page, the file and the API, with what each reader may see."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.bpmn.patterns.making import question
from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.site import Site
from webapp.actions import edits, patterns
from webapp.permissions import LIBRARY
from webapp.services.questions import in_csv
from webapp.services.register import Register, Source


def asked_by_oxford(site: Site) -> None:
    """Oxford's draft process asks something of its own."""
    pages = [{"title": "About you", "components": [
        {**question(), "name": "shoe", "params": {"label": {"text": "=What is your shoe size?"}}, "why": "",
         "look_up": "Yes, from the shoe register"}]}]  # fmt: skip
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(pages=pages), site.people.oxford)
        edits.attach_pattern(session, LIBRARY, int(site.places.draft), "A", "where-is-your-bin", 1)


def test_every_question_of_every_council_stands_once_with_its_reason(site: Site) -> None:
    page = site.visitor().get("/services/524/questions")
    rows = page.rows("Questions, who asks them and why")
    assert len([row for row in rows if row[0].startswith("Postcode")]) == 1
    (row,) = [row for row in rows if row[0].startswith("Which bin was missed?")]
    assert row[1:4] == ["Asks it"] * 3
    assert "It is a proposal and can be wrong" in page.words
    assert all(int(line[1]) > 10 for line in page.rows("Questions of each council"))


def test_filters_and_orders_narrow_what_is_shown(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get("/services/524/questions")
    one = visitor.press(page, "Show", show="one")
    rows = one.rows("Questions, who asks them and why")
    assert rows
    assert all("Only" in row[0] and "Does not ask" in row[1:4] for row in rows)
    looked = visitor.get("/services/524/questions?show=look-up").rows("Questions, who asks them and why")
    assert any("Collection day" in row[0] for row in looked)
    proofs = visitor.get("/services/524/questions?show=evidence").rows("Questions, who asks them and why")
    assert all("Evidence" in row[0] for row in proofs)
    most = visitor.get("/services/524/questions?sort=fewest").rows("Questions, who asks them and why")
    assert "Only" in most[0][0]
    assert visitor.get("/services/524/questions?show=bogus&sort=bogus").status == 200
    other = visitor.get("/services/524/questions?job=Nothing+like+it")
    assert "No council has shared" in other.words


def test_a_draft_is_its_own_councils_alone(site: Site) -> None:
    asked_by_oxford(site)
    for path in ("/services/524/questions", "/services/524/questions.csv", "/api/v1/services/524/questions"):
        assert "shoe size" in site.visitor(site.people.contributor).get(path).text
        assert "shoe size" not in site.visitor().get(path).text
        assert "shoe size" not in site.visitor(site.people.stranger).get(path).text
    own = site.visitor(site.people.contributor).get("/services/524/questions?show=unexplained")
    assert "shoe size" in own.words


def test_the_file_opens_in_a_spreadsheet_and_holds_no_formula(site: Site) -> None:
    asked_by_oxford(site)
    page = site.visitor(site.people.contributor).get("/services/524/questions.csv")
    rows = list(csv.DictReader(io.StringIO(page.response.get_data().decode("utf-8-sig"))))
    (shoe,) = [row for row in rows if "shoe" in row["Question"]]
    assert shoe["Question"] == "'=What is your shoe size?"
    assert shoe["Could it be looked up?"] == "Yes, from the shoe register"
    assert shoe["Councils"] == "1"
    hostile = Register((Source("=cmd", "C", "J", "processes/1", ()),), ())
    assert "'=cmd" not in in_csv(hostile, ())
    assert "Asked by =cmd" in in_csv(hostile, ())


def test_programs_get_the_same(site: Site) -> None:
    found = json.loads(site.visitor().get("/api/v1/services/524/questions?show=one").text)
    assert found["proposed"] is True
    assert {one["council"] for one in found["sources"]} >= {"Northmoor Borough Council (example)"}
    assert all(len(one["asked_by"]) >= 1 and one["not_asked_by"] for one in found["questions"])
    described = json.loads(site.visitor().get("/api/v1/openapi.json").text)
    assert "/services/{lgsl}/questions" in described["paths"]


@pytest.mark.parametrize("path", ["/services/999999/questions", "/api/v1/services/999999/questions",
                                  "/services/999999/questions.csv"])  # fmt: skip
def test_a_service_that_is_not_there(site: Site, path: str) -> None:
    assert site.visitor().get(path).status == 404


def test_the_page_is_reached_from_the_service_and_from_a_comparison(site: Site) -> None:
    links = site.visitor().get("/services/524").links
    assert (
        links["Why do we ask? Every question of every council, with its reason"] == "/services/524/questions"
    )
    compared = site.visitor().get(f"/compare?a={site.places.example}&b={int(site.places.example) + 1}")
    assert compared.links["See why each council asks"] == "/services/524/questions"
