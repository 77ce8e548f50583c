"""Answers carried from one council's pages to another's: the same question is answered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.questions.align import pair_questions
from bpmn.compare.questions.asked import AnswerKind, asked_in
from bpmn.conditions import Answer
from bpmn.patterns import Pattern, Question, questions
from bpmn.patterns.options import CHOICE_COMPONENTS

_TEXTS: frozenset[AnswerKind] = frozenset({"text", "long text"})


@dataclass(frozen=True)
class Same:
    """A question of A and the question of B that asks the same, by the names of their answers. `values` are the
    values of choices that mean the same; None where anything may be answered."""

    a: str
    b: str
    values: tuple[tuple[str, str], ...] | None = None

    def mirrored(self) -> Same:
        """The same from the other side."""
        turned = None if self.values is None else tuple((two, one) for one, two in self.values)
        return Same(self.b, self.a, turned)


def same_questions(
    ours: Sequence[Pattern], theirs: Sequence[Pattern], meaning: Meaning | None = None
) -> tuple[Same, ...]:
    """The questions of some patterns of A that ask one for one the same as one of B's, and are answered in the same
    way: those that aligning pairs, and those of the same name. A question of several parts on one side is none."""
    asked = asked_in(ours), asked_in(theirs)
    pairs: dict[str, str] = {}
    paired_b: set[str] = set()
    for pairing in pair_questions(*asked, meaning):
        paired_b.update(asked[1][place].key for place in pairing.b)
        for place in pairing.a:
            pairs[asked[0][place].key] = ""
        if len(pairing.a) == len(pairing.b) == 1:
            pairs[asked[0][pairing.a[0]].key] = asked[1][pairing.b[0]].key
    for one in asked[0]:
        if one.key not in pairs and one.key not in paired_b:
            pairs[one.key] = one.key
    kinds = tuple({one.key: one.kind for one in side} for side in asked)
    forms = _questions(ours), _questions(theirs)
    return tuple(
        same
        for a, b in pairs.items()
        if b in kinds[1]
        if _alike(kinds[0][a], kinds[1][b])
        if (same := _same(forms[0][a], forms[1][b])) is not None
    )


def carried(answers: Mapping[str, Answer], same: Iterable[Same]) -> dict[str, Answer]:
    """A's answers as answers to B's questions; those that B does not ask, or does not offer, are left out."""
    found: dict[str, Answer] = {}
    for one in same:
        value = answers.get(one.a)
        given = None if value is None else _value(value, one.values)
        if given is not None:
            found[one.b] = given
    return found


def _alike(one: AnswerKind, two: AnswerKind) -> bool:
    return one == two or {one, two} <= _TEXTS or {one, two} <= {"choice", "yes or no"}


def _questions(blocks: Iterable[Pattern]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for block in blocks:
        for one in questions(block):
            found.setdefault(one.name, one)
    return found


def _same(one: Question, two: Question) -> Same | None:
    chosen = [q.component.component in CHOICE_COMPONENTS for q in (one, two)]
    if not any(chosen):
        return Same(one.name, two.name)
    values = tuple(
        (value, other)
        for value, text in one.choices
        for other, words in two.choices
        if value == other or normal(text) == normal(words)
    )
    clear = len({v for v, _ in values}) == len({o for _, o in values}) == len(values)
    return Same(one.name, two.name, values) if all(chosen) and values and clear else None


def _value(value: Answer, values: tuple[tuple[str, str], ...] | None) -> Answer | None:
    if values is None:
        return value
    known = dict(values)
    if isinstance(value, list | tuple):
        return [known[one] for one in value] if value and all(one in known for one in value) else None
    return known.get(str(value))
