"""What a council decides about a difference: kept with who and when, changed only by a newer word, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bpmn.compare import Statement
from tests.webapp.diagrams import MISSED_BIN, OTHER_BIN
from tests.webapp.people import People
from webapp.actions import decisions, publishing, uploads
from webapp.actions.decisions import Word
from webapp.actions.uploads import IncomingFile, Place
from webapp.errors import NotAllowed, NotFound, Refused
from webapp.permissions import LIBRARY, Person
from webapp.store.queries import decisions as kept
from webapp.store.queries import people as accounts
from webapp.store.queries.decisions import Wanted
from webapp.store.tables import Decision

SAID = Statement("fee", "A is free; B takes £40.", topic="fee", key="fee-amount")


@pytest.fixture
def pair(session: Session, people: People) -> tuple[int, int]:
    """Oxford's published process and Cambridge's."""
    found = []
    for who, council, data in (
        (people.editor, people.oxford, MISSED_BIN),
        (people.stranger, people.cambridge, OTHER_BIN),
    ):
        (made,) = uploads.upload(
            session, who, [IncomingFile("a.bpmn", data)], Place(council, 524, "Report a missed bin")
        )
        assert made.process_id
        publishing.publish(session, LIBRARY, made.process_id)
        found.append(made.process_id)
    return found[0], found[1]


def say(session: Session, who: Person, pair: tuple[int, int], **word: Any) -> Decision:
    return decisions.decide(session, who, *pair, (1, 1), SAID, Word(**word))


def test_a_decision_is_kept_with_everything_that_was_said(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    due = date(2027, 3, 31)
    say(
        session,
        people.contributor,
        pair,
        reason="policy",
        choice="adopt",
        owner=" Head of  waste ",
        due=due,
        note="Ask.",
    )
    for a, b in (pair, pair[::-1]):
        (one,) = kept.of_pair(session, a, b)
        assert (one.key, one.topic, one.text) == ("fee-amount", "fee", "A is free; B takes £40.")
        assert (one.reason, one.choice, one.owner, one.due, one.note) == (
            "policy",
            "adopt",
            "Head of waste",
            due,
            "Ask.",
        )
        assert (one.who, one.process.id, one.other.id, one.numbers) == ("Connie", *pair, (1, 1))
    row = accounts.audit_of(session, "process", pair[0])[0]
    assert (row.action, row.details["due"], row.details["key"]) == ("decide", "2027-03-31", "fee-amount")


def test_a_newer_word_counts_and_the_older_is_history(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    say(session, people.contributor, pair, reason="habit")
    say(session, people.editor, pair, reason="law", choice="keep")
    assert [(one.reason, one.who) for one in kept.of_pair(session, *pair)] == [("law", "Eddie")]
    older, newer = kept.of_pair(session, *pair, history=True)
    assert (older.reason, older.ended_by, newer.ended_at) == ("habit", "Eddie", None)
    assert older.ended_at is not None


def test_the_same_word_twice_is_kept_once(session: Session, people: People, pair: tuple[int, int]) -> None:
    one = say(session, people.editor, pair, choice="test")
    assert say(session, people.editor, pair, choice="test").id == one.id
    assert len(kept.of_pair(session, *pair, history=True)) == 1


def test_each_council_decides_for_itself(session: Session, people: People, pair: tuple[int, int]) -> None:
    say(session, people.editor, pair, choice="adopt")
    say(session, people.stranger, pair[::-1], choice="keep")
    assert [(one.who, one.choice) for one in kept.of_pair(session, *pair)] == [
        ("Eddie", "adopt"),
        ("Sam", "keep"),
    ]
    with pytest.raises(NotAllowed):
        say(session, people.editor, pair[::-1], choice="adopt")
    with pytest.raises(NotAllowed):
        say(session, people.visitor, pair, choice="adopt")


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ({}, "nothing was filled in"),
        ({"owner": "  "}, "nothing was filled in"),
        ({"reason": "because"}, "reason from the list"),
        ({"choice": "perhaps"}, "keep, adopt or test"),
        ({"owner": "x" * 201}, "at most 200 letters"),
        ({"note": "x" * 1001}, "at most 1,000 letters"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    session: Session, people: People, pair: tuple[int, int], word: dict[str, str], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        say(session, people.editor, pair, **word)
    assert kept.of_pair(session, *pair, history=True) == ()


def test_a_process_is_not_decided_about_beside_itself(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    with pytest.raises(Refused):
        say(session, people.editor, (pair[0], pair[0]), choice="keep")


def test_taking_back_leaves_the_history(session: Session, people: People, pair: tuple[int, int]) -> None:
    row = say(session, people.editor, pair, choice="keep")
    for who in (people.visitor, people.stranger):
        with pytest.raises(NotAllowed):
            decisions.withdraw(session, who, row.id)
    decisions.withdraw(session, people.contributor, row.id)
    assert kept.of_pair(session, *pair) == ()
    assert [one.ended_by for one in kept.of_pair(session, *pair, history=True)] == ["Connie"]
    with pytest.raises(NotFound):
        decisions.withdraw(session, people.contributor, row.id)


def test_nobody_learns_of_a_draft_through_a_decision(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    place = Place(people.oxford, 524, "Not yet said")
    (draft,) = uploads.upload(session, people.editor, [IncomingFile("a.bpmn", OTHER_BIN)], place)
    assert draft.process_id
    row = say(session, people.editor, (draft.process_id, pair[1]), choice="keep")
    say(session, people.editor, pair, choice="keep")
    for who, seen in (
        (people.visitor, 1),
        (people.stranger, 1),
        (people.contributor, 2),
        (people.library, 2),
    ):
        assert len(kept.found(session, who, Wanted())) == seen == kept.number_found(session, who, Wanted())
    with pytest.raises(NotFound):
        decisions.withdraw(session, people.stranger, row.id)


def test_the_table_is_narrowed_and_what_is_due_comes_first(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    def decide(key: str, **word: Any) -> None:
        decisions.decide(session, people.editor, *pair, (1, 1), Statement("fee", key, key=key), Word(**word))

    decide("late", choice="adopt", due=date(2028, 1, 1))
    decide("open", choice="keep", reason="law")
    decide("soon", choice="adopt", reason="habit", due=date(2027, 1, 1))

    def found(**wanted: Any) -> list[str]:
        return [one.key for one in kept.found(session, people.editor, Wanted(**wanted))]

    assert found() == ["soon", "late", "open"]
    assert found(choice="adopt") == ["soon", "late"]
    assert found(reason="law") == ["open"]
    assert found(before=date(2027, 6, 1)) == ["soon"]
    assert found(council=people.oxford) == ["soon", "late", "open"]
    assert found(council=people.cambridge) == []
    assert found(lgsl=524, choice="keep") == ["open"]
    assert found(process=pair[1], other=pair[0]) == ["soon", "late", "open"]
    assert [one.id for one in kept.councils(session, people.visitor)] == [people.oxford]
