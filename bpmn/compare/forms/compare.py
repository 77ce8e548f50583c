"""Comparing two forms: questions, messages, promises and contacts, put together."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

from bpmn.compare.compared import short_name
from bpmn.compare.forms.form import Form
from bpmn.compare.forms.limits import limits
from bpmn.compare.forms.pairing import contact_rows, message_rows, promise_rows
from bpmn.compare.forms.results import Count, FormComparison
from bpmn.compare.forms.sentences import statements
from bpmn.compare.meaning import Meaning
from bpmn.compare.questions import QuestionRow, align_questions
from bpmn.compare.questions.usual import usual_meaning
from bpmn.compare.results import SettingName

NEARLY = 0.99
"""The most that two forms can be alike without saying the same."""


def compare_forms(
    a: Form, b: Form, meaning: Meaning | None = None, setting: SettingName = "default"
) -> FormComparison:
    """Compare what two services ask of their users and tell them. `compare_forms(b, a)` is the mirror image.

    Between a diagram without patterns and a form only the contacts are compared, and `limits` says so."""
    meaning = meaning or usual_meaning()
    same = a.says() == b.says()
    known = a.questions_known and b.questions_known
    rows = align_questions(a.questions, b.questions, meaning, setting) if known else ()
    found = FormComparison(
        a=a,
        b=b,
        names=names_of(a, b),
        questions=rows,
        staff=align_questions(a.staff, b.staff, meaning, setting) if known else (),
        messages=message_rows(a.messages, b.messages, meaning),
        promises=promise_rows(a.promises, b.promises, meaning),
        contacts=() if known else contact_rows(a.contacts, b.contacts, meaning),
        figures=_figures(a, b),
        limits=limits(a, b, names_of(a, b)),
        similarity=1.0 if same else similarity(rows) if known else None,
        same=same,
        setting=setting,
        meaning=meaning.name,
    )
    return found if same else replace(found, statements=statements(found))


def names_of(a: Form, b: Form) -> tuple[str, str]:
    """What to call the two in a sentence: the councils' short names when both are known and differ, else A
    and B."""
    first, second = short_name(a.council), short_name(b.council)
    return (first, second) if first and second and first != second else ("A", "B")


def similarity(rows: tuple[QuestionRow, ...]) -> float | None:
    """How many of the questions have a like and how surely, 0 to 0.99; None where nothing is asked."""
    total = sum(len(row.a) + len(row.b) for row in rows)
    if not total:
        return None
    covered = fsum(row.pairing.score * (len(row.a) + len(row.b)) for row in rows if row.pairing)
    return round(min(NEARLY, covered / total), 4)


def _figures(a: Form, b: Form) -> tuple[Count, ...]:
    one, two = _counts(a), _counts(b)
    return tuple(Count(name, key, one.get(key), two.get(key)) for key, name in _NAMES.items())


_NAMES = {
    "questions": "Questions to the resident",
    "pages": "Pages that ask",
    "required": "Questions that must be answered",
    "sometimes": "Questions only some people are asked",
    "proofs": "Proofs asked for",
    "explained": "Questions that say why they are asked",
    "laws": "Questions that name a law",
    "welsh": "Questions also in Welsh",
    "messages": "Letters, messages and scripts",
    "contacts": "Times the resident meets the service in the diagram",
}


def _counts(form: Form) -> dict[str, int]:
    found: dict[str, int] = {}
    if form.source == "diagram":
        found["contacts"] = len(form.contacts)
    if form.has_service and (form.source == "form" or form.questions_known):
        found["messages"] = len(form.messages)
    if form.questions_known:
        asked = form.questions
        found |= {
            "questions": len(asked),
            "pages": form.pages,
            "required": sum(one.required for one in asked),
            "proofs": sum(one.evidence for one in asked),
            "explained": sum(bool(one.why) for one in asked),
            "laws": sum(bool(one.law) for one in asked),
            "welsh": sum(one.welsh for one in asked),
        }
    if form.questions_known and not any(one.sometimes is None for one in form.questions):
        found["sometimes"] = sum(bool(one.sometimes) for one in form.questions)
    return found
