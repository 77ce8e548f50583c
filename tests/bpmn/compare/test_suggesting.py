"""Patterns suggested for steps that show none: by what others attached first, then by words, each with its reason."""

from __future__ import annotations

from bpmn.compare import WordMeaning
from bpmn.compare.suggesting import MOST, Elsewhere, bare_steps, suggest
from bpmn.reader import read
from tests.bpmn.patterns.making import pattern
from tests.drawing import drawn

WORDS = WordMeaning()
DIAGRAM = read(
    drawn("""
pool R "Resident" part=resident {
  start S "Wants a permit"
  userTask P "Pay for the permit"
  userTask A "Give your address" pattern=address
  end E "Has a permit"
  S -> P -> A -> E
}
pool C "Council" part=back-office {
  start T "Application arrives"
  task F "File the papers"
  end D "Done"
  T -> F -> D
}
""")
)
LIBRARY = {
    one.slug: one
    for one in (
        pattern(slug="pay", title="Pay for a permit", need="As a resident I need to pay."),
        pattern(slug="address", title="What is your address?"),
        pattern(slug="decision-letter", kind="letter", title="Decision letter", body="We decided.", pages=[]),
        pattern(slug="file-check", title="File the papers", audience="staff"),
        pattern(slug="whole", kind="service", title="Pay for the permit", pages=[], parts=[{"ref": "pay"}]),
    )
}


def test_only_steps_that_touch_the_resident_and_show_nothing_are_looked_at() -> None:
    assert bare_steps(DIAGRAM) == ("P",)
    assert set(suggest(DIAGRAM, LIBRARY, meaning=WORDS)) == {"P"}


def test_words_suggest_a_block_with_its_reason_and_never_a_whole_service() -> None:
    (found, *_) = suggest(DIAGRAM, LIBRARY, meaning=WORDS)["P"]
    assert (found.slug, found.by) == ("pay", "words")
    assert "“Pay for the permit”" in found.because
    assert "whole" not in {one.slug for one in suggest(DIAGRAM, LIBRARY, meaning=WORDS)["P"]}


def test_what_people_confirmed_comes_before_what_only_matches_and_that_before_words() -> None:
    theirs = [
        Elsewhere("P", "address", "Saltmere", "Say where you live", 0.9),
        Elsewhere("P", "decision-letter", "Westford", "Take the payment", 0.5, confirmed=True),
        Elsewhere("P", "not-here", "Westford", "Take the payment", 1.0, confirmed=True),
        Elsewhere("F", "address", "Westford", "Elsewhere", 1.0, confirmed=True),
    ]
    found = suggest(DIAGRAM, LIBRARY, theirs, WORDS)["P"]
    assert [(one.slug, one.by) for one in found] == [
        ("decision-letter", "confirmed"), ("address", "council"), ("pay", "words"),
    ]  # fmt: skip
    assert found[0].because == (
        "Westford shows it at “Take the payment”, which people confirmed to be the same step."
    )
    assert "Saltmere" in found[1].because
    assert "seems to be the same step" in found[1].because


def test_at_most_three_the_same_every_time_and_nothing_of_what_is_there_already() -> None:
    many = {f"pay-{n}": pattern(slug=f"pay-{n}", title="Pay for the permit") for n in range(9)}
    first = suggest(DIAGRAM, many, meaning=WORDS)
    assert len(first["P"]) == MOST
    assert first == suggest(DIAGRAM, dict(reversed(many.items())), meaning=WORDS)
    shown = suggest(DIAGRAM, LIBRARY, meaning=WORDS, steps=["A"])
    assert "address" not in {one.slug for one in shown.get("A", ())}
    assert suggest(DIAGRAM, {}, meaning=WORDS) == {}
