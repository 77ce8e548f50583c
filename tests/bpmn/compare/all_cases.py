"""Every case of a small diagram, played with the token game of the engine's tests: what relations are held
against. It shares nothing with `bpmn.semantics`, `bpmn.statespace` or `bpmn.compare`, and asks each question
by a search of its own."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from typing import Any

from bpmn.model import Diagram
from tests.engine.token_game import Frame, Token, TokenGame

MOST = 250


class TooMany(Exception):
    """There are more situations than a test can look at."""


class _Logged(TokenGame):
    """A token game that writes down what is done."""

    log: list[str]

    def __init__(self, diagram: Diagram, process: str) -> None:
        self.log = []
        super().__init__(diagram, process)

    def _done(self, key: str, frame: Frame) -> None:
        self.log.append(key)
        super()._done(key, frame)

    def _choose(self, token: Token, chose: list[str]) -> None:
        self.log += [key for key in chose if key in self.d.flow_by_key]
        super()._choose(token, chose)

    def __deepcopy__(self, memo: dict[int, Any]) -> _Logged:
        made = object.__new__(type(self))
        for name, value in vars(self).items():
            same = name in ("d", "node", "out", "into", "ends", "caught", "pools", "waits")
            setattr(made, name, value if same else copy.deepcopy(value, memo))
        return made


@dataclass
class Cases:
    """All situations: `edges[n]` are (step or None, situation); `over` those in which nothing can happen,
    `proper` those of them in which nothing is left."""

    edges: list[list[tuple[str | None, int]]] = field(default_factory=list)
    over: set[int] = field(default_factory=set)
    proper: set[int] = field(default_factory=set)
    begun: dict[int, frozenset[str]] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)

    def done(self) -> set[str]:
        """The steps that happen in some case."""
        return {step for edges in self.edges for step, _ in edges if step is not None}

    def reach(self, starts: Iterable[int], without: str | None = None) -> set[int]:
        """The situations that can be come to without that step."""
        seen = set(starts)
        rest = list(seen)
        while rest:
            for step, there in self.edges[rest.pop()]:
                if (without is None or step != without) and there not in seen:
                    seen.add(there)
                    rest.append(there)
        return seen

    def after(self, step: str, among: set[int] | None = None) -> set[int]:
        """The situations directly after the step (done in one of those)."""
        return {
            there
            for here, edges in enumerate(self.edges)
            if among is None or here in among
            for found, there in edges
            if found == step
        }

    def first(self, one: str, two: str) -> bool:
        """Whether some case does one and only then, for the first time, two."""
        return bool(self.after(two, self.reach(self.after(one, self.reach([0], two)))))

    def then(self, one: str, two: str) -> bool:
        """Whether some case does two after one."""
        return bool(self.after(two, self.reach(self.after(one))))

    def needs(self, step: str, other: str) -> bool:
        """Whether no case does step with other not done before."""
        return not self.after(step, self.reach([0], other))

    def brings(self, step: str, other: str) -> bool:
        """Whether no case that did step is over without other afterwards."""
        return self.over.isdisjoint(self.reach(self.after(step), other))

    def always(self, step: str, processes: set[str]) -> bool:
        """Whether no case in which one of the processes was begun is over without the step."""
        return not any(self.begun[n] & processes for n in self.over & self.reach([0], step))

    def sometimes(self, step: str, processes: set[str]) -> bool:
        """Whether some such case is properly over without the step."""
        return any(self.begun[n] & processes for n in self.proper & self.reach([0], step))

    def together(self, one: str, two: str) -> bool:
        """Whether either can be done next and the other then still."""
        return any(
            bool(self.after(two, self._same(a))) and bool(self.after(one, self._same(b)))
            for edges in self.edges
            for x, a in edges
            if x == one
            for y, b in edges
            if y == two
        )

    def _same(self, here: int) -> set[int]:
        """The situation that it comes to at once."""
        return {here, self.same.get(here, here)}


def every_case(diagram: Diagram, process: str, steps: set[str]) -> Cases:
    """Play everything that can happen around one process. TooMany, or GoesRound, when that is no use."""
    return _Player(diagram, process, steps).play()


class _Player:
    def __init__(self, diagram: Diagram, process: str, steps: set[str]) -> None:
        self.steps = steps
        self.cases = Cases()
        self.known: dict[object, int] = {}
        self.games: list[tuple[int, _Logged]] = []
        self.first = _Logged(diagram, process)

    def play(self) -> Cases:
        self.cases.edges.append([])
        self._follow(0, self.first)
        while self.games:
            here, game = self.games.pop()
            moves = game.moves()
            if not moves:
                self.cases.over.add(here)
                if game.outcome() == "ended":
                    self.cases.proper.add(here)
                self.cases.begun[here] = frozenset(frame.scope for frame in game.frames if frame.opened)
            for kind, element, what in dict.fromkeys((kind, at, token.what) for kind, at, token, _ in moves):
                for chose in _ways(game, element, what):
                    then = copy.deepcopy(game)
                    then.take({"kind": kind, "element": element, "chose": chose})
                    self._follow(here, then)
        return self.cases

    def _follow(self, here: int, game: _Logged) -> None:
        """Write down what was done, step by step, and the situation it came to."""
        passed = []
        done: list[str | None] = [key for key in game.log if key in self.steps]
        for key in done or [None]:
            self.cases.edges.append([])
            there = len(self.cases.edges) - 1
            self.cases.edges[here].append((key, there))
            here = there
            passed.append(here)
        game.log = []
        state = _state(game)
        found = self.known.get(state)
        if found is None:
            if len(self.known) >= MOST:
                raise TooMany
            self.known[state] = found = here
            self.games.append((here, game))
        else:
            self.cases.edges[here].append((None, found))
        self.cases.same.update(dict.fromkeys(passed, found))


def _ways(game: TokenGame, element: str, what: str) -> list[list[str]]:
    """What can be chosen in a move; one empty choice where there is none."""
    if what == "again":
        return [["again"], ["go-on"]]
    if what == "pick":
        return [["finish"], *([key] for key in game._starts(element) or game._roots(element))]
    if what != "ways":
        return [[]]
    node, flows = game.node[element], game.out[element]
    names = {flow: flow if flow in game.d.flow_by_key else game.ends[flow][1] for flow in flows}
    if node.type == "exclusiveGateway":
        return [[names[flow]] for flow in flows]
    default = node.default if node.default in flows else None
    conditional = [
        flow for flow in flows if flow in game.d.flow_by_key and game.d.flow_by_key[flow].condition
    ]
    free = [flow for flow in (flows if node.is_gateway else conditional) if flow != default]
    taken = [flow for flow in flows if flow not in free and flow != default]
    sets = [[*taken, *some] for size in range(1, len(free) + 1) for some in combinations(free, size)]
    if default is not None:
        sets.append([*taken, default])
    elif taken:
        sets.append(taken)
    return [[names[flow] for flow in some] for some in sets]


def _state(game: TokenGame) -> object:
    """A situation told so that two are equal only if the same can come of both."""
    inner: dict[int, list[Token]] = {}
    for token in game.tokens:
        inner.setdefault(id(token.frame), []).append(token)

    def tell(frame: Frame | None) -> object:
        if frame is None:
            return None
        tokens = sorted(
            (token.what, token.at, tuple(sorted(token.spent)), repr(tell(token.inner)))
            for token in inner.get(id(frame), ())
        )
        return (frame.scope, frame.opened, frame.shut, frame.finished, sorted(frame.spent), tokens)

    mail = sorted((flow, min(count, 4)) for flow, count in game.mail.items() if count)
    return repr(([tell(frame) for frame in game.frames], mail))


class Played:
    """One case played at random: the steps in the order in which they were done, whether it came to a proper
    end, and the processes that were begun."""

    def __init__(self, diagram: Diagram, process: str, chance: Random, most: int = 200) -> None:
        self.diagram = diagram
        game = _Logged(diagram, process)
        for _ in range(most):
            moves = game.moves()
            if not moves:
                break
            kind, element, token, _ = chance.choice(moves)
            chose = chance.choice(_ways(game, element, token.what))
            game.take({"kind": kind, "element": element, "chose": chose})
        self.steps = tuple(game.log)
        self.ended = not game.moves() and game.outcome() == "ended"
        self.begun = frozenset(frame.scope for frame in game.frames if frame.opened)
