"""The largest differences: what a meeting should begin with."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.compare.results import TOPICS, Statement, Topic

MOST = 3
WEIGHT: dict[Topic | None, float] = {
    "scope": 1.0,
    "resident": 0.95,
    "time": 0.9,
    "handover": 0.8,
    "decides": 0.8,
    "fee": 0.8,
    "outcome": 0.8,
    "channel": 0.6,
    "law": 0.6,
    None: 0.4,
}
"""How much a topic matters beside others, in the order in which a manager asks; what only an analyst asks
counts least."""


def largest(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """At most three statements, no two of one topic, by size times weight, then in the order of the topics. Scope
    is said before all others anyway and is among them only where nothing else is.

    A statement's size is 0 to 1: for two counts or amounts how far apart they are as a share of the larger
    (3 contacts against 2: a third); where only one of the two has something, or says something else, a
    fixed number that its module gives (a refund or an appeal on one side .6 to .8, another end of the whole
    process 1)."""
    best: dict[Topic | None, Statement] = {}
    for said in statements:
        now = best.get(said.topic)
        if now is None or (-said.size, said.key) < (-now.size, now.key):
            best[said.topic] = said
    order = {topic: place for place, topic in enumerate(TOPICS)}
    found = sorted(
        (said for said in best.values() if said.size > 0),
        key=lambda said: (-round(said.size * WEIGHT[said.topic], 6), order.get(said.topic or "law", 99)),
    )
    inside = [said for said in found if said.topic != "scope"]
    return tuple((inside or found)[:MOST])
