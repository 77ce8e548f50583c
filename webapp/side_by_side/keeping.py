"""Two walks that stand beside each other: found, brought back, kept where they stand. Each is an ordinary walk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort

from bpmn.compare import Comparison
from bpmn.compare.questions.carried import Same, same_questions
from bpmn.patterns import Pattern
from engine.abreast import Abreast
from engine.in_step import Partners, Side
from engine.same_decision import same_decisions
from engine.walkthrough import Walkthrough as Walk
from webapp import reading
from webapp.comparisons.compared import pair
from webapp.kept import Kept
from webapp.store import queries
from webapp.store.tables import Process, Version, Walkthrough
from webapp.walkthroughs import asking, typed
from webapp.walkthroughs.replaying import patterns_of, replayed, started
from webapp.web import db, person

KEPT = 64
SIDES: tuple[Side, Side] = ("a", "b")

_kept: Kept[tuple[Any, ...], tuple[tuple[Same, ...], dict[str, str]]] = Kept(KEPT)


class Two:
    """Two kept walks with all that walking them in step needs. Raises WalkError when one cannot be walked."""

    def __init__(self, a: Walkthrough, b: Walkthrough) -> None:
        self.kept: dict[Side, Walkthrough] = {"a": a, "b": b}
        self.comparison: Comparison = pair(
            a.process, b.process, "default", (a.version.number, b.version.number)
        ).comparison
        walks = [replayed(db(), kept, typed.answers(kept.id), person()) for kept in self.kept.values()]
        self.patterns: dict[Side, dict[str, Pattern]] = {
            side: patterns_of(db(), self.kept[side].version, walk, person())
            for side, walk in zip(SIDES, walks, strict=True)
        }
        self.same, decisions = _shared(a.version, b.version, self.patterns)
        matches = [(match.a, match.b) for match in self.comparison.matches]
        names = {one.a: one.b for one in self.same}
        self.abreast = Abreast(walks[0], walks[1], Partners(matches, decisions), names)

    @property
    def walks(self) -> dict[Side, Walk]:
        """Both walks where they stand."""
        return self.abreast.walks

    @property
    def address(self) -> str:
        """Where the two are shown."""
        return f"/side-by-side/{self.kept['a'].id}/{self.kept['b'].id}"

    def save(self) -> str:
        """Keep both where they stand, each under its own address when it is this walker's; where they are shown
        then."""
        for side in SIDES:
            self.kept[side] = asking.saved(self.kept[side], self.walks[side])
        return self.address


def two(walk_a: str, walk_b: str) -> Two:
    """The two walks of those addresses; answers 404 when this person may not know of one, or both are one."""
    if walk_a == walk_b:
        abort(404)
    found = [queries.work.walkthrough(db(), one, person()) or abort(404) for one in (walk_a, walk_b)]
    return Two(found[0], found[1])


def begun(process: Process, number: int | None) -> Walkthrough:
    """A new walk of a process, kept at its beginning. Raises WalkError; answers 404 without such a version."""
    version = queries.processes.version(process, number) or abort(404)
    return asking.begun(process, version.number, started(db(), version, person()))


def _shared(
    a: Version, b: Version, patterns: Mapping[Side, Mapping[str, Pattern]]
) -> tuple[tuple[Same, ...], dict[str, str]]:
    """The questions and the decisions that both have; remembered, for they are asked for at every step."""
    key = (a.sha256, b.sha256, *(tuple(map(repr, patterns[side].items())) for side in SIDES))
    if (found := _kept.get(key)) is not None:
        return found
    same = same_questions(list(patterns["a"].values()), list(patterns["b"].values()))
    diagrams = [reading.read(db(), version).diagram for version in (a, b)]
    made = same, same_decisions(diagrams[0], diagrams[1], {one.a: one.b for one in same})
    _kept.put(key, made)
    return made
