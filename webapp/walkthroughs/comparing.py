"""Two walks of one process beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.conditions import Answer
from bpmn.patterns import Pattern
from engine.walks_compared import State, WalksCompared, walks_compared
from webapp.store import queries
from webapp.store.tables import Walkthrough
from webapp.walkthroughs import asking
from webapp.walkthroughs.area import blueprint
from webapp.walkthroughs.stage import Stage
from webapp.walkthroughs.summary import in_words, summary
from webapp.walkthroughs.timeline import Line, Timeline
from webapp.walkthroughs.typed import title_of, value_in_words
from webapp.web import db, person

MOST_OTHERS = 40
"""Walks offered to compare with."""

STATES: dict[State, str] = {
    "same": "Same",
    "other way": "Goes another way",
    "other answers": "Answered differently",
    "only a": "Only in A",
    "only b": "Only in B",
}


@dataclass(frozen=True)
class Side:
    """One of the two walks. `letter` is A or B."""

    letter: str
    kept: Walkthrough
    name: str
    outcome: str
    time: str
    steps: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Pair:
    """A line of the comparison in the pages' words; `first` marks where the walks part."""

    a: Line | None
    b: Line | None
    state: State
    word: str
    first: bool


@blueprint.get("/<walk_id>/compare")
def compare(walk_id: str) -> ResponseReturnValue:
    """Where do these two cases part?"""
    kept = asking.find(walk_id)
    other_id = request.args.get("with", "")
    if not other_id:
        return render_template(
            "walkthroughs/choose.html", kept=kept, process=kept.process, others=_others(kept)
        )
    other = asking.find(other_id)
    if other.process_id != kept.process_id:
        abort(404)
    (walk_a, patterns), (walk_b, _) = asking.here(kept), asking.here(other)
    found = walks_compared(walk_a.history, walk_b.history)
    sides = (_side("A", kept), _side("B", other))
    return render_template(
        "walkthroughs/compare.html",
        process=kept.process,
        a=sides[0],
        b=sides[1],
        pairs=_pairs(found, *sides),
        answers=[
            (
                title_of(one.name, patterns),
                _said(one.name, one.a, patterns),
                _said(one.name, one.b, patterns),
            )
            for one in found.answers
        ],
        same=sum(row.state == "same" for row in found.rows),
        versions=kept.version_id != other.version_id,
    )


def _others(kept: Walkthrough) -> list[Walkthrough]:
    """Walks of the same process that this one can be compared with: its scenarios, and one's own."""
    own = queries.work.walks_of_process(db(), kept.process, person(), asking.remembered(), limit=MOST_OTHERS)
    every = [*queries.work.scenarios(db(), kept.process), *own]
    return [one for one in every if one.id != kept.id][:MOST_OTHERS]


def _side(letter: str, kept: Walkthrough) -> Side:
    walk, patterns = asking.here(kept)
    found = summary(walk)
    lines = Timeline(Stage(walk, patterns)).lines
    name = kept.title or f"the walk of {kept.updated_at:%-d %B %Y, %H:%M}"
    return Side(letter, kept, name, in_words(found), found["time"], len(lines), lines)


def _pairs(found: WalksCompared, a: Side, b: Side) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            a.lines[row.a] if row.a is not None else None,
            b.lines[row.b] if row.b is not None else None,
            row.state,
            STATES[row.state],
            place == found.parting,
        )
        for place, row in enumerate(found.rows)
    )


def _said(name: str, answer: Answer | None, patterns: dict[str, Pattern]) -> str:
    return "Not answered" if answer is None else value_in_words(name, answer, patterns)
