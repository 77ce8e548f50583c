"""The same case in two councils: in step, alone, by hand, asked once, back, opened alone, odd pairs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.drawing import drawn
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor

OURS = drawn("""
pool R "Resident" part=resident {
  start S "Wants a badge"
  userTask Q "Say whether you qualify" pattern=eligibility-check
  xor G "Do you qualify?"
  userTask A "Give your address" pattern=address
  end N "Knows it is not for them"
  S -> Q -> G
  G -> A : yes [eligible == "yes"]
  G -> N : no [eligible == "no"]
  end E "Applied"
  A -> E
}
""")
THEIRS = drawn("""
pool R "Resident" part=resident {
  start S "Wants a badge"
  task W "Wait for the office to open"
  task V "Read the leaflet"
  userTask Q "Say whether you qualify" pattern=eligibility-check
  userTask A "Give your address" pattern=address
  end E "Applied"
  S -> W -> V -> Q -> A -> E
}
""")
OTHER = drawn("""
pool C "Depot" {
  start S "Lorry arrives"
  task T "Weigh the lorry"
  xor G "Too heavy?"
  task U "Unload some"
  end E "Lorry leaves"
  S -> T -> G
  G -> U : yes
  G -> E : no
  U -> E
}
""")
HOME = {
    "a-address_line_1": "12 Quixotic Lane", "a-address_line_2": "", "a-town": "Oxford", "a-postcode": "OX1 1AA"
}  # fmt: skip


def tried(visitor: Visitor, data: bytes) -> str:
    """The address of a diagram that was tried."""
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(data)])
    return urlsplit(page.path).path.split("/")[2]


def begun(site: Site, ours: bytes = OURS, theirs: bytes = THEIRS) -> tuple[Visitor, Page]:
    """Two walks at their beginning."""
    visitor = site.visitor()
    a, b = tried(visitor, ours), tried(visitor, theirs)
    page = visitor.get(f"/side-by-side?a={a}&b={b}")
    return visitor, visitor.press(page, "Start walking")


def rows(page: Page) -> list[str]:
    """The last cell of each row of what has happened."""
    return [
        " ".join(cell.text_content().split())
        for cell in page.find("//table[contains(caption, 'row by row')]//tbody/tr/td[3]")
    ]


def test_both_move_together_and_one_does_first_what_it_alone_has(site: Site) -> None:
    visitor, page = begun(site)
    assert "Both do this step now." in page.words
    page = visitor.press(page, "Next")
    assert "does 2 more steps first, on the shortest way" in page.words
    assert "Waits at: Say whether you qualify" in page.words
    page = visitor.press(page, "Go on to the next step that both have")
    assert "2 steps further." in page.banner
    assert "Both do this step now." in page.words
    assert rows(page) == ["Both", "Only B", "Only B"]


def test_what_is_asked_on_both_is_typed_once(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(visitor.press(page, "Next"), "Go on to the next step that both have")
    assert "What you type on one side counts for both" in page.words
    page = visitor.press(page, "Next", **eligible("yes"))
    assert "Give your address" in page.words
    assert page.problem == ""
    page = visitor.press(page, "Next", **HOME)
    assert "Nothing more can happen on either side." in page.words
    assert page.words.count("The case has ended.") == 2


def eligible(answer: str) -> dict[str, Any]:
    """The answers of A's page of the check, from which the rules decide."""
    return {"a-conditions_met": ["first", "second"] if answer == "yes" else ["first"]}


