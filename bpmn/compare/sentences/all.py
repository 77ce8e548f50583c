"""Which sentences are said, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bpmn.compare.compared import Compared
from bpmn.compare.relations import Relations
from bpmn.compare.results import TOPICS, Figure, Kind, Statement, Topic
from bpmn.compare.sentences.channels import channel_statements
from bpmn.compare.sentences.deciding import Decided, deciding, decisions
from bpmn.compare.sentences.fees import fees
from bpmn.compare.sentences.figures import figures
from bpmn.compare.sentences.handovers import handovers
from bpmn.compare.sentences.keys import keyed
from bpmn.compare.sentences.largest import largest
from bpmn.compare.sentences.law import law_statements
from bpmn.compare.sentences.messages import message_statements
from bpmn.compare.sentences.only import only_statements
from bpmn.compare.sentences.optional import optional_statements
from bpmn.compare.sentences.order import order_statements, turned_round
from bpmn.compare.sentences.outcomes import outcomes
from bpmn.compare.sentences.reasons import with_reasons
from bpmn.compare.sentences.resident import Asked, asked_statements, both_asked, resident
from bpmn.compare.sentences.roles import role_statements
from bpmn.compare.sentences.scope import one_subject, scope, unrelated
from bpmn.compare.sentences.time import time_statements
from bpmn.compare.sentences.together import (
    exclusive_statements,
    parallel_statements,
    repeated_statements,
    side_by_side,
)

MOST_OF_A_TOPIC = 2
MOST_OF: dict[Topic, int] = {"resident": 4, "time": 3, "fee": 3}
"""Statements of a topic in the summary, where two are too few: contacts, coming back, proofs and questions;
what is promised and what may take long; what it costs, when it is paid and whether it comes back."""
TOPIC_OF: dict[Kind, Topic] = {
    "scope": "scope",
    "touchpoint": "resident",
    "question": "resident",
    "evidence": "resident",
    "time": "time",
    "wait": "time",
    "handover": "handover",
    "decides": "decides",
    "fee": "fee",
    "outcome": "outcome",
    "channel": "channel",
    "law": "law",
}
RANK: tuple[Kind, ...] = (
    "order",
    "optional",
    "exclusive",
    "parallel",
    "repeated",
    "role",
    "message",
    "only",
)


@dataclass(frozen=True)
class Said:
    """Everything that is said about two diagrams, as `Comparison` holds it."""

    summary: tuple[Statement, ...]
    details: tuple[Statement, ...]
    largest: tuple[Statement, ...]
    figures: tuple[Figure, ...]


def speak(compared: Compared, ours: Relations, theirs: Relations) -> Said:
    """Say what differs: to the manager topic by topic, to the analyst the weightiest kind first, followed by
    what of the manager's topics there was no room for."""
    asked, decided = both_asked(compared), (decisions(compared.a), decisions(compared.b))
    managers = _managers(compared, asked, decided, ours, theirs)
    filed = [
        replace(said, topic=TOPIC_OF.get(said.kind))
        for said in (*managers, *_analysts(compared, ours, theirs))
    ]
    named = with_reasons(compared, keyed(compared, filed))
    first = tuple(_in_summary(named))
    rest = [said for said in named if said not in first]
    details = sorted(rest, key=lambda said: (_rank(said), -said.size))
    return Said(first, tuple(details), largest((*first, *details)), figures(compared, asked, decided))


def _in_summary(statements: Iterable[Statement]) -> Iterator[Statement]:
    room = Counter({topic: MOST_OF.get(topic, MOST_OF_A_TOPIC) for topic in TOPICS})
    for said in statements:
        if said.topic is not None and room[said.topic]:
            room[said.topic] -= 1
            yield said


def _rank(said: Statement) -> int:
    if said.topic is not None:
        return len(RANK) + TOPICS.index(said.topic)
    return RANK.index(said.kind)


def _managers(
    compared: Compared,
    asked: tuple[Asked, Asked],
    decided: Decided,
    ours: Relations,
    theirs: Relations,
) -> Iterator[Statement]:
    """What a manager acts on, in the order of the topics. Of two that have no step in common only that is
    said, unless they speak of the same things."""
    nothing_shared = bool(not compared.matches and compared.a.steps and compared.b.steps)
    if nothing_shared:
        yield unrelated(compared)
        if not one_subject(compared):
            return
    else:
        yield from scope(compared)
    yield from resident(compared, asked, ours, theirs)
    yield from asked_statements(compared, asked)
    yield from time_statements(compared)
    yield from handovers(compared)
    if not nothing_shared:
        yield from deciding(compared, decided)
    yield from fees(compared)
    if not nothing_shared:
        yield from outcomes(compared)
    yield from channel_statements(compared)
    yield from law_statements(compared)


def _analysts(compared: Compared, ours: Relations, theirs: Relations) -> Iterator[Statement]:
    if compared.matches:
        yield from _behaviour(compared, ours, theirs)
        yield from role_statements(compared)
        yield from message_statements(compared)
        yield from only_statements(compared)


def _behaviour(compared: Compared, ours: Relations, theirs: Relations) -> Iterator[Statement]:
    turned = turned_round(compared, ours, theirs)
    beside_a = side_by_side(compared, ours, theirs, left=True)
    beside_b = side_by_side(compared, theirs, ours, left=False)
    yield from order_statements(compared, ours, theirs, turned)
    yield from optional_statements(compared, ours, theirs, turned | beside_a | beside_b)
    yield from exclusive_statements(compared, ours, theirs)
    yield from parallel_statements(compared, beside_a, left=True)
    yield from parallel_statements(compared, beside_b, left=False)
    yield from repeated_statements(compared, ours, theirs)
