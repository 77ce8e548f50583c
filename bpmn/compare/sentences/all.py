"""Which sentences are said, and in which order."""

from __future__ import annotations

from collections.abc import Callable

from bpmn.compare.compared import Compared
from bpmn.compare.relations import Relations
from bpmn.compare.results import Statement
from bpmn.compare.sentences.deciding import deciding_statements, who_decides
from bpmn.compare.sentences.fees import fees
from bpmn.compare.sentences.handovers import handovers
from bpmn.compare.sentences.only import only_statements
from bpmn.compare.sentences.order import order_statements
from bpmn.compare.sentences.outcomes import outcomes
from bpmn.compare.sentences.resident import asked_statements, resident
from bpmn.compare.sentences.roles import role_statements
from bpmn.compare.sentences.scope import one_subject, scope, unrelated
from bpmn.compare.sentences.time import promised_and_waits, wait_statements


def summary(compared: Compared) -> tuple[Statement, ...]:
    """At most seven statements, in the order in which a manager asks; each only where the two truly
    differ."""
    asked: tuple[Callable[[Compared], Statement | None], ...]
    if not compared.matches and compared.a.steps and compared.b.steps:
        asked = (
            (unrelated, resident, promised_and_waits, handovers, fees)
            if one_subject(compared)
            else (unrelated,)
        )
        return tuple(said for ask in asked if (said := ask(compared)) is not None)
    asked = (scope, resident, promised_and_waits, handovers, who_decides, fees, outcomes)
    return tuple(said for ask in asked if (said := ask(compared)) is not None)


def details(compared: Compared, ours: Relations, theirs: Relations) -> tuple[Statement, ...]:
    """Everything else: limits that changed, questions, order, always or optional, who does it, steps on one
    side."""
    if not compared.matches:
        return ()
    return (
        *asked_statements(compared),
        *wait_statements(compared),
        *deciding_statements(compared),
        *order_statements(compared, ours, theirs),
        *role_statements(compared),
        *only_statements(compared),
    )
