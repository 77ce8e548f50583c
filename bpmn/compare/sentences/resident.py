"""What the resident must do: contacts, coming back, questions, proofs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bpmn.compare.compared import Compared
from bpmn.compare.contacts import contacts, for_resident
from bpmn.compare.relations import Relations
from bpmn.compare.results import Kind, Statement
from bpmn.compare.sentences.wording import counted, gap, quoted, some
from bpmn.compare.steps import Side, Step
from bpmn.parts import Involvement, parts
from bpmn.patterns import Pattern, Question, questions, title_of

SAME_QUESTION = 0.7


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the step that asks it and the title of its pattern. `where` is the step in quotes, where
    the question alone does not say what is asked: others than the resident do the step, or the words of the
    question are only the pattern's usual ones."""

    question: Question
    key: str
    pattern: str
    where: str = ""

    @property
    def usual(self) -> bool:
        """Whether a setting of the pattern that each council fills in makes its words."""
        return "{{" in title_of(self.question.component)

    @property
    def called(self) -> str:
        """What is asked, to stand after "asks:"."""
        own = self.question.title or self.question.name
        return quoted(self.pattern if self.usual and self.pattern else own) + self.where


@dataclass(frozen=True)
class Asked:
    """What one side asks of the resident. `where` are the contacts; `again` those of them by which the
    resident acts once more after the first (None where nothing that they do is drawn); `questions` is None where
    attached patterns are unknown or there are none. `perhaps` are steps that may be contacts too: others do them,
    with a page for the resident attached that they may as well fill in by themselves."""

    contacts: int
    where: tuple[str, ...]
    again: tuple[str, ...] | None
    questions: Mapping[str, AskedQuestion] | None
    perhaps: tuple[str, ...] = ()

    @property
    def proofs(self) -> int | None:
        """How many of the questions ask for a proof."""
        if self.questions is None:
            return None
        return sum(one.question.evidence for one in self.questions.values())

    def in_words(self) -> str:
        """` (7 questions, 1 proof)`, or nothing where they are not known."""
        if self.questions is None:
            return ""
        return f" ({counted(len(self.questions), 'question')}, {counted(self.proofs or 0, 'proof')})"


def asked(side: Side, known: Involvement) -> Asked:
    """Read one side."""
    met = contacts(side, known)
    return Asked(met.count, met.where, _again(side), _questions(side), met.perhaps)


def _again(side: Side) -> tuple[str, ...] | None:
    """Where the resident has to act once more: their steps after something of others' or a wait, not those
    that carry on the same contact; of a resident drawn without an inside every message but the first. None
    where no step and no message of theirs is drawn."""
    theirs = [step for step in side.steps if step.part == "resident" and step.node.is_activity]
    if theirs:
        return tuple(step.key for step in theirs if any(map(partial(_is_answer, side), step.before)))
    messages = side.in_order(_from_closed(side))
    return messages[1:] if messages else None


def _is_answer(side: Side, key: str) -> bool:
    """Whether it is something that others did or that was waited for."""
    step = side.by_key[key]
    return step.part != "resident" or (step.node.is_event and step.node.type != "startEvent")


def _from_closed(side: Side) -> set[str]:
    """The steps to which a message comes from a resident who is drawn without an inside."""
    pools, views = side.diagram.pool_by_key, parts(side.diagram)
    return {
        flow.target
        for flow in side.diagram.message_flows
        if flow.target in side.by_key and flow.source in pools and views[flow.source].part == "resident"
    }


def resident(
    compared: Compared, known: tuple[Asked, Asked], ours: Relations, theirs: Relations
) -> Iterator[Statement]:
    """`The resident is involved at 3 points in A (7 questions, 1 proof) and at 2 points in B (4 questions, no
    proofs).` Then how often they have to come back, and what only one of the two asks."""
    mine, other = known
    first, second = compared.names
    if (mine.contacts, mine.in_words()) != (other.contacts, other.in_words()):
        text = (
            f"The resident is involved at {counted(mine.contacts, 'point')} in {first}{mine.in_words()} "
            f"and at {counted(other.contacts, 'point')} in {second}{other.in_words()}."
        )
        size = max(gap(mine.contacts, other.contacts), gap(*_question_counts(mine, other)))
        yield Statement("touchpoint", text, mine.where, other.where, key="resident-contacts", size=size)
    yield from _come_back(compared, mine, other)
    yield from _asked_again(compared, mine, other, ours, theirs)


def _question_counts(mine: Asked, other: Asked) -> tuple[int, int]:
    return len(mine.questions or ()), len(other.questions or ())


def _come_back(compared: Compared, mine: Asked, other: Asked) -> Iterator[Statement]:
    """How often the resident has to act again. Not said where one side draws no resident who acts at all."""
    if mine.again is None or other.again is None or len(mine.again) == len(other.again):
        return
    first, second = compared.names
    text = (
        f"After first getting in touch, the resident may act again at {_places(compared.a, mine.again)} "
        f"in {first} and at {_places(compared.b, other.again)} in {second}."
    )
    size = gap(len(mine.again), len(other.again))
    yield Statement("touchpoint", text, mine.again, other.again, key="resident-again", size=size)


