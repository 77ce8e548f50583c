"""Questions only one side asks, and what differs about those both ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.wording import alone, as_known, keys, said, some_rows, with_law
from bpmn.compare.questions import Asked, Difference, QuestionRow
from bpmn.compare.questions.rows import About
from bpmn.compare.questions.settings import SURE
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted, some

MOST, WHOLE_BLOCK = 3, 3


def only(found: FormComparison) -> Iterator[Statement]:
    """`Only A asks 'Is one of them a fridge or freezer?'.` Many of one set of pages are said as that set."""
    for number, name in enumerate(found.names):
        asked = [one for one in alone(found, number) if not one.evidence]
        if asked:
            names = keys(asked)
            a, b = (names, ()) if number == 0 else ((), names)
            other = (found.b, found.names[1]) if number == 0 else (found.a, found.names[0])
            text = f"Only {name} asks {_grouped(asked)}{as_known(*other)}."
            yield with_law(said("question", "resident", text, a, b, about="only"), asked, name)


def _grouped(asked: list[Asked]) -> str:
    counts = Counter(one.block for one in asked)
    many = len(counts) > 1
    texts = [
        f"{quoted(one.block)} ({counts[one.block]} questions)"
        if many and one.block and counts[one.block] >= WHOLE_BLOCK
        else quoted(one.title)
        for one in asked
    ]
    return some(dict.fromkeys(texts), MOST)


def required(found: FormComparison) -> Iterator[Statement]:
    """Questions both ask that must be answered on one side and can be left out on the other."""
    rows = _differing(found, "required")
    for number, (name, other) in enumerate((found.names, found.names[::-1])):
        must = [row for row in rows if _is(row, number, "required")]
        if must:
            yield said(
                "question",
                "resident",
                f"{name} does not let people leave out {_titles(must)}; {other} does.",
                *_keys(must),
                about="required",
            )


def answers(found: FormComparison) -> Iterator[Statement]:
    """Questions both ask that are answered in another way, such as by a choice and in own words."""
    rows = _differing(found, "answer")
    if rows:
        first, second = found.names
        texts = [
            f"{quoted(row.a[0].title)} ({_difference(row, 'answer').a} in {first}, "
            f"{_difference(row, 'answer').b} in {second})"
            for row in rows
        ]
        yield said(
            "question",
            "resident",
            f"The same is answered in another way: {some(texts, MOST)}.",
            *_keys(rows),
            about="answer",
        )


def choices(found: FormComparison) -> Iterator[Statement]:
    """`For 'Which bin was missed?' only A offers 'Food waste'.`"""
    rows = _differing(found, "choices")
    shown = some_rows(rows, MOST)
    for row in shown:
        difference = _difference(row, "choices")
        parts = [
            f"only {name} offers {some((quoted(text) for text in texts.split('; ')), MOST)}"
            for name, texts in zip(found.names, (difference.a, difference.b), strict=True)
            if texts != "nothing more"
        ]
        text = f"For {quoted(row.a[0].title)} {'; '.join(parts)}."
        yield said("question", "resident", text, *_keys([row]), about="choices")
    if len(rows) > MOST:
        rest = [row for row in rows if row not in shown]
        noun = "question offers" if len(rest) == 1 else "questions offer"
        yield said(
            "question",
            "resident",
            f"{len(rest)} more {noun} other choices.",
            *_keys(rest),
            about="more choices",
        )


def _differing(found: FormComparison, about: About) -> list[QuestionRow]:
    """The rows that differ so and whose two sides surely ask for the same."""
    return [
        row
        for row in found.questions
        if row.pairing is not None
        and row.pairing.score >= SURE
        and any(one.about == about for one in row.differs)
    ]


def _difference(row: QuestionRow, about: About) -> Difference:
    return next(one for one in row.differs if one.about == about)


def _is(row: QuestionRow, number: int, name: str) -> bool:
    return any(getattr(one, name) for one in (row.b if number else row.a))


def _titles(rows: list[QuestionRow]) -> str:
    return some((quoted(row.a[0].title) for row in rows), MOST)


def _keys(rows: list[QuestionRow]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return keys(one for row in rows for one in row.a), keys(one for row in rows for one in row.b)
