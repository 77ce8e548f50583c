"""What it costs, when it is paid, whether it comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite

from bpmn.compare.compared import Compared
from bpmn.compare.graph import reachable
from bpmn.compare.meaning import negated, speaks_of
from bpmn.compare.results import Statement
from bpmn.compare.sentences.ends import ends_of, outcome_of
from bpmn.compare.sentences.wording import gap, quoted
from bpmn.compare.steps import Side, Step
from bpmn.naming import listed

_PLAIN = re.compile(r"£[^,;:]*$")
_MONEY = re.compile(
    r"£|\b(pay|paid|fee|charge|buy|sell|sold|purchase|invoice|bill|price|cost|card)", re.IGNORECASE
)
_MONEY_BACK = re.compile(
    r"\b(refund|reimburs|repay|repaid|credit|back\b.*£|money back)|£.*\bback\b", re.IGNORECASE
)


def fees(compared: Compared) -> Iterator[Statement]:
    """`A charges £33, B £50.` `A takes payment before the decision, B after it.` `Only A draws a refund.`
    `For people who pay less, A says '...', B '...'.`"""
    pay = _payments(compared.a), _payments(compared.b)
    back = refund_steps(compared.a), refund_steps(compared.b)
    if text := _charged(compared):
        yield Statement("fee", text, key="fee-amount", size=_amount_gap(compared))
    if text := _paid(compared, *pay):
        yield Statement("fee", text, *_keys(*pay), key="fee-payment", size=0.7)
    if text := _refunded(compared, *back):
        yield Statement("fee", text, *_keys(*back), key="fee-refund", size=0.6)
    elif text := _written(compared, "refunds", "On refunds"):
        yield Statement("fee", text, *_keys(*back), key="fee-refund", size=0.4)
    if text := _written(compared, "concessions", "For people who pay less"):
        yield Statement("fee", text, key="fee-concession", size=0.5)


def _keys(ours: tuple[Step, ...], theirs: tuple[Step, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(step.key for step in ours), tuple(step.key for step in theirs)


def _written(compared: Compared, name: str, about: str) -> str | None:
    ours, theirs = (getattr(facts, name) for facts in compared.facts)
    if not ours or not theirs or ours.casefold() == theirs.casefold():
        return None
    first, second = compared.names
    return f"{about}, {first} says {quoted(ours)}, {second} {quoted(theirs)}."


def _amount_gap(compared: Compared) -> float:
    amounts = [_pounds(facts.fee) for facts in compared.facts]
    return gap(*(amount for amount in amounts if amount is not None)) if None not in amounts else 0.5


def _pounds(fee: float | str | None) -> float | None:
    said = fee_in_words(fee)
    if said == "is free":
        return 0.0
    found = re.search(r"£(\d+(?:\.\d\d)?)", said or "")
    return float(found[1]) if found else None


def _charged(compared: Compared) -> str | None:
    ours, theirs = fee_in_words(compared.facts_a.fee), fee_in_words(compared.facts_b.fee)
    if ours is None or theirs is None or ours.casefold() == theirs.casefold():
        return None
    first, second = compared.names
    if "is free" in (ours, theirs) and all(one == "is free" or _PLAIN.match(one) for one in (ours, theirs)):
        return f"{first} {_charges(ours)}, {second} {_charges(theirs)}."
    if not (_PLAIN.match(ours) and _PLAIN.match(theirs)):
        ours, theirs = (fee.replace("is free", "free") for fee in (ours, theirs))
        return f"The fee in {first}: {_lower(ours)}; in {second}: {_lower(theirs)}."
    return f"{first} charges {ours}, {second} {theirs}."


def _lower(text: str) -> str:
    plain = text.rstrip(".")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def _charges(fee: str) -> str:
    return fee if fee == "is free" else f"charges {fee}"


def fee_in_words(fee: float | str | None) -> str | None:
    """`£33`, `is free`, or the words as written; None where nothing is said."""
    if fee is None or fee == "":
        return None
    try:
        pounds = float(fee)
        if not isfinite(pounds):
            raise ValueError("not an amount")
    except ValueError:
        text = str(fee).strip()
        return "is free" if text.casefold() in ("free", "none", "no fee", "no charge") else text
    if not pounds:
        return "is free"
    return f"£{pounds:g}" if pounds == int(pounds) else f"£{pounds:.2f}"


def _payments(side: Side) -> tuple[Step, ...]:
    """Steps that are about the resident's payment."""
    return tuple(
        step
        for step in side.steps
        if "pay" in step.refs
        or (
            speaks_of(step.name, "pay", "invoice")
            and not negated(step.name)
            and not speaks_of(step.name, "refund", "free")
        )
    )


def refund_steps(side: Side) -> tuple[Step, ...]:
    """Steps that give money back."""
    return tuple(step for step in side.steps if speaks_of(step.name, "refund") and not negated(step.name))


def _paid(compared: Compared, ours: tuple[Step, ...], theirs: tuple[Step, ...]) -> str | None:
    first, second = compared.names
    if bool(ours) != bool(theirs):
        if _perhaps(compared.b if ours else compared.a, _MONEY):
            return None
        return f"Only {first if ours else second} draws a payment."
    when = _when(compared.a, ours), _when(compared.b, theirs)
    if None in when or when[0] == when[1]:
        return None
    return f"{first} takes payment {when[0]} the decision, {second} {when[1]} it."


def _when(side: Side, payments: tuple[Step, ...]) -> str | None:
    """Whether a case that has paid can still be refused: "before" the decision, or "after"; None if not
    clear."""
    refusals = [node.key for node in ends_of(side) if outcome_of(side, node) == "refusal"]
    made = [step.key for step in payments if step.node.is_activity]
    if not refusals or not made:
        return None
    ahead = reachable(side.graph.with_messages, [*made, *refusals])
    still = {bool(ahead[key] & set(refusals)) for key in made}
    return None if len(still) > 1 else "before" if still == {True} else "after"


def _refunded(compared: Compared, ours: tuple[Step, ...], theirs: tuple[Step, ...]) -> str | None:
    if bool(ours) == bool(theirs):
        return None
    side, name, found, other = (
        (compared.a, compared.names[0], ours, compared.b)
        if ours
        else (compared.b, compared.names[1], theirs, compared.a)
    )
    if _perhaps(other, _MONEY_BACK):
        return None
    return f"Only {name} draws a refund ({listed(side.called(step.key) for step in found[:2])})."


def _perhaps(side: Side, words: re.Pattern[str]) -> bool:
    """Whether any label may speak of it in other words: then nothing is said to be missing."""
    names = [node.name for node in side.diagram.nodes] + [flow.name for flow in side.diagram.flows]
    return any(words.search(name) for name in names)
