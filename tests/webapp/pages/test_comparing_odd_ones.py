"""Pairs that are hard to compare get a page that says so: unrelated, without names, of many pools, very large, very
long, in other scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.drawing import drawn
from tests.webapp.diagrams import BADGE, MISSED_BIN, OTHER_BIN
from tests.webapp.site import Page, Site
from webapp.actions import uploads
from webapp.actions.uploads import IncomingFile
from webapp.permissions import LIBRARY

PAGES = ("", "/correct", "/print", "/data.json", "/picture-a.svg", "/picture-b.svg")
UNRELATED = drawn(
    'start S "Expedition into the hills"\ntask A "Drill a core"\ntask B "Label rock samples"\nend E "Map drawn"\n'
    "S -> A -> B -> E"
)
NAMELESS = drawn('start S ""\ntask A ""\ntask B ""\nend E ""\nS -> A -> B -> E')
LONG = drawn(
    f'start S "Begin"\ntask A "{"Check the log. " * 330}"\ntask B "{"x" * 5000}"\nend E "Done"\nS -> A -> B -> E'
)
GREEK = drawn(
    'start S "Αίτηση"\ntask A "Έλεγχος της αίτησης"\ntask B "檢查申請"\nend E "Τέλος"\nS -> A -> B -> E'
)
LARGE = drawn(
    'start S "Begin"\n'
    + "\n".join(f'task T{n} "Check part {n}"' for n in range(300))
    + '\nend E "Done"\nS -> '
    + " -> ".join(f"T{n}" for n in range(300))
    + " -> E"
)
Try = Callable[[bytes, bytes], str]


@pytest.fixture
def tried(site: Site) -> Try:
    """Two files put in as tries; what asks for the two."""

    def put(one: bytes, other: bytes) -> str:
        found = []
        with site.session() as session:
            for data in (one, other):
                (made,) = uploads.try_upload(session, LIBRARY, [IncomingFile("a.bpmn", data)])
                found.append(made.address)
        return f"a={found[0]}&b={found[1]}"

    return put


def every_page(site: Site, query: str) -> Page:
    """Each page about the two is answered; the comparison itself."""
    visitor = site.visitor()
    for page in PAGES:
        assert visitor.get(f"/compare{page}?{query}").status == 200, page
    return visitor.get(f"/compare?{query}")


def test_unrelated_ones_are_not_forced_to_match(site: Site, tried: Try) -> None:
    page = every_page(site, tried(UNRELATED, BADGE))
    assert "no step in common" in page.words
    assert "Steps: 2 in A" in page.words
    assert {row[2].split(" Show")[0] for row in page.rows("Step by step")} == {"Only in A", "Only in B"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MISSED_BIN, OTHER_BIN),
        (NAMELESS, OTHER_BIN),
        (NAMELESS, NAMELESS),
        (LONG, MISSED_BIN),
        (GREEK, OTHER_BIN),
        (GREEK, GREEK),
        (LARGE, OTHER_BIN),
    ],
    ids=["pools", "no names", "no names twice", "long names", "other scripts", "the same twice", "large"],
)
def test_every_page_is_answered(site: Site, tried: Try, one: bytes, other: bytes) -> None:
    page = every_page(site, tried(one, other))
    assert page.rows("Step by step")
    assert "Similarity:" in page.words
    assert ("They say the same." in page.words) == (one == other)


def test_a_try_is_not_named_in_the_letter_to_another_council(site: Site, tried: Try) -> None:
    secret = tried(OTHER_BIN, OTHER_BIN).split("&")[0].removeprefix("a=")
    visitor = site.visitor()
    query = f"a={secret}&b={site.places.example}"
    key = visitor.get(f"/compare/data.json?{query}").response.get_json()["statements"][0]["key"]
    mails = visitor.get(f"/compare/difference?{query}&key={key}").find(
        "//a[starts-with(@href, 'mailto:')]/@href"
    )
    assert mails
    assert not any(secret in mail for mail in mails)


def test_a_process_beside_itself_says_so_and_offers_nothing_to_decide(site: Site) -> None:
    process = site.places.published
    member = site.visitor(site.people.editor)
    page = member.get(f"/compare?a={process}&b={process}")
    assert "A and B are the same process." in page.words
    assert "Correct the matching" not in page.links
    correct = member.get(f"/compare/correct?a={process}&b={process}")
    assert "nothing to correct" in correct.words
    assert not correct.find("//main//form")
    assert member.get(page.links["Choose another to compare it with"]).status == 200
