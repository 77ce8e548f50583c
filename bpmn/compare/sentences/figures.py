"""Counts and facts of both beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.facts import Facts
from bpmn.compare.results import Figure, Topic, Value
from bpmn.compare.sentences.channels import assisted, channels
from bpmn.compare.sentences.deciding import Decided, Decision
from bpmn.compare.sentences.ends import Outcome, ends_of, says_little
from bpmn.compare.sentences.fees import fee_in_words, refund_steps
from bpmn.compare.sentences.handovers import between_organisations
from bpmn.compare.sentences.outcomes import outcome_drawn
from bpmn.compare.sentences.resident import Asked
from bpmn.compare.sentences.time import days_in_words
from bpmn.compare.sentences.waits import waits
from bpmn.compare.steps import Side
from bpmn.naming import listed
from bpmn.parts import Involvement

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_Row = tuple[Topic, str, Value]


def figures(compared: Compared, asked: tuple[Asked, Asked], decided: Decided) -> tuple[Figure, ...]:
    """Every figure of both sides, in the order of the topics. None stands where neither the diagram nor the
    facts say."""
    ours, theirs = (
        list(_rows(side, known, facts, one, decisions))
        for side, known, facts, one, decisions in zip(
            (compared.a, compared.b), compared.involvements, compared.facts, asked, decided, strict=True
        )
    )
    return tuple(
        Figure(topic, name, value, other)
        for (topic, name, value), (_, _, other) in zip(ours, theirs, strict=True)
    )


def _rows(
    side: Side, known: Involvement, facts: Facts, asked: Asked, found: tuple[Decision, ...]
) -> Iterator[_Row]:
    work = [step for step in side.steps if step.node.is_activity]
    yield "scope", "Steps", len(work)
    yield "scope", "Roles", len({step.role for step in work if step.role}) or None
    yield from _resident(asked)
    yield "time", "Promised days", _shown(days_in_words(facts.promised_days))
    yield "time", "Statutory days", _shown(days_in_words(facts.statutory_days))
    yield "time", "Waits and limits", len(waits(side))
    named = bool(side.diagram.lanes or side.diagram.pools)
    yield "handover", "Handovers between teams", len(known.handovers) if named else None
    between = len(between_organisations(side, known)) if named else None
    yield "handover", "Handovers between organisations", between
    yield "decides", "Decisions by rule", sum(one.by_rule for one in found)
    yield "decides", "Decisions by discretion", sum(not one.by_rule for one in found)
    yield "fee", "Fee", _capital(fee_in_words(facts.fee))
    yield "fee", "Refund", facts.refunds or ("drawn" if refund_steps(side) else None)
    yield "fee", "Concessions", facts.concessions
    yield from _outcomes(side, facts)
    ways = channels(side, known, facts)
    yield "channel", "Channels", _capital(listed(ways)) if ways else None
    yield "channel", "Assisted route", facts.assisted or ("drawn" if assisted(side) else None)
    yield "law", "Legal basis", facts.legal_basis


def _resident(asked: Asked) -> Iterator[_Row]:
    yield "resident", "Touch points", asked.contacts
    yield "resident", "Questions", None if asked.questions is None else len(asked.questions)
    yield "resident", "Proofs asked for", asked.proofs
    yield "resident", "Repeat contacts", None if asked.again is None else len(asked.again)


def _outcomes(side: Side, facts: Facts) -> Iterator[_Row]:
    ends = [end for end in ends_of(side) if not says_little(end.name)]
    yield "outcome", "Who may use it", facts.eligibility
    yield "outcome", "Ways it can end", len(ends) or None
    kinds: tuple[tuple[Outcome, str], ...] = (
        ("refusal", "Refusal"),
        ("appeal", "Appeal"),
        ("lapse", "Silence or lapse"),
    )
    for kind, name in kinds:
        drawn = outcome_drawn(side, kind)
        said = facts.appeal if kind == "appeal" else None
        yield "outcome", name, said or (None if drawn == "perhaps" else drawn)


def _shown(words: str | None) -> Value:
    """A number of working days as a number, other words as they are."""
    amount, _, unit = (words or "").partition(" working day")
    if words and unit in ("", "s") and _NUMBER.fullmatch(amount):
        return int(amount) if amount.isdecimal() else float(amount)
    return words


def _capital(words: str | None) -> str | None:
    return {"is free": "Free"}.get(words, words[:1].upper() + words[1:]) if words else None
