"""How a case can end: refusal, appeal and silence included."""

from __future__ import annotations

import re

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.ends import OUTCOME_WORDS, Outcome, ends_of, main_end, outcome_of, says_little
from bpmn.compare.sentences.wording import some
from bpmn.compare.steps import Side
from bpmn.model import Node

SAME_END = 0.45
_OTHER_WORDS: dict[Outcome, re.Pattern[str]] = {
    "refusal": re.compile(
        r"refus|reject|declin|turn\w* .*(down|away)|unsuccessful|fail|not (eligible|approved|entitled|allowed|met)|"
        r"\bno (permit|badge|licence|return|collection|longer)",
        re.IGNORECASE,
    ),
    "appeal": re.compile(
        r"appeal|review|challeng|dispute|second look|look\w* again|reconsider", re.IGNORECASE
    ),
    "withdrawal": re.compile(r"cancel|withdr[ae]w|stop|take\w* off|end(ed)?\b|drop", re.IGNORECASE),
    "lapse": re.compile(
        r"laps|expir|not paid|unpaid|no (answer|reply)|silen|gave up|released|dropped", re.IGNORECASE
    ),
}


def outcomes(compared: Compared) -> Statement | None:
    """`Only A can end in a refusal ('Permit refused'); only B in 'Sent to the contractor'.` Ends that are
    matched, alike in words or of one kind (a refusal and a refusal) are no difference; nor is the main end,
    which is scope."""
    ours, theirs = _only(compared, True), _only(compared, False)
    if not ours and not theirs:
        return None
    first, second = compared.names
    said = [
        f"{which} {name} can end in {_in_words(side, found)}"
        for which, name, side, found in (
            ("Only", first, compared.a, ours),
            ("only", second, compared.b, theirs),
        )
        if found
    ]
    text = "; ".join(said)
    keys = tuple(node.key for node in ours), tuple(node.key for node in theirs)
    return Statement("outcome", text[0].upper() + text[1:] + ".", *keys)


def _only(compared: Compared, left: bool) -> list[Node]:
    side, other = (compared.a, compared.b) if left else (compared.b, compared.a)
    matched = compared.match_of_a if left else compared.match_of_b
    there = ends_of(other)
    if not there:
        return []
    kinds = {outcome_of(other, node) for node in there} - {"other"}
    main = main_end(side)
    return [
        node
        for node in ends_of(side)
        if node.key not in matched
        and not says_little(node.name)
        and (main is None or node.key != main.key)
        and outcome_of(side, node) not in kinds
        and not _perhaps(other, outcome_of(side, node))
        and not any(compared.alike(node.name, theirs.name) >= SAME_END for theirs in there)
    ]


def _perhaps(side: Side, kind: Outcome) -> bool:
    """Whether the other diagram may speak of such an outcome in other words: then it is not said to lack it."""
    words = _OTHER_WORDS.get(kind)
    nodes = side.diagram.nodes if kind in ("appeal", "withdrawal") else ends_of(side)
    return words is not None and any(words.search(node.name) for node in nodes)


def _in_words(side: Side, found: list[Node]) -> str:
    return some((_one(side, node) for node in found), 3)


def _one(side: Side, node: Node) -> str:
    kind = OUTCOME_WORDS[outcome_of(side, node)]
    return f"{kind} ({side.called(node.key)})" if kind else side.called(node.key)
