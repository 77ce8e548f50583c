"""What the resident must do: contacts, questions, proofs."""

from __future__ import annotations

from collections import Counter
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
class _Question:
    """A question with the step that asks it and the title of its pattern."""

    question: Question
    key: str
    pattern: str


@dataclass(frozen=True)
class _Asked:
    """What one side asks of the resident. `questions` is None where attached patterns are unknown or there
    are none."""

    contacts: int
    where: tuple[str, ...]
    questions: Mapping[str, _Question] | None

    def in_words(self) -> str:
        if self.questions is None:
            return ""
        proofs = sum(one.question.evidence for one in self.questions.values())
        return f" ({counted(len(self.questions), 'question')}, {counted(proofs, 'proof')})"


def resident(compared: Compared) -> Statement | None:
    """`The resident is involved 3 times in A (7 questions, 1 proof) and twice in B (4 questions, no
    proofs).`"""
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
        missing = [asked for asked in mine.values() if not _is_asked(compared, asked.question, other)]
        kinds: tuple[tuple[Kind, str, bool], ...] = (
            ("question", "asks", False),
            ("evidence", "asks for proof", True),
        )
        for kind, verb, wanted in kinds:
            yield from _only(
                name, kind, verb, [one for one in missing if one.question.evidence is wanted], left
            )


def _only(name: str, kind: Kind, verb: str, asked: list[_Question], left: bool) -> Iterator[Statement]:
    if asked:
        keys = tuple(dict.fromkeys(one.key for one in asked))
        groups = Counter(one.pattern for one in asked)
        whole = {title for title, count in groups.items() if count > 2}
        said = some(
            dict.fromkeys(
                f"{quoted(one.pattern)} ({groups[one.pattern]} questions)"
                if one.pattern in whole
                else quoted(one.question.title or one.question.name)
                for one in asked
            ),
            3,
        )
        yield Statement(kind, f"Only {name} {verb}: {said}.", keys if left else (), () if left else keys)


def _is_asked(compared: Compared, question: Question, other: Mapping[str, _Question]) -> bool:
    if question.name in other:
        return True
    return any(
        theirs.evidence == question.evidence and compared.alike(question.title, theirs.title) >= SAME_QUESTION
        for theirs in (one.question for one in other.values())
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


def _questions(side: Side) -> dict[str, _Question] | None:
    """Each question once, by its name, with the step that asks it; what staff fill in is no question to the
    resident."""
    found: dict[str, _Question] = {}
    refs = [(step.key, ref) for step in side.steps for ref in step.refs]
    if not refs or any(ref not in side.patterns for _, ref in refs):
        return None
    for key, ref in refs:
        for pattern in expand(side.patterns[ref], side.patterns):
            if pattern.audience == "resident":
                for question in questions(pattern):
                    found.setdefault(question.name, _Question(question, key, pattern.title))
    return found
