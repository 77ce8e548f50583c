"""The aligned table of questions: each once, side by side, and what differs about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.questions.align import Pairing, pair_questions
from bpmn.compare.questions.asked import Asked
from bpmn.compare.questions.settings import MOST_CHOICES, SAME_CHOICE
from bpmn.compare.questions.usual import usual_meaning
from bpmn.compare.results import SettingName

HowAsked = Literal["both", "other words", "only A", "only B"]
About = Literal[
    "answer",
    "required",
    "sometimes",
    "choices",
    "evidence",
    "why",
    "law",
    "used for",
    "used by",
    "kept for",
    "look up",
    "standard",
    "Welsh",
]
_TEXTS: tuple[tuple[About, str], ...] = (
    ("why", "why"),
    ("law", "law"),
    ("used for", "used_for"),
    ("used by", "used_by"),
    ("kept for", "kept_for"),
    ("look up", "look_up"),
    ("standard", "standard"),
)
NOT_SAID = "not said"


@dataclass(frozen=True)
class Difference:
    """One thing about a question both ask that is not the same: what each side says, in words. For choices,
    those the other side does not offer."""

    about: About
    a: str
    b: str


@dataclass(frozen=True)
class QuestionRow:
    """Questions of A and of B that ask for the same thing, or a question only one asks. `how` says which;
    `differs` what is not the same about those both ask; `pairing` the likeness behind it."""

    a: tuple[Asked, ...]
    b: tuple[Asked, ...]
    how: HowAsked
    differs: tuple[Difference, ...] = ()
    pairing: Pairing | None = None

    @property
    def either(self) -> tuple[Asked, ...]:
        """A's questions, or B's where A has none."""
        return self.a or self.b

    @property
    def evidence(self) -> bool:
        """Whether it asks for a proof on either side."""
        return any(one.evidence for one in (*self.a, *self.b))


def align_questions(
    ours: Sequence[Asked],
    theirs: Sequence[Asked],
    meaning: Meaning | None = None,
    setting: SettingName = "default",
) -> tuple[QuestionRow, ...]:
    """Every question of both once. Rows follow A's order; a question only B asks stands after the row of the
    question before it in B. `align_questions(theirs, ours)` has the same rows, mirrored."""
    meaning = meaning or usual_meaning()
    pairings = pair_questions(ours, theirs, meaning, setting)
    of_a = {place: pairing for pairing in pairings for place in pairing.a}
    of_b = {place: pairing for pairing in pairings for place in pairing.b}
    waiting: dict[Pairing | None, list[QuestionRow]] = {}
    current: Pairing | None = None
    for place, one in enumerate(theirs):
        if place in of_b:
            current = of_b[place]
        else:
            waiting.setdefault(current, []).append(QuestionRow((), (one,), "only B"))
    rows = waiting.get(None, [])[:]
    done: set[Pairing] = set()
    for place, one in enumerate(ours):
        pairing = of_a.get(place)
        if pairing is None:
            rows.append(QuestionRow((one,), (), "only A"))
        elif pairing not in done:
            done.add(pairing)
            rows.append(_row(ours, theirs, pairing, meaning))
            rows += waiting.get(pairing, [])
    return tuple(rows)


def _row(ours: Sequence[Asked], theirs: Sequence[Asked], pairing: Pairing, meaning: Meaning) -> QuestionRow:
    a = tuple(ours[place] for place in pairing.a)
    b = tuple(theirs[place] for place in pairing.b)
    same = [normal(one.title) for one in a] == [normal(one.title) for one in b]
    return QuestionRow(a, b, "both" if same else "other words", tuple(_differences(a, b, meaning)), pairing)


def _differences(a: tuple[Asked, ...], b: tuple[Asked, ...], meaning: Meaning) -> Iterator[Difference]:
    if len(a) == len(b) == 1 and a[0].kind != b[0].kind:
        yield Difference("answer", a[0].kind, b[0].kind)
    yield from _flag("required", a, b, "must be answered", "can be left out", "required")
    yield from _flag("sometimes", a, b, "only some people are asked", "everybody is asked", "sometimes")
    yield from _flag("evidence", a, b, "asks for a proof", "asks for no proof", "evidence")
    yield from _choices(a, b, meaning)
    for about, name in _TEXTS:
        one, two = _said(a, name), _said(b, name)
        if normal(one) != normal(two):
            yield Difference(about, one or NOT_SAID, two or NOT_SAID)
    yield from _flag("Welsh", a, b, "also in Welsh", "not in Welsh", "welsh")


def _flag(
    about: About, a: tuple[Asked, ...], b: tuple[Asked, ...], yes: str, no: str, name: str
) -> Iterator[Difference]:
    values = [[getattr(asked, name) for asked in side] for side in (a, b)]
    if any(None in side for side in values):
        return
    one, two = (all(side) if name == "sometimes" else any(side) for side in values)
    if one != two:
        yield Difference(about, yes if one else no, yes if two else no)


def _said(side: tuple[Asked, ...], name: str) -> str:
    return " · ".join(dict.fromkeys(text for one in side if (text := str(getattr(one, name)))))


def _choices(a: tuple[Asked, ...], b: tuple[Asked, ...], meaning: Meaning) -> Iterator[Difference]:
    if len(a) != 1 or len(b) != 1:
        return
    ours, theirs = (_offered(one) for one in (a[0], b[0]))
    if not ours or not theirs:
        return
    alike = meaning.alike(ours, theirs)
    close = {pair for pair, value in alike.items() if value >= SAME_CHOICE}
    only_a = [text for i, text in enumerate(ours) if not any((i, j) in close for j in range(len(theirs)))]
    only_b = [text for j, text in enumerate(theirs) if not any((i, j) in close for i in range(len(ours)))]
    if only_a or only_b:
        yield Difference("choices", _listed(only_a), _listed(only_b))


def _offered(one: Asked) -> list[str]:
    return list(dict.fromkeys(one.choices[:MOST_CHOICES])) if one.kind != "tick" else []


def _listed(texts: list[str]) -> str:
    return "; ".join(texts) or "nothing more"
