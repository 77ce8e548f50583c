"""The paths of a process: every way a case can take through its decisions and events, and which have been walked.

A path is told apart by its turns (`engine.turns`), not by the order in which work that goes on at the same time is
done. A loop is gone round at most once more. The search is bounded and always gives the same paths in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bpmn.model import Diagram
from bpmn.semantics import normal_form
from engine.branching import Move, next_moves
from engine.errors import EndlessWalk, WalkError
from engine.limits import LIMITS, WalkLimits
from engine.options import Option
from engine.taken import Taken
from engine.turns import Signature, Turn, comes_to, signature, turns
from engine.walkthrough import Walkthrough

MOST_PATHS = 100
MOST_WORK = 20_000
"""Options looked at in one search: about half a second."""
ROUNDS = (2, 4)
"""How often a path may come to the same element; more only where no path is found otherwise."""
MOST_IDLE = 12
"""Walks in a row that need not find anything new before the search for flows ends."""

Way = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Path:
    """One way through: its turns, the steps of a walk that takes it, and whether that ended or got stuck. `group` are
    the processes that are walked together."""

    number: int
    turns: tuple[Turn, ...]
    steps: tuple[Taken, ...]
    outcome: str
    ends: tuple[str, ...]
    group: tuple[str, ...]

    @property
    def signature(self) -> Signature:
        """What a walk has that took this path."""
        return signature(self.turns)

    def plan(self) -> list[dict[str, Any]]:
        """The steps for a walk that follows the path, as a choice log has them."""
        return [step.to_json() for step in self.steps]


@dataclass(frozen=True)
class Paths:
    """`paths` in order; `complete` when these are all there are. Otherwise there were too many, and these take
    every way that the search found at least once. `untaken` are ways out of decisions that no path takes: the
    decision's key and the way's name in the choice log."""

    paths: tuple[Path, ...]
    complete: bool
    untaken: tuple[tuple[str, str], ...]


def paths_of(diagram: Diagram, *, limits: WalkLimits = LIMITS) -> Paths:
    """The paths of every process of a diagram, those of pools that messages join together. Raises WalkError when the
    diagram cannot be walked."""
    form = normal_form(diagram)
    found: list[Path] = []
    untaken: list[tuple[str, str]] = []
    complete = True
    for group in form.groups:
        process = next((key for key in group if diagram.nodes_in(key)), None)
        if process is None:
            continue
        first = Walkthrough.start(diagram, process, limits=limits, decides=False, form=form)
        chosen, whole, left = _paths_from(first, group)
        found += chosen
        untaken += left
        complete = complete and whole
    kept = found[: 2 * MOST_PATHS]
    numbered = tuple(replace(path, number=number) for number, path in enumerate(kept, start=1))
    return Paths(numbered, complete and len(kept) == len(found), tuple(untaken))


def _paths_from(
    first: Walkthrough, group: tuple[str, ...]
) -> tuple[list[Path], bool, tuple[tuple[str, str], ...]]:
    for rounds in ROUNDS:
        search = _Search(first, group, rounds)
        found = search.all()
        if found:
            complete = search.complete
            return (found if complete else search.every_way()), complete, search.untaken()
    return [], True, search.untaken()


class Walked(Protocol):
    """What is needed of a walk to hold it against paths: a `Walkthrough`, or what was noted of one."""

    @property
    def diagram(self) -> Diagram:
        """The diagram that was walked."""

    @property
    def process(self) -> str:
        """The process that was walked, by key."""

    @property
    def outcome(self) -> str:
        """Whether it is `going`."""

    @property
    def history(self) -> tuple[Taken, ...]:
        """Every step taken."""


def covering(paths: Iterable[Path], walks: Sequence[Walked]) -> dict[int, tuple[int, ...]]:
    """For each path by number, the places in `walks` of those that took it to its end."""
    ended = [
        (place, walk.process, signature(turns(walk.diagram, walk.history)))
        for place, walk in enumerate(walks)
        if walk.outcome != "going"
    ]
    return {
        path.number: tuple(
            place for place, process, took in ended if process in path.group and took == path.signature
        )
        for path in paths
    }


def ways_walked(walks: Iterable[Walked]) -> Counter[tuple[str, str]]:
    """How many walks took each way out of a decision (its key, the way), and how many came to each element (its
    key, and nothing), whether they have ended or not."""
    found: Counter[tuple[str, str]] = Counter()
    for walk in walks:
        took = {(step.element, flow) for step in walk.history for flow in step.chose}
        took |= {(step.element, "") for step in walk.history}
        found.update(took)
    return found


class _Search:
    """Walks through one process, told apart by the numbers of the alternatives they took."""

    def __init__(self, first: Walkthrough, group: tuple[str, ...], rounds: int) -> None:
        self._first = first
        self._group = group
        self._rounds = rounds
        self._work = 0
        self._seen: dict[Way, None] = {}
        self._known: dict[tuple[str, str], None] = {}
        self._walked: Counter[Way] = Counter()
        self.complete = False

    def all(self) -> list[Path]:
        """Every path; `complete` is false when there are more than may be shown or looked for."""
        found: dict[Signature, Path] = {}
        numbers: list[list[int]] = []
        self.complete = False
        while self._work < MOST_WORK and len(found) <= MOST_PATHS:
            path = self._walk(_by_numbers(numbers))
            if path is not None:
                found.setdefault(path.signature, path)
            while numbers and numbers[-1][0] + 1 >= numbers[-1][1]:
                numbers.pop()
            if not numbers:
                self.complete = len(found) <= MOST_PATHS
                break
            numbers[-1][0] += 1
        return list(found.values())

    def every_way(self) -> list[Path]:
        """Few paths that together take every way that can be found, each for something the earlier do not."""
        self._work, self._walked = 0, Counter()
        found: dict[Signature, Path] = {}
        taken: set[tuple[str, tuple[str, ...]]] = set()
        idle = 0
        while self._work < MOST_WORK and idle < MOST_IDLE and len(found) < MOST_PATHS:
            path = self._walk(self._least_walked)
            idle += 1
            if path is None:
                continue
            new = {(turn.element, turn.chose) for turn in path.turns} - taken
            if new or not found:
                taken |= new
                found.setdefault(path.signature, path)
                idle = 0
        return list(found.values())

    def untaken(self) -> tuple[tuple[str, str], ...]:
        """The ways out of decisions met that no walk took."""
        taken = {(element, flow) for element, chose in self._seen for flow in chose}
        return tuple(way for way in self._known if way not in taken)

    def _walk(self, pick: Callable[[tuple[Move, ...]], Move]) -> Path | None:
        """One walk to its end; None where it would go round more often than allowed."""
        walk = self._first.again()
        visits: Counter[tuple[bool, str]] = Counter()
        declined: set[str] = set()
        took: list[Way] = []
        while options := walk.options():
            self._work += len(options)
            declined &= {one.element for one in options}
            moves = next_moves(walk.diagram, options, declined)
            self._meet(moves)
            moves = tuple(one for one in moves if self._may(one, visits))
            if not moves or self._work > 2 * MOST_WORK:
                return None
            move = pick(moves) if len(moves) > 1 else moves[0]
            if len(moves) > 1:
                self._walked[move.key] += 1
            if move.option is None:
                declined.update(move.declined)
                continue
            visits[self._place(move.option)] += 1
            took.append(move.key)
            try:
                walk.take(move.option, chose=move.chose)
            except (EndlessWalk, WalkError):
                return None
        self._seen.update(dict.fromkeys(took))
        took_turns = turns(walk.diagram, walk.history)
        return Path(0, took_turns, walk.history, walk.outcome, walk.ends, self._group)

    def _meet(self, moves: tuple[Move, ...]) -> None:
        option = moves[0].option if moves else None
        if option is not None and option.kind == "choose":
            for way in option.flows:
                self._known.setdefault((option.element, way.flow))

    def _may(self, move: Move, visits: Counter[tuple[bool, str]]) -> bool:
        return move.option is None or visits[self._place(move.option)] < self._rounds

    def _place(self, option: Option) -> tuple[bool, str]:
        """What a path comes to when it takes this; a step's own decision is counted apart from the step."""
        return option.kind == "choose", comes_to(self._first.diagram, option.node)

    def _least_walked(self, moves: tuple[Move, ...]) -> Move:
        return min(moves, key=lambda one: self._walked[one.key])


def _by_numbers(numbers: list[list[int]]) -> Callable[[tuple[Move, ...]], Move]:
    """Picks the alternatives whose numbers stand in the list, then always the first, and writes that down."""
    place = 0

    def pick(moves: tuple[Move, ...]) -> Move:
        nonlocal place
        if place == len(numbers):
            numbers.append([0, len(moves)])
        place += 1
        return moves[numbers[place - 1][0]]

    return pick
