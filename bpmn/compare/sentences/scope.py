"""Where the two processes start and end."""

from __future__ import annotations

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.ends import end_texts, ends_of, main_end, start_of
from bpmn.compare.sentences.wording import quoted

SAME = 0.45
"""Two starts or two ends at least this alike are the same, said otherwise."""


def unrelated(compared: Compared) -> Statement:
    """That the two have nothing in common."""
    first, second = compared.names
    return Statement(
        "scope", f"{first} and {second} have no step in common: they do not look like the same service."
    )


def scope(compared: Compared) -> Statement | None:
    """`A ends at 'Collection booked', B at 'Items collected'.` Facts win; else the events' names."""
    parts: list[str] = []
    a_keys: list[str] = []
    b_keys: list[str] = []
    for said in (_starts(compared), _ends(compared)):
        if said is not None:
            parts.append(said.text)
            a_keys += said.a
            b_keys += said.b
    if not parts:
        return None
    return Statement("scope", " ".join(parts), tuple(a_keys), tuple(b_keys))


def _starts(compared: Compared) -> Statement | None:
    a, b = start_of(compared.a), start_of(compared.b)
    keys = ((a.key,) if a else (), (b.key,) if b else ())
    facts = compared.facts_a.starts, compared.facts_b.starts
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
    text = f"{first} {verb} at {quoted(ours)}, {second} at {quoted(theirs)}."
    return Statement("scope", text, a, b)
