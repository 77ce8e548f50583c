"""What comparing two forms gives back: frozen values, and the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bpmn.compare.forms.form import Contact, Form, Message
from bpmn.compare.forms.promises import Promise
from bpmn.compare.questions import Asked, QuestionRow
from bpmn.compare.results import SettingName, Statement


@dataclass(frozen=True)
class MessageRow:
    """A letter, e-mail, text, script or paper form of A beside B's; None where one has none like it."""

    a: Message | None
    b: Message | None


@dataclass(frozen=True)
class PromiseRow:
    """What A and B say of one matter of money or time. `same`: the amounts are equal."""

    a: Promise | None
    b: Promise | None

    @property
    def same(self) -> bool:
        """Whether both name the same amounts."""
        return self.a is not None and self.b is not None and self.a.plain == self.b.plain


@dataclass(frozen=True)
class ContactRow:
    """Where the user meets the service, side by side: steps of a diagram, or pages and messages."""

    a: tuple[Contact, ...]
    b: tuple[Contact, ...]


@dataclass(frozen=True)
class Count:
    """One count of A beside B's; None where it is not known."""

    name: str
    key: str
    a: int | None
    b: int | None


@dataclass(frozen=True)
class FormComparison:
    """Two forms compared.

    `questions` holds every question asked of the resident once, `staff` every one that the council's people
    answer; `statements` what differs, in the order a manager asks; `limits` in plain sentences what could not
    be compared. `similarity`: 0 to 1, how many of the questions have a like and how surely; 1 exactly when
    both say the same; None where what is asked is not known on both sides."""

    a: Form
    b: Form
    names: tuple[str, str]
    questions: tuple[QuestionRow, ...] = ()
    staff: tuple[QuestionRow, ...] = ()
    messages: tuple[MessageRow, ...] = ()
    promises: tuple[PromiseRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    figures: tuple[Count, ...] = ()
    statements: tuple[Statement, ...] = ()
    limits: tuple[str, ...] = ()
    similarity: float | None = None
    same: bool = False
    setting: SettingName = "default"
    meaning: str = "words"

    def to_json(self) -> dict[str, Any]:
        """The `compare --json` document of the contract for forms."""
        return {
            "same": self.same,
            "similarity": self.similarity,
            "a": _form(self.a),
            "b": _form(self.b),
            "counts": {figure.key: {"a": figure.a, "b": figure.b} for figure in self.figures},
            "statements": [said.to_json() for said in self.statements],
            "questions": [_row(row) for row in self.questions],
            "staff": [_row(row) for row in self.staff],
            "messages": [{"a": _message(row.a), "b": _message(row.b)} for row in self.messages],
            "promises": [
                {"a": _promise(row.a), "b": _promise(row.b), "same": row.same} for row in self.promises
            ],
            "contacts": [{"a": _contacts(row.a), "b": _contacts(row.b)} for row in self.contacts],
            "limits": list(self.limits),
            "meaning": self.meaning,
        }


def _form(form: Form) -> dict[str, Any]:
    return {"title": form.title, "council": form.council or None, "source": form.source}


def _row(row: QuestionRow) -> dict[str, Any]:
    return {
        "how": row.how,
        "a": _asked(row.a),
        "b": _asked(row.b),
        "score": row.pairing.score if row.pairing else None,
        "by": row.pairing.by if row.pairing else None,
        "differs": {one.about: {"a": one.a, "b": one.b} for one in row.differs},
    }


def _asked(side: Iterable[Asked]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.key,
            "title": one.title,
            "answer": one.kind,
            "required": one.required,
            "sometimes": one.sometimes,
            "evidence": one.evidence,
            "choices": list(one.choices),
            "page": one.page + 1,
            "pattern": one.slug,
            "why": one.why or None,
            "law": one.law or None,
            "used_for": one.used_for or None,
            "used_by": one.used_by or None,
            "kept_for": one.kept_for or None,
            "look_up": one.look_up or None,
            "standard": one.standard or None,
            "welsh": one.welsh,
        }
        for one in side
    ]


def _message(message: Message | None) -> dict[str, Any] | None:
    return (
        {"kind": message.kind, "title": message.title, "pattern": message.slug}
        if message is not None
        else None
    )


def _promise(promise: Promise | None) -> dict[str, Any] | None:
    if promise is None:
        return None
    return {
        "about": promise.about,
        "amounts": list(promise.amounts),
        "sentence": promise.sentence,
        "pattern": promise.slug,
    }


def _contacts(side: Iterable[Contact]) -> list[dict[str, Any]]:
    return [{"key": one.key, "text": one.text, "what": one.what} for one in side]
