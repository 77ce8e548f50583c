"""Which proofs are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.wording import as_known, keys, said, thing, with_law
from bpmn.compare.meaning import normal
from bpmn.compare.questions import Asked, QuestionRow
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import some
from bpmn.naming import opening

MOST = 3


def proofs(found: FormComparison) -> Iterator[Statement]:
    """`Both ask for proof of address; only A asks for photo of the vehicle.`"""
    rows = [row for row in found.questions if row.evidence]
    both = [row for row in rows if _asks(row.a) and _asks(row.b)]
    only = [
        [one for one in form.questions if one.evidence and one.key not in _names(both, number)]
        for number, form in enumerate((found.a, found.b))
    ]
    if not any(only):
        return
    parts = [f"both ask for {some((_in_both(row, found.names) for row in both), MOST)}"] if both else []
    parts += [
        f"only {name} asks for {'' if both else 'a proof: '}{_named(asked)}{as_known(other, called)}"
        for name, asked, other, called in (
            (found.names[0], only[0], found.b, found.names[1]),
            (found.names[1], only[1], found.a, found.names[0]),
        )
        if asked
    ]
    text = opening("; ".join(parts)) + "."
    told = said("evidence", "resident", text, keys(only[0]), keys(only[1]))
    names = " and ".join(name for name, asked in zip(found.names, only, strict=True) if asked)
    yield with_law(told, [*only[0], *only[1]], names) if not all(only) else told


def _in_both(row: QuestionRow, names: tuple[str, str]) -> str:
    """One proof both ask for, by its one name, or by what each calls it."""
    ours, theirs = next(_proofs(row.a)), next(_proofs(row.b))
    if normal(thing(ours)) == normal(thing(theirs)):
        return thing(ours)
    return f"{thing(ours)} (in {names[1]}: {thing(theirs)})"


def _names(rows: list[QuestionRow], number: int) -> set[str]:
    return {one.key for row in rows for one in (row.b if number else row.a)}


def _asks(side: tuple[Asked, ...]) -> bool:
    return any(one.evidence for one in side)


def _proofs(side: tuple[Asked, ...]) -> Iterator[Asked]:
    return (one for one in side if one.evidence)


def _named(asked: Iterator[Asked] | list[Asked]) -> str:
    return some(dict.fromkeys(thing(one) for one in asked), MOST)
