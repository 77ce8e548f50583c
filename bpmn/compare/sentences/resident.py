"""What the resident must do: contacts, questions, proofs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bpmn.compare.compared import Compared
from bpmn.compare.results import Kind, Statement
from bpmn.compare.sentences.wording import counted, quoted, some, times
from bpmn.compare.steps import Side
from bpmn.parts import involvement
from bpmn.patterns import Question, expand, questions

SAME_QUESTION = 0.7


@dataclass(frozen=True)
class _Asked:
    """What one side asks of the resident. `questions` is None where attached patterns are unknown or there are none."""

    contacts: int
    where: tuple[str, ...]
    questions: Mapping[str, tuple[Question, str]] | None

    def in_words(self) -> str:
        if self.questions is None:
            return ""
        proofs = sum(question.evidence for question, _ in self.questions.values())
        return f" ({counted(len(self.questions), 'question')}, {counted(proofs, 'proof')})"


def resident(compared: Compared) -> Statement | None:
    """`The resident is involved 3 times in A (7 questions, 1 proof) and twice in B (4 questions, no proofs).`"""
    ours, theirs = _both(compared)
    if (ours.contacts, ours.in_words()) == (theirs.contacts, theirs.in_words()):
        return None
    first, second = compared.names
    text = (
        f"The resident is involved {times(ours.contacts)} in {first}{ours.in_words()} "
        f"and {times(theirs.contacts)} in {second}{theirs.in_words()}."
    )
    return Statement("touchpoint", text, ours.where, theirs.where)


def asked_statements(compared: Compared) -> Iterator[Statement]:
    """Questions and proofs that only one of the two asks for."""
    ours, theirs = _both(compared)
    if ours.questions is None or theirs.questions is None:
        return
    first, second = compared.names
    for name, mine, other, left in (
        (first, ours.questions, theirs.questions, True),
        (second, theirs.questions, ours.questions, False),
    ):
        missing = [asked for asked in mine.values() if not _is_asked(compared, asked[0], other)]
        for kind, verb, wanted in (("question", "asks", False), ("evidence", "asks for proof", True)):
            yield from _only(name, kind, verb, [one for one in missing if one[0].evidence is wanted], left)  # type: ignore[arg-type]


def _only(
    name: str, kind: Kind, verb: str, asked: list[tuple[Question, str]], left: bool
) -> Iterator[Statement]:
    if asked:
        keys = tuple(dict.fromkeys(key for _, key in asked))
        said = some((quoted(question.title or question.name) for question, _ in asked), 3)
        yield Statement(kind, f"Only {name} {verb}: {said}.", keys if left else (), () if left else keys)


def _is_asked(compared: Compared, question: Question, other: Mapping[str, tuple[Question, str]]) -> bool:
    if question.name in other:
        return True
    return any(
        theirs.evidence == question.evidence and compared.alike(question.title, theirs.title) >= SAME_QUESTION
        for theirs, _ in other.values()
    )


def _both(compared: Compared) -> tuple[_Asked, _Asked]:
    ours, theirs = _asked(compared.a), _asked(compared.b)
    if ours.questions is None or theirs.questions is None:
        return _Asked(ours.contacts, ours.where, None), _Asked(theirs.contacts, theirs.where, None)
    return ours, theirs


def _asked(side: Side) -> _Asked:
    contacts = involvement(side.diagram).touch_points
    where = side.in_order(point.element for point in contacts if point.element in side.diagram.node_by_key)
    return _Asked(len(contacts), where, _questions(side))


def _questions(side: Side) -> dict[str, tuple[Question, str]] | None:
    """Each question once, by its name, with the step that asks it; what staff fill in is no question to the resident."""
    found: dict[str, tuple[Question, str]] = {}
    refs = [(step.key, ref) for step in side.steps for ref in step.refs]
    if not refs or any(ref not in side.patterns for _, ref in refs):
        return None
    for key, ref in refs:
        for pattern in expand(side.patterns[ref], side.patterns):
            if pattern.audience == "resident":
                for question in questions(pattern):
                    found.setdefault(question.name, (question, key))
    return found
