"""Where the two processes start and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import strong_meanings
from bpmn.compare.results import Statement
from bpmn.compare.sentences.ends import end_texts, ends_of, main_end, start_of
from bpmn.compare.sentences.wording import quoted

_CLAUSE = re.compile(
    r"(when )?(the|a|an|somebody|someone) ([\w-]+ ){1,4}?"
    r"(is|are|has|have|can|may|will|was|were|[a-z]+(?<!ou)(?<!es)s|[a-z]+(ies|shes|ches|sses|xes|tes|ves|des|ses|ges))\b",
    re.IGNORECASE,
)
ONE_SUBJECT = 0.4
"""Share of the smaller vocabulary that two diagrams of one service have in common at least."""
SAME = 0.45
"""Two starts or two ends at least this alike are the same, said otherwise."""


def unrelated(compared: Compared) -> Statement:
    """That nothing could be matched. Whether it is another service, only a person can say."""
    first, second = compared.names
    return Statement(
        "scope",
        f"{first} and {second} have no step in common that could be found: "
        "another service, or the same one in very different words.",
        key="scope-unrelated",
        size=1.0,
    )


def one_subject(compared: Compared) -> bool:
    """Whether the labels of both speak of the same things, even though no step could be matched."""
    ours, theirs = (
        set().union(*(strong_meanings(step.name) for step in side.steps)) for side in (compared.a, compared.b)
    )
    return len(ours & theirs) >= ONE_SUBJECT * min(len(ours), len(theirs))


def scope(compared: Compared) -> Iterator[Statement]:
    """`A ends at 'Collection booked', B at 'Items collected'.` Facts win; else the events' names."""
    for said in (_starts(compared), _ends(compared)):
        if said is not None:
            yield said


def _starts(compared: Compared) -> Statement | None:
    a, b = start_of(compared.a), start_of(compared.b)
    keys = ((a.key,) if a else (), (b.key,) if b else ())
    facts = compared.facts_a.starts, compared.facts_b.starts
    if (
        a is not None
        and b is not None
        and compared.match_of_b.get(b.key) is compared.match_of_a.get(a.key, a)
    ):
        return None
    if facts[0] and facts[1]:
        return _differ(compared, "starts", facts[0], facts[1], *keys)
    if a is None or b is None or compared.match_of_a.get(a.key) or compared.match_of_b.get(b.key):
        return None
    return _differ(compared, "starts", a.name, b.name, *keys)


def _ends(compared: Compared) -> Statement | None:
    a, b = main_end(compared.a), main_end(compared.b)
    keys = ((a.key,) if a else (), (b.key,) if b else ())
    facts = compared.facts_a.ends, compared.facts_b.ends
    if facts[0] and facts[1]:
        return _differ(compared, "ends", facts[0], facts[1], *keys)
    if a is None or b is None or a.key in compared.match_of_a or b.key in compared.match_of_b:
        return None
    if any(compared.alike(a.name, text) >= SAME for text in end_texts(ends_of(compared.b))):
        return None
    if any(compared.alike(b.name, text) >= SAME for text in end_texts(ends_of(compared.a))):
        return None
    return _differ(compared, "ends", a.name, b.name, *keys)


def _differ(
    compared: Compared, verb: str, ours: str, theirs: str, a: tuple[str, ...], b: tuple[str, ...]
) -> Statement | None:
    if compared.alike(ours, theirs) >= SAME:
        return None
    first, second = compared.names
    if _is_clause(ours) and _is_clause(theirs):
        text = f"{first} {verb} when {_as_clause(ours)}; {second} when {_as_clause(theirs)}."
    else:
        text = f"{first} {verb} at {quoted(ours)}, {second} at {quoted(theirs)}."
    return Statement("scope", text, a, b, key=f"scope-{verb}", size=1.0 if verb == "ends" else 0.6)


def _is_clause(text: str) -> bool:
    """Whether a text reads on after "when": `The bin is emptied`."""
    return bool(_CLAUSE.match(text))


def _as_clause(text: str) -> str:
    plain = re.sub(r"^when ", "", text.strip().rstrip("."), flags=re.IGNORECASE)
    return plain[:1].lower() + plain[1:]
