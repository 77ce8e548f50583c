"""Who may use it, and how a case can end: refusal, appeal and silence included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.ends import OUTCOME_WORDS, Outcome, ends_of, outcome_of
from bpmn.compare.sentences.waits import waits
from bpmn.compare.sentences.wording import quoted, some
from bpmn.compare.steps import Side
from bpmn.model import Node
from bpmn.naming import listed

Drawn = Literal["drawn", "not drawn", "perhaps"]
KINDS: tuple[Outcome, ...] = ("refusal", "appeal", "lapse", "withdrawal")
ENDS: tuple[Outcome, ...] = ("refusal", "lapse", "withdrawal")
_OTHER_WORDS: dict[Outcome, re.Pattern[str]] = {
    "refusal": re.compile(
        r"refus|reject|declin|turn\w* .*(down|away)|unsuccessful|fail|not (eligible|approved|entitled|allowed|met|"
        r"accepted|in time)|\bno (permit|badge|licence|return|collection|longer)|too late|uph[eo]ld|stands",
        re.IGNORECASE,
    ),
    "appeal": re.compile(
        r"appeal|review|challeng|dispute|disagree|second look|another look|look\w* again|reconsider|complain|"
        r"tribunal|court|ombudsman|fair\?|overturn",
        re.IGNORECASE,
    ),
    "withdrawal": re.compile(
        r"cancel|withdr[ae]w|stop|take\w* off|end(ed)?\b|drop|give\w* up|gone without", re.IGNORECASE
    ),
    "lapse": re.compile(
        r"laps|expir|not paid|unpaid|no (answer|reply)|silen|gave up|released|dropped|run\w* out|late|"
        r"not (sent|received|returned|built|heard)|closed",
        re.IGNORECASE,
    ),
}
_APPEALS = re.compile(
    r"^(appeal|challenge)s?\b|\bappeal (to|in|with|against|received|lodged)|\bdecides? the appeal|"
    r"\b(ask|asks|asked|request|requests) (for )?(a|another|the)? ?(second look|review|look)|"
    r"\b(second|another) look (asked|requested)|\blooks? again\b|\breviews? (the case|a refusal)",
    re.IGNORECASE,
)


def outcomes(compared: Compared) -> Iterator[Statement]:
    """`Only A can end in a refusal ('Permit refused'); only B in a lapse ('Application lapses').` Kinds of
    ends are told, not other ends: whether 'Next round' is 'Told it is too late', only people know. Then
    appeals, and who may use it, as far as people wrote it down."""
    yield from _only_appeal(compared)
    yield from _only_ends(compared)
    yield from _written(compared, "eligibility", "On who may use it and when", "outcome-eligibility")
    yield from _written(compared, "appeal", "On appeals", "outcome-appeal-rules")


def _only_ends(compared: Compared) -> Iterator[Statement]:
    ours, theirs = _only(compared, True), _only(compared, False)
    if not ours and not theirs:
        return
    first, second = compared.names
    said = [
        f"{which} {name} can end in {listed(_kinds(side, found))}"
        for which, name, side, found in (
            ("only", first, compared.a, ours),
            ("only", second, compared.b, theirs),
        )
        if found
    ]
    text = "; ".join(said)
    keys = tuple(node.key for node in ours), tuple(node.key for node in theirs)
    kinds = {outcome_of(compared.a, node) for node in ours} | {
        outcome_of(compared.b, node) for node in theirs
    }
    yield Statement(
        "outcome",
        text[0].upper() + text[1:] + ".",
        *keys,
        key="outcome-" + "-".join(kind for kind in KINDS if kind in kinds),
        size=0.7 if "refusal" in kinds else 0.5,
    )


def _kinds(side: Side, found: list[Node]) -> Iterator[str]:
    """`a refusal ('Refused' and 'Turned down')`, one for each kind."""
    for kind in KINDS:
        named = [side.called(node.key) for node in found if outcome_of(side, node) == kind]
        if named:
            yield f"{OUTCOME_WORDS[kind]} ({some(named, 3)})"


def _only_appeal(compared: Compared) -> Iterator[Statement]:
    """An appeal that one side draws, where the other neither draws nor mentions one."""
    for left in (True, False):
        side, other = (compared.a, compared.b) if left else (compared.b, compared.a)
        found = appeals(side)
        facts = compared.facts[1 if left else 0]
        if found and outcome_drawn(other, "appeal") == "not drawn" and not facts.appeal:
            here, there = compared.names if left else compared.names[::-1]
            text = f"{here} draws an appeal ({some(map(side.called, found), 2)}), {there} does not."
            drawn_a, drawn_b = (found, ()) if left else ((), found)
            yield Statement("outcome", text, drawn_a, drawn_b, key="outcome-appeal", size=0.8)


def _written(compared: Compared, name: str, about: str, key: str) -> Iterator[Statement]:
    ours, theirs = (getattr(facts, name) for facts in compared.facts)
    if ours and theirs and ours.casefold() != theirs.casefold():
        first, second = compared.names
        text = f"{about}, {first} says {quoted(ours)}, {second} {quoted(theirs)}."
        yield Statement("outcome", text, key=key, size=0.4)


def appeals(side: Side) -> tuple[str, ...]:
    """The steps and decisions by which a decision is challenged or looked at again, in process order."""
    return tuple(
        key
        for key in side.graph.order
        if _APPEALS.search(" ".join(side.diagram.node_by_key[key].name.split()))
    )


def outcome_drawn(side: Side, kind: Outcome) -> Drawn:
    """Whether the diagram draws such an outcome, mentions what may be one, or neither."""
    drawn = appeals(side) if kind == "appeal" else any(outcome_of(side, end) == kind for end in ends_of(side))
    if drawn:
        return "drawn"
    return "perhaps" if _perhaps(side, kind) else "not drawn"


def _only(compared: Compared, left: bool) -> list[Node]:
    """The ends of one side that are of a kind which the other neither draws nor may mean."""
    side, other = (compared.a, compared.b) if left else (compared.b, compared.a)
    matched = compared.match_of_a if left else compared.match_of_b
    if not ends_of(other):
        return []
    return [
        node
        for node in ends_of(side)
        if node.key not in matched
        and (kind := outcome_of(side, node)) in ENDS
        and outcome_drawn(other, kind) == "not drawn"
    ]


def _perhaps(side: Side, kind: Outcome) -> bool:
    """Whether a diagram may speak of such an outcome in other words: then it is not said to lack it."""
    if kind == "lapse" and any(wait.limit for wait in waits(side)):
        return True
    words = _OTHER_WORDS.get(kind)
    return words is not None and any(words.search(node.name) for node in side.diagram.nodes)
