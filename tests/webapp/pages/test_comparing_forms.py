"""Comparing pages, questions and letters: choosing, the page, its data, and who may see what."""

from __future__ import annotations

import json

from tests.webapp.actions.test_pattern_life import file
from tests.webapp.site import Page, Site
from webapp.actions import patterns
from webapp.permissions import LIBRARY
from webapp.store import queries

PERMIT, KERB = "patterns/apply-for-a-resident-permit", "patterns/apply-for-a-dropped-kerb"
PATH = f"/compare/forms?a={PERMIT}&b={KERB}"
QUESTIONS = "What the resident is asked"


def council_service(
    site: Site, slug: str, council: int, *parts: str, title: str = "Tell us of a missed bin"
) -> str:
    """A council's own whole service, published."""
    with site.session() as session:
        data = file(slug=slug, kind="service", title=title, pages=[], parts=[{"ref": part} for part in parts])
        patterns.create(session, LIBRARY, data, council)
        patterns.publish(session, LIBRARY, slug)
    return f"patterns/{slug}"


def column(page: Page, caption: str, number: int) -> list[str]:
    return [row[number] for row in page.rows(caption)]


def test_the_page_has_sentences_figures_and_every_question(site: Site) -> None:
    page = site.visitor().get(PATH)
    assert page.status == 200
    lines = page.with_class("app-summary")[0].xpath("./li")
    assert 3 <= len(lines) <= 7
    assert "A asks for £50, B for £140." in page.words
    figures = {row[0]: row[1:] for row in page.rows("In figures")}
    assert figures["Questions to the resident"] == ["18", "19"]
    rows = page.rows(QUESTIONS)
    assert any(row[1].startswith("Postcode") and row[2].startswith("Postcode") for row in rows)
    words = {text.split("Who is asked")[0].strip() for text in column(page, QUESTIONS, 3)}
    assert any(word.startswith("Both ask it") for word in words)
    assert {"Only in A", "Only in B"} <= words
    assert "Highways Act 1980, section 184" in page.words
    assert "cannot be compared" in page.words
    assert all(head.get("scope") for head in page.find("//th"))


def test_the_council_s_own_people_have_a_table_of_their_own(site: Site) -> None:
    page = site.visitor().get(PATH)
    assert any(
        "Is the proof of address good enough?" in text
        for text in column(page, "What the council’s own people answer", 1)
    )
    assert "Is the proof of address good enough?" not in " ".join(column(page, QUESTIONS, 1))


def test_the_same_twice_says_so(site: Site) -> None:
    assert "They ask and say the same." in site.visitor().get(f"/compare/forms?a={KERB}&b={KERB}").words


