"""Whether it is said why something is asked, under which law, how long it is kept, and in Welsh."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.forms.form import Form
from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.wording import keys, said, some_rows
from bpmn.compare.questions import Difference, QuestionRow
from bpmn.compare.questions.rows import NOT_SAID, About
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted

MOST = 2


def welsh(found: FormComparison) -> Iterator[Statement]:
    """Which of the two is offered in Welsh."""
    if not _both_ask(found):
        return
    ours, theirs = (sum(one.welsh for one in form.questions) for form in (found.a, found.b))
    if bool(ours) == bool(theirs):
        return
    count, form, name = (ours, found.a, found.names[0]) if ours else (theirs, found.b, found.names[1])
    part = (
        "its questions" if count == len(form.questions) else f"{count} of its {len(form.questions)} questions"
    )
    yield said("channel", "channel", f"Only {name} has {part} in Welsh.", about="Welsh")


def laws(found: FormComparison) -> Iterator[Statement]:
    """Which laws the two name: for the same question, and in all."""
    for row, one in _both_say(found, "law"):
        text = (
            f"For {quoted(row.a[0].title)} {found.names[0]} names the law {quoted(one.a)}, "
            f"{found.names[1]} {quoted(one.b)}."
        )
        yield said("law", "law", text, keys(row.a), keys(row.b), about="law")
    yield from _how_many(found, "law", "names a law for")


def kept(found: FormComparison) -> Iterator[Statement]:
    """How long answers are kept, where both say it and differ."""
    for row, one in _both_say(found, "kept for"):
        text = (
            f"The answer to {quoted(row.a[0].title)} is kept {quoted(one.a)} in {found.names[0]} "
            f"and {quoted(one.b)} in {found.names[1]}."
        )
        yield said("law", "law", text, keys(row.a), keys(row.b), about="kept")


def why(found: FormComparison) -> Iterator[Statement]:
    """`A gives a reason for 12 of its 14 questions, B for 3 of its 7.`"""
    yield from _how_many(found, "why", "gives a reason for")


def _both_ask(found: FormComparison) -> bool:
    return bool(found.a.questions and found.b.questions)


def _how_many(found: FormComparison, name: str, verb: str) -> Iterator[Statement]:
    ours, theirs = (sum(bool(getattr(one, name)) for one in form.questions) for form in (found.a, found.b))
    if not (found.a.explained and found.b.explained) or _share(found.a, ours) == _share(found.b, theirs):
        return
    first, second = found.names
    text = f"{first} {verb} {_of(found.a, ours)} questions, {second} for {_of(found.b, theirs)}."
    yield said("law", "law", text, about=f"{name} in all")


def _share(form: Form, count: int) -> str:
    return "all" if count == len(form.questions) else str(count)


def _of(form: Form, count: int) -> str:
    asked = len(form.questions)
    return f"all its {asked}" if count == asked > 1 else f"{count or 'none'} of its {asked}"


def _both_say(found: FormComparison, about: About) -> list[tuple[QuestionRow, Difference]]:
    differing = {
        row: one
        for row in found.questions
        for one in row.differs
        if one.about == about and NOT_SAID not in (one.a, one.b)
    }
    return [(row, differing[row]) for row in some_rows(list(differing), MOST)]