def _places(side: Side, keys: tuple[str, ...]) -> str:
    named = f" ({some(map(side.called, keys), 3)})" if keys else ""
    return counted(len(keys), "point") + named


def _asked_again(
    compared: Compared, mine: Asked, other: Asked, ours: Relations, theirs: Relations
) -> Iterator[Statement]:
    """Contacts that one side can repeat in the same case and the other never does."""
    repeated_a = tuple(key for key in mine.where if ours.repeats(key))
    repeated_b = tuple(key for key in other.where if theirs.repeats(key))
    if bool(repeated_a) == bool(repeated_b) or not (ours.decided and theirs.decided):
        return
    if any(map(theirs.repeats, other.perhaps) if repeated_a else map(ours.repeats, mine.perhaps)):
        return
    side, keys, names = (
        (compared.a, repeated_a, compared.names)
        if repeated_a
        else (compared.b, repeated_b, compared.names[::-1])
    )
    text = f"The same contact can come more than once in one case in {names[0]} "
    text += f"({some(map(side.called, keys), 3)}), never in {names[1]}."
    yield Statement("touchpoint", text, repeated_a, repeated_b, key="resident-repeated", size=0.5)


def asked_statements(compared: Compared, known: tuple[Asked, Asked]) -> Iterator[Statement]:
    """Questions and proofs that only one of the two asks for."""
    ours, theirs = known
    if ours.questions is None or theirs.questions is None:
        return
    first, second = compared.names
    kinds: tuple[tuple[Kind, str, bool], ...] = (
        ("evidence", "asks for proof", True),
        ("question", "asks", False),
    )
    for kind, verb, wanted in kinds:
        for name, mine, other, left in (
            (first, ours.questions, theirs.questions, True),
            (second, theirs.questions, ours.questions, False),
        ):
            missing = [one for one in _not_asked(compared, mine, other) if one.question.evidence is wanted]
            if missing:
                yield _only(name, kind, verb, missing, left, len(mine))


def _only(
    name: str, kind: Kind, verb: str, missing: list[AskedQuestion], left: bool, whole: int
) -> Statement:
    keys = tuple(dict.fromkeys(one.key for one in missing))
    groups = Counter(one.pattern for one in missing)
    many = {title for title, count in groups.items() if count > 2}
    said = some(
        dict.fromkeys(
            f"{quoted(one.pattern)} ({groups[one.pattern]} questions)" if one.pattern in many else one.called
            for one in missing
        ),
        3,
    )
    text = f"Only {name} {verb}: {said}."
    return Statement(
        kind, text, keys if left else (), () if left else keys, size=len(missing) / max(1, whole)
    )


def _not_asked(
    compared: Compared, mine: Mapping[str, AskedQuestion], other: Mapping[str, AskedQuestion]
) -> list[AskedQuestion]:
    """The questions that the other side does not ask, by name or in like words."""
    missing = [asked for name, asked in mine.items() if name not in other]
    theirs = list(other.values())
    alike = compared.meaning.alike(_titles(missing), _titles(theirs)) if missing and theirs else {}
    found = {
        i
        for (i, j), score in alike.items()
        if score >= SAME_QUESTION and missing[i].question.evidence == theirs[j].question.evidence
    }
    return [asked for i, asked in enumerate(missing) if i not in found]


def _titles(asked: list[AskedQuestion]) -> list[str]:
    return [one.question.title for one in asked]


def both_asked(compared: Compared) -> tuple[Asked, Asked]:
    """What both ask; questions only where they are known of both."""
    ours, theirs = (
        asked(side, known)
        for side, known in zip((compared.a, compared.b), compared.involvements, strict=True)
    )
    if ours.questions is None or theirs.questions is None:
        return replace(ours, questions=None), replace(theirs, questions=None)
    return ours, theirs


def _questions(side: Side) -> dict[str, AskedQuestion] | None:
    """Each question once, by its name, with the step that asks it; what staff fill in is no question to the
    resident."""
    found: dict[str, AskedQuestion] = {}
    refs = [ref for step in side.steps for ref in step.refs]
    if not refs or any(ref not in side.patterns for ref in refs):
        return None
    for step in side.steps:
        for pattern in for_resident(side, step):
            for question in questions(pattern):
                found.setdefault(question.name, _asked_at(side, step, pattern, question))
    return found


def _asked_at(side: Side, step: Step, pattern: Pattern, question: Question) -> AskedQuestion:
    plain = AskedQuestion(question, step.key, pattern.title)
    if step.part == "resident" and not plain.usual:
        return plain
    return replace(plain, where=f" (at {side.called(step.key)})")
