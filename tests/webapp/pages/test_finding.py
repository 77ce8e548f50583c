"""Finding a service, a process or a council: home, the catalogue, a service's page, search."""

from __future__ import annotations

import re

import pytest

from tests.webapp.site import Site
from webapp.actions import publishing
from webapp.permissions import LIBRARY


def test_home_asks_one_question(site: Site) -> None:
    page = site.visitor().get("/")
    assert page.heading == "Which service are you redesigning?"
    assert page.title == "Which service are you redesigning? – Guildhall"


@pytest.mark.parametrize(
    ("words", "lgsl"),
    [("bin", 524), ("missed bin", 524), ("BINS", 524), ("blue badge", 279), ("dropped kerb", 477)],
)
def test_everyday_words_find_the_service_first(site: Site, words: str, lgsl: int) -> None:
    reader = site.visitor()
    page = reader.press(reader.get("/"), "Search", q=words)
    first = page.find("//main//li/a[starts-with(@href, 'http://localhost/services/')]")[0]
    assert first.get("href").endswith(f"/services/{lgsl}")


@pytest.mark.parametrize(
    "words", ["zzzzqx", '"', "*", "AND OR NOT", "NEAR(", "'; drop table services; --", "%"]
)
def test_words_that_find_nothing_are_answered(site: Site, words: str) -> None:
    for path in ("/services", "/search", "/councils"):
        page = site.visitor().get(f"{path}?q={words}")
        assert page.status == 200
    assert site.counts()["processes"] > 0


def test_words_are_shown_as_typed_and_never_as_markup(site: Site) -> None:
    page = site.visitor().get("/search?q=<script>alert(1)</script>")
    (field,) = page.find("//main//input[@name='q']")
    assert field.get("value") == "<script>alert(1)</script>"
    assert not page.find("//script[contains(text(), 'alert')]")


def test_a_service_shows_what_differs_and_offers_to_compare(site: Site) -> None:
    reader = site.visitor()
    page = reader.get("/services/524?job=Report a missed bin")
    assert "The differences that matter most" in page.words
    rows = page.rows("Where these councils differ")
    promised = next(row for row in rows if row[0] == "Promised")
    assert promised[:3] == ["Promised", "3 working days", "1 working day"]
    assert all(len(set(row[1:]) - {"–"}) > 1 for row in rows)
    compared = reader.press(page, "Compare the chosen two")
    assert compared.status == 200
    assert compared.path.startswith("/compare?a=")


def test_choosing_one_only_says_to_choose_two(site: Site) -> None:
    reader = site.visitor()
    page = reader.press(
        reader.get("/services/524?job=Report a missed bin"),
        "Compare the chosen two",
        **{"with": site.places.example},
    )
    assert "Choose two processes to compare." in page.banner
    assert page.heading == "Compare two processes"


def test_an_upper_tier_service_is_no_gap_of_a_district(site: Site) -> None:
    page = site.visitor().get("/services/279")
    could = [
        link.text for link in page.find("//details//a[starts-with(@href, 'http://localhost/councils/')]")
    ]
    assert "county and unitary councils" in page.words
    assert "Kent County Council" in could
    assert "Oxford City Council" not in could
    assert "Eastlea District Council (example)" not in could
    assert len(could) == int(re.findall(r"(\d+) councils provide this service", page.words)[0])


def test_a_service_of_the_lower_tier_belongs_to_districts(site: Site) -> None:
    page = site.visitor().get("/services/524")
    could = [
        link.text for link in page.find("//details//a[starts-with(@href, 'http://localhost/councils/')]")
    ]
    assert "Oxford City Council" in could
    assert "Kent County Council" not in could


def test_a_service_nobody_has_shared_says_so(site: Site) -> None:
    page = site.visitor().get("/services/1")
    assert "No council has shared a process of this service yet." in page.words


def test_drafts_stay_out_of_everybody_elses_lists(site: Site) -> None:
    draft = f"/processes/{site.places.draft}"
    for who, sees in [(None, False), (site.people.stranger, False), (site.people.contributor, True)]:
        reader = site.visitor(who)
        for path in (
            "/services/524?job=Report a missed bin",
            "/councils/oxford",
            "/search?q=crew log Oxford",
        ):
            assert (draft in reader.get(path).links.values()) is sees, (path, who)


def test_search_finds_steps_labels_and_words_of_patterns(site: Site) -> None:
    page = site.visitor().get("/search?q=crew")
    headings = [heading.text for heading in page.find("//main//h2")]
    assert "Processes" in headings
    assert any(path.startswith("/processes/") for path in page.links.values())
    assert any(
        path.startswith("/patterns/") for path in site.visitor().get("/search?q=declaration").links.values()
    )
    assert "/councils/oxford" in site.visitor().get("/search?q=oxford").links.values()


def test_browsing_by_function_reaches_a_service(site: Site) -> None:
    reader = site.visitor()
    shelves = reader.get("/services")
    shelf = next(path for text, path in shelves.links.items() if path.startswith("/services/functions/"))
    assert any(path.startswith("/services/") for path in reader.get(shelf).links.values())


@pytest.mark.parametrize("path", ["/services/999999", "/services/functions/99999999", "/processes/999999",
    "/processes/nothing", "/councils/nowhere", "/patterns/none", "/walkthroughs/none", "/nothing",
    "/processes/1/versions/99", "/patterns/address/versions/99.json", "/compare?a=1&b=99999"])  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so(site: Site, path: str) -> None:
    page = site.visitor().get(path)
    assert page.status == 404
    assert page.heading == "Page not found"


def test_a_wrong_method_says_what_is_allowed(site: Site) -> None:
    page = site.visitor().post("/services")
    assert page.status == 405
    assert "GET" in page.response.headers["Allow"]


def test_a_council_that_is_gone_is_found_and_names_who_followed(site: Site) -> None:
    found = site.visitor().get("/councils?q=Barrow-in-Furness")
    assert "gone" in found.words
    gone = site.visitor().get(found.links["Barrow-in-Furness Borough Council"])
    assert "This council is gone since 2023-04-01." in gone.words
    assert "Its work went to Westmorland and Furness" in gone.words


def test_a_service_is_still_there_when_a_process_of_it_was_taken_down(site: Site) -> None:
    with site.session() as session:
        publishing.publish(session, LIBRARY, int(site.places.other_draft))
        publishing.takedown(session, LIBRARY, int(site.places.other_draft), 1, "A name")
    page = site.visitor().get("/services/524")
    assert page.status == 200
    assert "Cambridge City Council" in page.words
    (sentences,) = page.find("//ul[preceding-sibling::h3[1][.='The differences that matter most']][1]")
    assert "Eastlea" in sentences.text_content()
    assert "Northmoor" in sentences.text_content()