def test_swapping_and_matching_more_freely_keep_the_address(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get(PATH)
    swapped = visitor.get(page.links["Swap A and B"])
    assert {row[0]: row[1:] for row in swapped.rows("In figures")}["Questions to the resident"] == [
        "19",
        "18",
    ]
    strict = visitor.press(page, "Compare again", setting="strict")
    assert strict.status == 200
    assert "setting=strict" in strict.path or "strict" in strict.text


def test_the_data_is_what_the_page_shows(site: Site) -> None:
    visitor = site.visitor()
    data = json.loads(visitor.get(visitor.get(PATH).links["The same as data (JSON)"]).response.data)
    assert len(data["questions"]) == len(visitor.get(PATH).rows(QUESTIONS))
    assert data["counts"]["pages"] == {"a": 14, "b": 10}
    assert visitor.get("/compare/forms/data.json").status == 404
    assert visitor.get(f"/compare/forms/data.json?a={KERB}&b=patterns/nowhere").status == 404


def test_choosing_two(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get("/compare/forms")
    assert page.heading == "Compare pages, questions and letters"
    found = visitor.press(page, "Compare", a=PERMIT, b=f"processes/{site.places.example}")
    assert found.rows(QUESTIONS)
    one = visitor.get(f"/compare/forms?a={PERMIT}")
    assert one.find("//option[@selected]")[0].get("value") == PERMIT


def test_a_process_beside_a_service_is_read_from_the_pages_on_its_steps(site: Site) -> None:
    page = site.visitor().get(
        f"/compare/forms?a=processes/{site.places.example}&b=patterns/report-a-missed-bin"
    )
    assert "(from its diagram)" in page.words
    assert "Which bin was missed?" in " ".join(column(page, QUESTIONS, 1))
    assert "has no diagram: who does the work" in page.words


def test_a_diagram_without_pages_is_compared_by_its_contacts(site: Site) -> None:
    who = site.visitor(site.people.contributor)
    page = who.get(f"/compare/forms?a=processes/{site.places.draft}&b=patterns/missed-bin-report")
    assert page.status == 200
    assert "what it asks is not known" in page.words
    assert page.rows("Where the resident meets the service")
    assert "Similarity" not in page.words


def test_links_lead_there(site: Site) -> None:
    visitor = site.visitor()
    pattern = visitor.get("/patterns/apply-for-a-dropped-kerb")
    assert pattern.links["Compare with another council’s"] == f"/compare/forms?a={KERB}"
    assert visitor.get("/compare").links["Compare pages, questions and letters"] == "/compare/forms"
    service = visitor.get("/services/524")
    assert (
        service.links["Compare what two councils ask: pages, questions and letters"]
        == "/compare/forms?service=524"
    )


def test_a_pattern_given_to_the_other_comparison_is_led_here(site: Site) -> None:
    found = site.visitor().get(f"/compare?a={PERMIT}&b={site.places.example}", follow=False)
    assert (
        found.response.headers["Location"] == f"/compare/forms?a={PERMIT}&b=processes/{site.places.example}"
    )
    page = site.visitor().get(f"/compare?with={PERMIT}&with={KERB}")
    assert page.rows(QUESTIONS)


def test_a_council_with_a_service_pattern_and_no_diagram_can_be_chosen_for_the_service(site: Site) -> None:
    with site.session() as session:
        leeds = queries.councils.council(session, "leeds")
        assert leeds is not None
        elsewhere = leeds.id
    address = council_service(site, "leeds-missed-bin", elsewhere, "missed-bin-report", "address")
    other = council_service(site, "leeds-taxi", elsewhere, "taxi-checks", title="Taxi")
    visitor = site.visitor()
    page = visitor.get("/compare/forms?service=524")
    values = {option.get("value") for option in page.find("//option")}
    assert address in values
    assert other not in values
    assert PERMIT not in values
    assert "Leeds City Council: Tell us of a missed bin" in visitor.get("/services/524").links
    assert "Leeds City Council: Taxi" not in visitor.get("/services/524").links
    found = visitor.press(page, "Compare", a=address, b=f"processes/{site.places.example}")
    assert found.rows(QUESTIONS)
    assert "Leeds" in found.words


def test_a_council_that_has_a_diagram_of_it_is_not_listed_twice(site: Site) -> None:
    address = council_service(site, "oxford-missed-bin", site.people.oxford, "missed-bin-report")
    page = site.visitor(site.people.contributor).get("/compare/forms?service=524")
    assert address not in {option.get("value") for option in page.find("//option")}
    # The diagram is a draft: to anybody else the council has none.
    page = site.visitor().get("/compare/forms?service=524")
    assert address in {option.get("value") for option in page.find("//option")}


def test_drafts_are_seen_by_their_own_council_alone(site: Site) -> None:
    with site.session() as session:
        patterns.create(session, LIBRARY, file(slug="our-draft"), site.people.oxford)
        whole = file(slug="our-service", kind="service", title="Ours", pages=[], parts=[{"ref": "our-draft"}])
        patterns.create(session, LIBRARY, whole, site.people.oxford)
        patterns.publish(session, LIBRARY, "our-service")
    path = f"/compare/forms?a=patterns/our-draft&b={KERB}"
    assert site.visitor().get(path).status == 404
    assert site.visitor(site.people.stranger).get(path).status == 404
    assert site.visitor(site.people.contributor).get(path).status == 200
    draft = f"/compare/forms/data.json?a=processes/{site.places.draft}&b={KERB}"
    assert site.visitor().get(draft).status == 404
    for who, known in ((site.people.contributor, True), (site.people.stranger, False), (None, False)):
        page = site.visitor(who).get(f"/compare/forms?a=patterns/our-service&b={KERB}")
        assert ("Place of the bin" in page.words) is known
        assert ("uses a pattern that cannot be read here" in page.words) is not known
        listed = {option.get("value") for option in site.visitor(who).get("/compare/forms").find("//option")}
        assert ("patterns/our-draft" in listed) is known


def test_hostile_texts_are_shown_as_text(site: Site) -> None:
    asked = {"component": "input", "name": "place", "params": {"label": {"text": "Place & <b>bin</b>"}}}
    heading = {"title": "A page", "components": [{**asked, "why": '"><i>because</i>'}]}
    with site.session() as session:
        data = file(slug="odd", title='Fish & "chips" {{x}}', pages=[heading])
        patterns.create(session, LIBRARY, data, site.people.oxford)
        patterns.publish(session, LIBRARY, "odd")
    page = site.visitor().get(f"/compare/forms?a=patterns/odd&b={KERB}")
    assert page.status == 200
    assert not page.find("//main//i")
    assert "Place & <b>bin</b>" in page.words


def test_addresses_that_lead_nowhere(site: Site) -> None:
    for address in (
        "patterns/../x",
        "patterns/",
        "nowhere",
        "processes/0",
        "processes/" + "9" * 30,
        "http://evil.example",
        "patterns/a\x00b",
    ):
        page = site.visitor().client.get("/compare/forms", query_string={"a": address, "b": KERB})
        assert page.status_code == 404, address
    assert site.visitor().get("/compare/forms?service=99999999999999999999").status == 200
