"""The storyboard as one file: everything is in it, nothing is asked of anybody, and nobody's text becomes markup."""

from __future__ import annotations

import re

import lxml.html
import pytest

from tests.drawing import drawn
from tests.webapp.pages.test_walking import BADGE, eligible
from tests.webapp.pages.test_walking_scenarios import NAME, changed, kept
from tests.webapp.pages.test_walking_storyboard import LETTERS
from tests.webapp.pages.walks import HOME, address, done, walking
from tests.webapp.site import Page, Site, Visitor
from webapp.walkthroughs.trimmed import SHEET, Rule, rules

FETCHED = (
    "//@src | //@srcset | //@action | //@poster | //@data | //link | //script | //iframe | //object | //embed"
)


def badge(site: Site) -> tuple[Visitor, Page]:
    visitor, page = walking(site, BADGE)
    page = eligible(visitor, done(visitor, page))
    return visitor, visitor.press(page, "Continue", **HOME)


def ended(site: Site, data: bytes) -> Page:
    """The file of a walk that does what comes first."""
    visitor, page = walking(site, data)
    while forms := page.find("//form[contains(@action, '/take')]//button"):
        page = visitor.press(page, forms[0].text_content().strip())
    return visitor.get(f"{address(page)}/storyboard.html")


def test_the_file_is_downloaded_and_linked_from_the_storyboard(site: Site) -> None:
    visitor, page = badge(site)
    board = visitor.get(f"{address(page)}/storyboard")
    file = visitor.get(board.links["Take it with you as one file (HTML, needs no network)"])
    assert file.response.headers["Content-Disposition"].startswith("attachment; filename=storyboard-")
    assert file.response.mimetype == "text/html"
    assert file.root.get("lang") == "en-GB"


def test_everything_of_the_walk_is_in_it(site: Site) -> None:
    visitor, page = badge(site)
    file = visitor.get(f"{address(page)}/storyboard.html")
    titles = [" ".join(one.text_content().split()) for one in file.find("//article//h3[@id]")]
    assert [title.split(" ", 1)[0] for title in titles] == ["1", "2", "3", "4"]
    assert file.find("//article//input[@value='12 Quixotic Lane'][@disabled]")
    assert "Decided by itself, because" in file.words
    assert "Decided by the rules: " in file.words
    assert "Ended: Applied." in file.words
    shown = [
        text.text_content().strip() for text in file.find("//*[local-name()='svg']//*[local-name()='text']")
    ]
    assert {"1", "Step 2", "3", "Step 4", "Ended"} <= set(shown)


def test_letters_scripts_and_the_time_between(site: Site) -> None:
    file = ended(site, LETTERS)
    kinds = [one.text_content().partition(":")[0] for one in file.find("//figcaption")]
    assert kinds == ["Letter as sent", "Script as spoken", "Text message as sent"]
    assert "14 days later Day 15" in file.words


def test_the_contents_lead_to_every_step_and_no_address_is_there_twice(site: Site) -> None:
    visitor, page = badge(site)
    file = visitor.get(f"{address(page)}/storyboard.html")
    ids = [str(one) for one in file.find("//@id")]
    assert len(ids) == len(set(ids))
    links = [str(one) for one in lxml.html.fromstring(file.text).xpath("//nav//a/@href")]
    assert links == ["#walk-1", *(f"#walk-1-frame-{number}" for number in (1, 2, 3, 4))]
    assert {link[1:] for link in links} <= set(ids)


def test_nothing_is_fetched_and_nothing_runs(site: Site) -> None:
    visitor, page = badge(site)
    file = visitor.get(f"{address(page)}/storyboard.html")
    assert file.find(FETCHED) == []
    hrefs = lxml.html.fromstring(file.text).xpath("//a/@href")
    assert [one for one in hrefs if not str(one).startswith("#")] == []
    assert [name for one in file.root.iter() for name in one.attrib if name.startswith("on")] == []
    (sheet,) = file.find("//style")
    assert not re.search(r"url\(|@import", sheet.text)
    (policy,) = file.find("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert file.response.headers["Content-Security-Policy"] == policy


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)></style>{{ 7*7 }}"


def test_hostile_names_stay_text(site: Site) -> None:
    data = drawn("""
    pool P "POOL" {
    lane L "LANE" {
    start S "Arrives"
    task A "STEP"
    end E "Ends"
    }
    S -> A -> E
    }
    """)
    for name in (b"POOL", b"LANE", b"STEP"):
        data = data.replace(name, HOSTILE.replace("<", "&lt;").replace(">", "&gt;").encode())
    file = ended(site, data)
    assert file.find("//script | //img | //*[@onerror]") == []
    assert len(file.find("//style")) == 1
    (title,) = [one for one in file.find("//article//h3[@id]") if "alert" in one.text_content()]
    assert HOSTILE in title.text_content()


def test_all_scenarios_of_a_process_are_one_file(site: Site) -> None:
    visitor, page = kept(site)
    visitor.press(page, "Save as a scenario of this process", title="Another: told no")
    of_process = visitor.get(f"/processes/{site.places.draft}")
    file = visitor.get(of_process.links["All scenarios as storyboards in one file (HTML, needs no network)"])
    titles = [one.text_content() for one in file.find("//section/h2")]
    assert titles == ["Another: told no", NAME]
    ids = [str(one) for one in file.find("//@id")]
    assert len(ids) == len(set(ids))
    assert len(file.find("//*[local-name()='svg'][@role='img']")) == 2


def test_a_scenario_keeps_its_own_version(site: Site) -> None:
    visitor, _ = kept(site)
    changed(site, b"Told no", b"Told never")
    file = visitor.get(f"/processes/{site.places.draft}/storyboards.html")
    assert "Version 1. Ended: Told no." in file.words


def test_a_process_without_scenarios_says_so(site: Site) -> None:
    assert (
        "no scenarios yet" in site.visitor().get(f"/processes/{site.places.published}/storyboards.html").words
    )


def test_what_a_visitor_typed_is_in_nobody_elses_file(site: Site) -> None:
    _, page = badge(site)
    file = site.visitor().get(f"{address(page)}/storyboard.html")
    assert "Quixotic" not in file.text
    assert "Nothing that was typed is shown." in file.words


def test_a_case_under_way_says_where_it_stands(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    page = done(visitor, page)
    file = visitor.get(f"{address(page)}/storyboard.html")
    assert "The case is here" in file.words
    assert "Not finished." in file.words


def test_a_stylesheet_is_read_as_rules() -> None:
    inner = (Rule(".a", "b:c"), Rule(".d::before", 'content:"};{"'))
    sheet = '@charset "utf-8";/* } */@media print{.a{b:c}.d::before{content:"};{"}}h1{e:f;g:h}'
    assert rules(sheet) == (Rule("@media print", "", inner), Rule("h1", "e:f;g:h"))


def test_the_built_stylesheet_is_cut_to_what_is_used(site: Site) -> None:
    if not SHEET.is_file():
        pytest.skip("The stylesheet is not built.")
    visitor, page = badge(site)
    (sheet,) = lxml.html.fromstring(visitor.get(f"{address(page)}/storyboard.html").text).xpath("//style")
    assert ".govuk-input{" in sheet.text
    assert ".app-workshop" not in sheet.text
    assert len(sheet.text) < SHEET.stat().st_size / 3
    assert sheet.text.count("{") == sheet.text.count("}")
