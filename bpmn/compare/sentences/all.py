"""Which sentences are said, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bpmn.compare.compared import Compared
from bpmn.compare.relations import Relations
from bpmn.compare.results import Figure, Kind, Statement, Topic
from bpmn.compare.sentences.deciding import deciding_statements, who_decides
from bpmn.compare.sentences.fees import fees
from bpmn.compare.sentences.handovers import handovers
from bpmn.compare.sentences.keys import keyed
from bpmn.compare.sentences.only import only_statements
from bpmn.compare.sentences.order import order_statements
from bpmn.compare.sentences.outcomes import outcomes
from bpmn.compare.sentences.resident import asked_statements, resident
from bpmn.compare.sentences.roles import role_statements
from bpmn.compare.sentences.scope import one_subject, scope, unrelated
from bpmn.compare.sentences.time import promised_and_waits, wait_statements

MOST_LARGEST = 3
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


@dataclass(frozen=True)
class Said:
    """Everything that is said about two diagrams, as `Comparison` holds it."""

    summary: tuple[Statement, ...]
    details: tuple[Statement, ...]
    largest: tuple[Statement, ...]
    figures: tuple[Figure, ...]


def speak(compared: Compared, ours: Relations, theirs: Relations) -> Said:
    """Say what differs."""
    summary = tuple(_managers(compared))
    details = tuple(_analysts(compared, ours, theirs))
    filed = [replace(said, topic=said.topic or TOPIC_OF.get(said.kind)) for said in (*summary, *details)]
    named = keyed(compared, filed)
    first, rest = named[: len(summary)], named[len(summary) :]
    return Said(first, rest, first[:MOST_LARGEST], ())


def _managers(compared: Compared) -> Iterator[Statement]:
    asked: tuple[Callable[[Compared], Statement | None], ...]
    asked = (scope, resident, promised_and_waits, handovers, who_decides, fees, outcomes)
    if not compared.matches and compared.a.steps and compared.b.steps:
        asked = (unrelated,)
        if one_subject(compared):
            asked = (unrelated, resident, promised_and_waits, handovers, fees)
    return (said for ask in asked if (said := ask(compared)) is not None)


def _analysts(compared: Compared, ours: Relations, theirs: Relations) -> Iterator[Statement]:
    if compared.matches:
        yield from asked_statements(compared)
        yield from wait_statements(compared)
        yield from deciding_statements(compared)
        yield from order_statements(compared, ours, theirs)
        yield from role_statements(compared)
        yield from only_statements(compared)
