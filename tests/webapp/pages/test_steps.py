"""Searching steps and questions."""

from __future__ import annotations

import pytest

from tests.webapp.site import Site


def test_steps_that_say_the_same_in_other_words_are_found(site: Site) -> None:
    page = site.visitor().get("/steps?q=look+at+the+crew%27s+log")
    assert "have a step like “look at the crew's log”" in page.words or "has a step like" in page.words
    assert "“Check the crew's log”" in page.words
    assert "Household waste collection" in page.words


def test_questions_are_searched_apart_from_steps(site: Site) -> None:
    visitor = site.visitor()
    asked = visitor.get("/steps?q=proof+of+address&kind=question").words
    assert "Can you show a proof of address now?" in asked
    assert "Can you show a proof of address now?" not in visitor.get("/steps?q=proof+of+address").words


def test_what_is_much_less_like_it_stands_folded(site: Site) -> None:
    page = site.visitor().get("/steps?q=proof+of+address&kind=question")
    (folded,) = page.find("//main//details")
    assert "Less like it" in folded.text_content()


def test_a_hit_leads_to_the_very_step(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get("/steps?q=check+the+crew%27s+log")
    link = next(path for text, path in page.links.items() if text.startswith("“Check the crew's log”"))
    leads = visitor.get(link, follow=False)
    place, _, anchor = leads.response.headers["Location"].partition("#")
    shown = visitor.get(place)
    (line,) = shown.find("//li[@id=$id]", id=anchor)
    assert "Check the crew's log" in " ".join(line.text_content().split())


def test_a_step_that_is_gone_leads_to_the_top(site: Site) -> None:
    leads = site.visitor().get(f"/steps/show?process={site.places.example}&element=nowhere", follow=False)
    assert leads.response.headers["Location"] == f"/processes/{site.places.example}"
    assert site.visitor().get("/steps/show").status == 404


def test_a_draft_s_steps_are_told_to_its_own_council_only(site: Site) -> None:
    draft = f"/processes/{site.places.other_draft}"
    path = "/steps?q=send+the+lorry+again"
    assert draft in site.visitor(site.people.stranger).get(path).links.values()
    for who in (None, site.people.contributor, site.people.editor, site.people.administrator):
        page = site.visitor(who).get(path)
        assert draft not in page.links.values()
        assert "Send the lorry again" not in page.words
        json = site.visitor(who).get("/steps/data.json?q=send+the+lorry+again").text
        assert "Send the lorry again" not in json


def test_json_is_grouped_by_service(site: Site) -> None:
    found = site.visitor().get("/steps/data.json?q=take+a+payment").response.json
    assert found
    best = [max(hit["likeness"] for one in group["processes"] for hit in one["hits"]) for group in found]
    assert best == sorted(best, reverse=True)
    assert {one["service"] for group in found for one in group["processes"]} == {g["service"] for g in found}


def test_nothing_found_offers_another_way(site: Site) -> None:
    page = site.visitor().get("/steps?q=elephants+in+the+circus")
    assert "No process that you may read has a step like" in page.words
    assert any(path.startswith("/search?q=elephants") for path in page.links.values())


def test_the_search_page_leads_here_with_the_words(site: Site) -> None:
    assert "/steps?q=missed%20bin" in site.visitor().get("/search?q=missed+bin").links.values()


@pytest.mark.parametrize(
    "words", ["", "%00", "%ff", "x" * 5_000, "%3Cscript%3Ealert(1)%3C/script%3E", "%F0%9F%98%80"]
)
@pytest.mark.parametrize("kind", ["step", "question", "nonsense"])
def test_any_words_are_answered(site: Site, words: str, kind: str) -> None:
    page = site.visitor().get(f"/steps?q={words}&kind={kind}")
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert site.visitor().get(f"/steps/data.json?q={words}&kind={kind}").status == 200
