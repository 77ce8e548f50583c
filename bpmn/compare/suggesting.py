"""Which patterns a step could show: by what other councils attached to the same step, and by the step's own words.

Only steps at which the resident meets the service and that show nothing yet are looked at. It proposes, and says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bpmn.compare.blended import usual_meaning
from bpmn.compare.meaning import Meaning, Table
from bpmn.compare.steps import Step, side
from bpmn.model import Diagram, Node
from bpmn.naming import listed
from bpmn.parts import involvement
from bpmn.patterns import Pattern, fill, questions

MOST = 3
"""Suggestions for one step."""
LEAST = 0.12
"""The least likeness of words that is worth a suggestion; `benchmarks/suggesting.py` prints what it gives."""
CONFIRMED, MATCHED = 2.0, 1.0
"""What another council's pattern counts before any words: where people confirmed that the steps are the same, and
where it is only a proposal."""
_WEIGHTS: tuple[tuple[str, float], ...] = (
    ("title", 1.0),
    ("summary", 0.9),
    ("need", 0.8),
    ("questions", 0.85),
)
_SENT = ("letter", "email", "text")
_SENDING = (
    "send",
    "tell",
    "write",
    "e-mail",
    "email",
    "notify",
    "inform",
    "let ",
    "post ",
    "remind",
    "confirm",
)
By = Literal["confirmed", "council", "words"]


@dataclass(frozen=True)
class Elsewhere:
    """A pattern that another council attached to a step like one of ours: `key` is our step's, `step` what theirs
    is called. `sure` is the likeness of the two steps; `confirmed` says that people said they are the same."""

    key: str
    slug: str
    council: str
    step: str
    sure: float
    confirmed: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A pattern for a step, with the reason in a sentence. `score` only orders those of one step."""

    slug: str
    title: str
    score: float
    by: By
    because: str


def bare_steps(diagram: Diagram) -> tuple[str, ...]:
    """The keys of the steps and message events at which the resident meets the service and that show no pattern
    yet, in file order."""
    met = {point.element for point in involvement(diagram).touch_points}
    return tuple(
        node.key for node in diagram.nodes if node.key in met and not node.patterns and _may_carry(node)
    )


def suggest(
    diagram: Diagram,
    library: Mapping[str, Pattern],
    elsewhere: Iterable[Elsewhere] = (),
    meaning: Meaning | None = None,
    *,
    steps: Collection[str] | None = None,
) -> dict[str, tuple[Suggestion, ...]]:
    """Up to `MOST` patterns of the library for each bare step (or each of `steps`), by the step's key, the best
    first. What people confirmed comes before what is only matched, and that before words. Steps for which
    there is nothing are left out."""
    wanted = set(bare_steps(diagram) if steps is None else steps)
    found = [one for one in side(diagram).steps if one.key in wanted]
    choices = [one for one in sorted(library.values(), key=lambda one: one.slug) if one.kind != "service"]
    if not found or not choices:
        return {}
    words = _by_words(found, choices, meaning or usual_meaning())
    theirs = [one for one in elsewhere if one.slug in library]
    made = {
        step.key: _best(step, choices, words[number], [one for one in theirs if one.key == step.key])
        for number, step in enumerate(found)
    }
    return {key: ranked for key, ranked in made.items() if ranked}


def _best(
    step: Step, choices: Sequence[Pattern], words: Sequence[float], elsewhere: Sequence[Elsewhere]
) -> tuple[Suggestion, ...]:
    attached = {ref.ref for ref in step.node.patterns}
    found = []
    for pattern, score in zip(choices, words, strict=True):
        if pattern.slug in attached:
            continue
        theirs = [one for one in elsewhere if one.slug == pattern.slug]
        if theirs:
            found.append(_like_others(pattern, theirs, score))
        elif score >= LEAST:
            because = f"Its words are like those of the step “{step.name}”."
            found.append(Suggestion(pattern.slug, _title(pattern), round(score, 6), "words", because))
    return tuple(sorted(found, key=lambda one: (-one.score, one.slug))[:MOST])


def _like_others(pattern: Pattern, theirs: Sequence[Elsewhere], words: float) -> Suggestion:
    confirmed = [one for one in theirs if one.confirmed]
    told = confirmed or theirs
    councils = sorted({one.council for one in told})
    best = max(one.sure for one in told)
    score = (CONFIRMED if confirmed else MATCHED) + best + 0.1 * (len(councils) - 1) + 0.1 * words
    step = min(told, key=lambda one: (-one.sure, one.council, one.step)).step
    said = "which people confirmed to be the same step" if confirmed else "which seems to be the same step"
    verb = "shows" if len(councils) == 1 else "show"
    because = f"{listed(councils)} {verb} it at “{step}”, {said}."
    return Suggestion(
        pattern.slug, _title(pattern), round(score, 6), "confirmed" if confirmed else "council", because
    )


def _by_words(steps: Sequence[Step], choices: Sequence[Pattern], meaning: Meaning) -> list[list[float]]:
    """For each step how well each pattern's words say what it does, 0 to 1, less where the kind does not fit."""
    labels = [step.name for step in steps]
    tables: list[tuple[float, Table]] = []
    for about, weight in _WEIGHTS:
        tables.append((weight, meaning.table(labels, [_text(pattern, about) for pattern in choices])))
    return [
        [
            _mixed([weight * float(table[i, j]) for weight, table in tables]) * _fits(step, pattern)
            for j, pattern in enumerate(choices)
        ]
        for i, step in enumerate(steps)
    ]


def _mixed(scores: Sequence[float]) -> float:
    """The best of what a pattern's texts say, and a little of the others."""
    return 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)


def _text(pattern: Pattern, about: str) -> str:
    if about == "questions":
        return " ".join(one.title for one in questions(pattern)[:4])
    return fill(str(getattr(pattern, about)), pattern.settings)


def _fits(step: Step, pattern: Pattern) -> float:
    """How well the kind of a pattern fits a step: pages of the resident's own to the resident's steps, letters to
    steps that send something, staff's pages and scripts to staff."""
    resident = step.part == "resident"
    thrown = step.node.is_event and not step.node.type.startswith(("start", "intermediateCatch", "boundary"))
    sends = thrown or step.node.type == "sendTask" or step.name.lower().startswith(_SENDING)
    if thrown:
        # What a thrown message event carries is sent, whatever its words: nobody fills it in.
        return 1.4 if pattern.kind in _SENT else 0.4
    if step.node.is_event and resident:
        # A message that the resident gets.
        return 1.4 if pattern.kind in _SENT else 0.5
    if pattern.kind in _SENT:
        return 1.1 if sends and not resident else 0.7
    if pattern.kind == "script" or pattern.audience == "staff":
        return 0.6 if resident else 1.1
    if resident:
        return 1.1
    return 0.7 if sends else 0.9


def _title(pattern: Pattern) -> str:
    return fill(pattern.title, pattern.settings)


def _may_carry(node: Node) -> bool:
    """Whether a file may hold a pattern there: on a task or a message event."""
    if node.is_activity:
        return not node.is_sub_process
    return any(event.kind == "message" for event in node.events)
