"""The page of all patterns: grouped by what the user does, searched and narrowed without JavaScript."""

from __future__ import annotations

from tests.webapp.site import Page, Site


def listed(page: Page) -> set[str]:
    """The slugs of the patterns on the page."""
    addresses = (str(address) for address in page.find("//main//ul/li/a/@href"))
    return {address.partition("/patterns/")[2] for address in addresses if "/patterns/" in address}


def test_the_list_is_grouped_by_what_the_user_does(site: Site) -> None:
    page = site.visitor().get("/patterns")
    headings = [" ".join(heading.text_content().split()) for heading in page.find("//main//h2")]
    assert headings[1:4] == ["Apply for something", "Answer a question or ask for help", "Book something"]
    assert len(headings) == 13
    assert "Pay" in [link.text for link in page.find("//main//nav//a")]
    assert page.find("//main//h2[@id='pay']")
    assert len(listed(page)) >= 70
    assert "Asks: First name · Last name" in page.words
    assert "In Welsh too." in page.words


def test_a_whole_service_counts_the_processes_it_shows(site: Site) -> None:
    words = site.visitor().get("/patterns?kind=service").words
    report = words.split("Report a missed bin", 1)[1].split("Asks:", 1)[1]
    assert "Used by 3 processes" in report[:300]


def test_words_kind_and_question_narrow_the_list(site: Site) -> None:
    visitor = site.visitor()
    assert "bank-details" in listed(visitor.get("/patterns?q=sort+code"))
    assert {"pay-a-penalty"} <= listed(visitor.get("/patterns?q=penalty")) <= listed(visitor.get("/patterns"))
    letters = listed(visitor.get("/patterns?kind=letter"))
    assert {"decision-letter", "appointment-letter"} <= letters
    assert "name" not in letters
    both = visitor.get("/patterns?kind=pages&asks=date")
    assert {"date", "date-of-birth", "choose-a-collection-day"} <= listed(both)
    assert both.find("//option[@value='date'][@selected]")
    assert f"{len(listed(both))} patterns of" in both.words


def test_one_alone_fits(site: Site) -> None:
    page = site.visitor().get("/patterns?q=sort+code&kind=pages")
    assert "1 pattern of" in page.words
    assert "fits what you look for" in page.words


def test_what_is_not_there_leads_on(site: Site) -> None:
    page = site.visitor().get("/patterns?q=zeppelin")
    assert "No pattern of" in page.words
    assert any("/steps?q=zeppelin" in address for address in page.find("//main//a/@href"))
    assert site.visitor().get("/patterns?kind=nonsense").status == 200
    hostile = site.visitor().get("/patterns?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert not hostile.find("//main//script")


def test_the_tab_of_questions_shows_values_and_no_places(site: Site) -> None:
    page = site.visitor().get("/patterns/permit-vehicle/questions")
    assert "A household can have up to" in page.words
    assert "{{" not in page.words