def test_a_fault_on_one_side_is_named_with_its_side_and_nothing_moves(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(visitor.press(page, "Next"), "Go on to the next step that both have")
    before = rows(page)
    page = visitor.press(page, "Next")
    assert page.status == 400
    assert "A: " in page.problem
    assert "B: " in page.problem
    assert rows(page) == before


def test_answers_branch_one_side_only(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(visitor.press(page, "Next"), "Go on to the next step that both have")
    page = visitor.press(page, "Next", **eligible("no"))
    assert "Knows it is not for them" in page.words
    assert "has ended. That of B:" in page.words
    assert "Taken by itself, because" in page.words


def test_back_goes_back_on_both_and_to_the_beginning(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(visitor.press(page, "Next"), "Go on to the next step that both have")
    page = visitor.press(page, "Next", **eligible("yes"))
    page = visitor.press(page, "Back a row")
    assert "Say whether you qualify" in page.words
    assert rows(page) == ["Both", "Only B", "Only B"]
    for _ in range(3):
        page = visitor.press(page, "Back a row")
    assert "Both do this step now." in page.words
    assert rows(page) == []


def test_one_side_is_moved_by_hand(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(page, "Next")
    page = visitor.get(page.links["Say whether you qualify"])
    assert "Only A moves" in page.words
    page = visitor.press(page, "Next", **eligible("yes"))
    assert rows(page)[:2] == ["Both", "Only A"]


def test_each_side_opens_as_an_ordinary_walk_with_what_was_typed(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(visitor.press(page, "Next"), "Go on to the next step that both have")
    page = visitor.press(page, "Next", **eligible("yes"))
    alone = visitor.get(page.links["Open A alone"])
    assert "Step 4 of a case" in alone.words
    assert "Taken by itself, because" in alone.words


def test_another_visitor_goes_on_in_copies_of_their_own(site: Site) -> None:
    visitor, page = begun(site)
    address = urlsplit(page.path).path
    other = site.visitor()
    moved = other.press(other.get(address), "Next")
    assert urlsplit(moved.path).path != address
    assert rows(visitor.get(address)) == []


def test_nothing_typed_is_kept(site: Site) -> None:
    visitor, page = begun(site)
    page = visitor.press(visitor.press(page, "Next"), "Go on to the next step that both have")
    page = visitor.press(page, "Next", **eligible("yes"))
    visitor.press(page, "Next", **HOME)
    assert b"Quixotic" not in (site.settings.instance / "library.sqlite3").read_bytes()


def test_unrelated_processes_are_said_to_be_so_and_walk_by_themselves(site: Site) -> None:
    visitor, page = begun(site, OURS, OTHER)
    assert "no step in common" in page.words
    page = visitor.press(page, "Next")
    assert set(rows(page)) == {"Only A", "Only B"}


def test_a_decision_nobody_can_read_shows_its_own_words_and_must_be_made(site: Site) -> None:
    visitor, page = begun(site, OTHER, OTHER)
    for _ in range(2):
        page = visitor.press(page, "Next")
    assert "Both decide the same now." in page.words
    assert "it goes the way you choose for A" in page.words
    page = visitor.press(page, "Next")
    assert page.status == 400
    assert "Choose which way the case goes" in page.problem
    flow = page.find("//input[@name='a-chose']")[1].get("value")
    page = visitor.press(page, "Next", **{"a-chose": flow})
    assert rows(page) == ["Both", "Both", "Both"]


def test_a_stale_form_changes_nothing(site: Site) -> None:
    visitor, page = begun(site)
    visitor.press(page, "Next")
    again = visitor.press(page, "Next")
    assert "have moved on" in again.banner
    assert rows(again) == ["Both"]


@pytest.mark.parametrize("path", ["/side-by-side?a=1&b=nowhere", "/side-by-side/none/nothing"])
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.visitor().get(path).status == 404


def test_the_same_walk_twice_is_not_found(site: Site) -> None:
    visitor, page = begun(site)
    walk = urlsplit(page.path).path.split("/")[2]
    assert visitor.get(f"/side-by-side/{walk}/{walk}").status == 404


def test_with_one_process_the_comparison_chooses_the_other(site: Site) -> None:
    page = site.visitor().get(f"/side-by-side?a={site.places.example}")
    assert page.path.startswith("/compare")
    assert "Choose the process" in page.banner


def test_the_comparison_leads_to_the_walk(site: Site) -> None:
    visitor = site.visitor()
    pair = f"a={site.places.example}&b={int(site.places.example) + 1}"
    page = visitor.get(visitor.get(f"/compare?{pair}").links["Walk both side by side"])
    page = visitor.press(page, "Start walking")
    page = visitor.press(page, "Next")
    assert page.status == 200
    assert rows(page) == ["Both"]


def test_a_decision_shows_the_condition_as_it_is_written(site: Site) -> None:
    data = drawn("""
pool C "Depot" {
  start S "Lorry arrives"
  xor G "Which scale?"
  end U "Sent away"
  end E "Lorry leaves"
  S -> G
  G -> U : yes [${scale.read() > 20}]
  G -> E : no
}
""")
    visitor, page = begun(site, data, OTHER)
    page = visitor.press(page, "Next")
    assert "Written in the diagram: ${scale.read() > 20}" in page.words
    alone = visitor.get(page.links["Open A alone"])
    assert "Written in the diagram: ${scale.read() > 20}" in alone.words
