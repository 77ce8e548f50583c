"""The list of patterns in shelves: every pattern once, by its verb; narrowed by kind, by words and by what is asked."""

from __future__ import annotations

import pytest

from bpmn.patterns.record import VERBS
from tests.webapp.patterns.starters import STARTERS
from webapp.patterns.shelves import TOPICS, VERBS_IN_WORDS, Shelf, Wanted, shelves
from webapp.store.queries.patterns import PatternLine

LINES = tuple(
    PatternLine(
        slug, pattern.kind, pattern.title, pattern.summary, pattern.verb or "", "published", "Us", 1, 0
    )
    for slug, pattern in sorted(STARTERS.items(), key=lambda item: item[1].title)
)


def on(found: tuple[Shelf, ...]) -> set[str]:
    """The slugs on all shelves."""
    return {card.line.slug for shelf in found for card in shelf.cards}


def test_every_pattern_stands_once_on_the_shelf_of_its_verb() -> None:
    found = shelves(LINES, STARTERS)
    assert [shelf.verb for shelf in found] == list(VERBS)
    assert sum(len(shelf.cards) for shelf in found) == len(STARTERS)
    assert all(STARTERS[card.line.slug].verb == shelf.verb for shelf in found for card in shelf.cards)
    assert set(VERBS_IN_WORDS) == set(VERBS)


def test_a_shelf_is_by_title_as_the_lines_came() -> None:
    for shelf in shelves(LINES, STARTERS):
        titles = [card.line.title for card in shelf.cards]
        assert titles == [line.title for line in LINES if line.title in titles]


def test_a_kind_and_words_narrow_together() -> None:
    found = shelves(LINES, STARTERS, Wanted(frozenset({"pay", "payment-request", "date"}), of="email"))
    assert on(found) == {"payment-request"}
    assert shelves(LINES, STARTERS, Wanted(frozenset())) == ()


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.key)
def test_every_topic_finds_something_and_not_everything(topic: object) -> None:
    key = str(getattr(topic, "key", ""))
    assert 0 < len(on(shelves(LINES, STARTERS, Wanted(asks=key)))) < len(STARTERS) * 0.7


def test_what_is_asked_is_found_in_blocks_and_in_services_made_of_them() -> None:
    places = on(shelves(LINES, STARTERS, Wanted(asks="place")))
    assert {"address", "find-my-property", "report-a-problem-in-the-street", "report-a-missed-bin"} <= places
    assert not {"name", "pay", "decision-letter"} & places
    assert "evidence-upload" in on(shelves(LINES, STARTERS, Wanted(asks="proof")))
    assert on(shelves(LINES, STARTERS, Wanted(asks="no such topic"))) == set(STARTERS)


def test_a_card_says_what_is_asked_whom_it_is_for_and_that_there_is_welsh() -> None:
    cards = {card.line.slug: card for shelf in shelves(LINES, STARTERS) for card in shelf.cards}
    assert cards["name"].asks == ("First name", "Last name")
    assert cards["name"].welsh
    assert not cards["bank-details"].welsh
    assert cards["crew-log-check"].for_staff
    assert cards["confirmation"].asks == ()


def test_a_pattern_without_a_verb_stands_last_and_one_without_content_nowhere() -> None:
    odd = PatternLine("name", "pages", "Odd", "", "", "draft", "Us", 1, 0)
    gone = PatternLine("gone", "pages", "Gone", "", "ask", "published", "Us", 1, 0)
    found = shelves((odd, gone, *LINES), STARTERS)
    assert found[-1].heading == "Something else"
    assert "gone" not in on(found)
