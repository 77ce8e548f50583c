"""Amounts of money and times that pages and letters name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.compare.forms.form import Form
from bpmn.compare.forms.promises import About, Promise
from bpmn.compare.forms.results import FormComparison, PromiseRow
from bpmn.compare.forms.sentences.wording import said
from bpmn.compare.meaning import normal
from bpmn.compare.results import Kind, Statement, Topic
from bpmn.compare.sentences.wording import quoted
from bpmn.naming import listed

MOST = 3
_PAY = re.compile(r"^pay (the fee of )?£", re.IGNORECASE)


def times(found: FormComparison) -> Iterator[Statement]:
    """What both say of one matter with other days or weeks."""
    yield from _other_amounts(found, "time", "time", "time")


def money(found: FormComparison) -> Iterator[Statement]:
    """What is to be paid: `A asks for £45, B for £33.`; then other amounts that differ."""
    first, second = found.names
    ours, theirs = _fees(found.a), _fees(found.b)
    if ours != theirs and ours and theirs:
        text = f"{first} asks for {listed(ours)}, {second} for {listed(theirs)}."
        yield said("fee", "fee", text, about="fee")
    elif ours != theirs and (found.b if ours else found.a).whole:
        text = f"Only {first if ours else second} asks for a payment: {listed(ours or theirs)}."
        yield said("fee", "fee", text, about="fee")
    yield from _other_amounts(found, "money", "fee", "fee")


def _fees(form: Form) -> tuple[str, ...]:
    """The amounts of the sentences that ask for a payment, `Pay £45`."""
    found = (
        amount
        for promise in form.promises
        if promise.about == "money" and _PAY.match(promise.sentence)
        for amount in promise.plain
    )
    return tuple(dict.fromkeys(found))


def _other_amounts(found: FormComparison, about: About, kind: Kind, topic: Topic) -> Iterator[Statement]:
    first, second = found.names
    fees = {*_fees(found.a), *_fees(found.b)}
    differing = sorted((row for row in found.promises if _differs(row, about, fees)), key=_matter)[:MOST]
    for row in differing:
        if row.a is not None and row.b is not None:
            where = f"In {quoted(row.a.block)} " if row.a.block == row.b.block else ""
            text = f"{where}{first} says {_told(row.a)}; {second} says {_other(row.b, row.a)}."
            yield said(kind, topic, text, about=f"{about} {_matter(row)}")


def _told(promise: Promise) -> str:
    return quoted(promise.sentence.rstrip("."))


def _other(promise: Promise, beside: Promise) -> str:
    """Only the amounts, where the rest of the sentence is the same."""
    same = normal(promise.skeleton) == normal(beside.skeleton)
    return listed(promise.amounts) if same else _told(promise)


def _matter(row: PromiseRow) -> str:
    """What the two speak of, the same from both sides."""
    return " / ".join(sorted({normal(one.skeleton) for one in (row.a, row.b) if one is not None}))


def _differs(row: PromiseRow, about: About, fees: set[str]) -> bool:
    if row.a is None or row.b is None or row.same or row.a.about != about:
        return False
    return not fees.issuperset({*row.a.plain, *row.b.plain})
