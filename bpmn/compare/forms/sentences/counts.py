"""How much is asked, in figures."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.forms.form import Form
from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.wording import said
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import counted


def nothing_shared(found: FormComparison) -> Iterator[Statement]:
    """Two forms that may be of different services."""
    rows = found.questions
    if found.a.questions and found.b.questions and not any(row.pairing for row in rows):
        yield said(
            "scope",
            "scope",
            "The two ask nothing in common that we could find: they may be of different services.",
        )


def counts(found: FormComparison) -> Iterator[Statement]:
    """`A asks 14 questions on 9 pages, 1 of them for a proof; B asks 7 on 4, none for a proof.`"""
    if not (found.a.questions_known and found.b.questions_known):
        return
    if _figures(found.a) == _figures(found.b):
        return
    first, second = found.names
    yield said(
        "touchpoint",
        "resident",
        f"{first} asks {_asks(found.a)}; {second} asks {_asks(found.b)}.",
        about="counts",
    )


def _figures(form: Form) -> tuple[int, int, int]:
    return len(form.questions), form.pages, sum(one.evidence for one in form.questions)


def _asks(form: Form) -> str:
    questions, pages, proofs = _figures(form)
    if not questions:
        return "nothing"
    text = f"{counted(questions, 'question')} on {counted(pages, 'page')}"
    return f"{text}, {proofs or 'none'} of them for a proof"
