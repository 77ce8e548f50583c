"""Replay a trace in the token game of `tests/engine/token_game.py`, which knows nothing of nets.

There everything that happens by itself happens at once; here one thing at a time, at the element that the trace
names. Where the game could have done more or less at that element than the trace tells, every possibility is
kept as long as its flows hold the tokens that the trace says.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator

from bpmn.model import Diagram
from bpmn.soundness import Fault
from tests.engine.token_game import Frame, Token, TokenGame

MOST_ACTIONS = 7


class SlowGame(TokenGame):
    """Nothing happens by itself; starts wait until they are named."""

    def __init__(self, diagram: Diagram, process: str) -> None:
        self.ended: Counter[tuple[str, int]] = Counter()
        super().__init__(diagram, process)

    def settle(self) -> None:
        """Nothing."""

    def _fill(self, frame: Frame) -> None:
        starts = self._starts(frame.scope)
        process = frame.scope not in self.node
        ad_hoc = not process and self.node[frame.scope].type == "adHocSubProcess"
        if ad_hoc or (starts and (process or len(starts) > 1)):
            super()._fill(frame)
            return
        frame.opened = True
        for key in starts or self._roots(frame.scope):
            self._put(Token("begin", key, frame))

    def _choose(self, token: Token, chose: list[str]) -> None:
        if token.what == "again" and chose != ["again"]:
            self.tokens.remove(token)
            self._put(Token("leaving", token.at, token.frame))
        else:
            super()._choose(token, chose)

    def _forward(self, token: Token, gateway: str) -> set[str]:
        if token.what != "leaving":
            return super()._forward(token, gateway)
        found = set(self.out[token.at])
        for flow in self.out[token.at]:
            if self.ends[flow][1] != gateway:
                found |= super()._forward(Token("flow", flow, token.frame), gateway)
        return found

    def _begin_at(self, key: str, frame: Frame) -> None:
        self._put(Token("begun", key, frame))

    def _done(self, key: str, frame: Frame) -> None:
        if self.node[key].type == "endEvent":
            self.ended[key, id(frame)] += 1
        super()._done(key, frame)

    def clone(self) -> SlowGame:
        """An independent copy in the same situation."""
        other = copy.copy(self)
        state = (self.tokens, self.frames, self.mail, self.ended)
        other.tokens, other.frames, other.mail, _ = copy.deepcopy(state)
        other.ended = Counter(self.ended)
        twins = dict(zip(map(id, self._all_frames()), other._all_frames(), strict=True))
        other.ended = Counter(
            {(key, id(twins.get(frame, frame))): n for (key, frame), n in self.ended.items()}
        )
        return other

    def _all_frames(self) -> list[Frame]:
        found = list(self.frames)
        for token in self.tokens:
            for frame in (token.frame, token.inner):
                if frame is not None and not any(frame is one for one in found):
                    found.append(frame)
        return found

    def flows(self) -> Counter[str]:
        """The sequence flows that hold tokens."""
        return Counter(
            token.at for token in self.tokens if token.what == "flow" and token.at in self.d.flow_by_key
        )

    def situation(self) -> object:
        """What tells two situations apart."""
        frames = {id(frame): place for place, frame in enumerate(self._all_frames())}
        return (
            tuple(sorted((t.what, t.at, frames[id(t.frame)], tuple(sorted(t.spent))) for t in self.tokens)),
            tuple(sorted(self.mail.items())),
            tuple(sorted((key, frames.get(frame, -1), n) for (key, frame), n in self.ended.items())),
        )

    def settled(self) -> SlowGame:
        """A copy in which all has happened that happens by itself."""
        other = self.clone()
        for token in list(other.tokens):
            if token.what in ("begin", "begun", "leaving"):
                other.tokens.remove(token)
                other._set_off(token)
        TokenGame.settle(other)
        return other

    # one thing at one element

    def actions(self, element: str, gives: tuple[str, ...]) -> Iterator[SlowGame]:
        """Every situation that one thing done at this element leads to."""
        for number, token in enumerate(self.tokens):
            if token.what in ("begin", "begun", "leaving") and token.at == element:
                other = self.clone()
                other._set_off(other.tokens.pop(number))
                yield other
            if token.what == "flow" and self.ends[token.at][1] == element:
                yield from self._comes_in(number, element)
        for number, (_, key, _, detail) in enumerate(self.moves()):
            if key != element and not (detail and self._race_of(detail) == element):
                continue
            yield from self._acts(number, gives)
        yield from self._closes(element)

    def _set_off(self, token: Token) -> None:
        if token.what == "begun":
            super()._begin_at(token.at, token.frame)
        elif token.what == "leaving":
            self._leave(token.at, token.frame)
        else:
            self._arrive(token.at, token.frame)

    def _race_of(self, flow: str) -> str | None:
        return self.ends[flow][0] if flow in self.ends else None

    def _comes_in(self, number: int, element: str) -> Iterator[SlowGame]:
        other = self.clone()
        token = other.tokens[number]
        node = self.node[element]
        together = len(self.into[element]) > 1
        taken = [token]
        if together and node.type == "parallelGateway":
            row = [other._on(flow, token.frame) for flow in self.into[element]]
            if not all(row):
                return
            taken = [tokens[0] for tokens in row]
        elif together and node.type == "inclusiveGateway":
            marked = [flow for flow in self.into[element] if other._on(flow, token.frame)]
            if not other._nothing_more(element, token.frame, set(marked)):
                return
            taken = [other._on(flow, token.frame)[0] for flow in marked]
        for one in taken:
            other.tokens.remove(one)
        other._arrive(element, token.frame)
        yield other

    def _acts(self, number: int, gives: tuple[str, ...]) -> Iterator[SlowGame]:
        kind, element, token, _ = self.moves()[number]
        choices = [[]] if kind != "choose" else self._choices(token, gives)
        for chose in choices:
            other = self.clone()
            move = other.moves()[number]
            step = {"kind": kind, "element": element, "chose": chose}
            other._only(move)
            TokenGame.take(other, step)
            del other.moves
            yield other

    def _only(self, move: tuple[str, str, Token, str]) -> None:
        """Let `take` find this one move and no other."""
        self.moves = lambda: [move]  # type: ignore[method-assign]

    def _choices(self, token: Token, gives: tuple[str, ...]) -> list[list[str]]:
        if token.what == "again":
            return [["again"], ["go-on"]]
        if token.what == "pick":
            return [["finish"]]
        links = [self.ends[flow][1] for flow in self.out[token.at] if flow not in self.d.flow_by_key]
        flows = [flow for flow in gives if flow in self.out[token.at]]
        return [[*flows, *some] for some in ([], links, *([link] for link in links)) if flows or some]

    def _closes(self, element: str) -> Iterator[SlowGame]:
        for number, token in enumerate(self.tokens):
            if token.at != element or token.inner is None or any(t.frame is token.inner for t in self.tokens):
                continue
            if self.node[element].type == "adHocSubProcess" and not token.inner.finished:
                continue
            other = self.clone()
            closed = other.tokens.pop(number)
            other._done(element, closed.frame)
            yield other


def replay(diagram: Diagram, fault: Fault) -> list[SlowGame]:
    """Every situation of the game that agrees with the whole trace; empty when there is none."""
    process = diagram.node_by_key[fault.elements[0]].process if fault.elements else diagram.processes[0].key
    games = [SlowGame(diagram, process)]
    for step in fault.steps:
        expected = Counter(flow for flow in step.tokens if flow in diagram.flow_by_key)
        games = _follow(games, step.element, step.gives, expected)
        if not games:
            return []
    return games


def _follow(
    games: list[SlowGame], element: str, gives: tuple[str, ...], expected: Counter[str]
) -> list[SlowGame]:
    seen = {game.situation(): game for game in games}
    front = list(games)
    for _ in range(MOST_ACTIONS):
        following = []
        for game in front:
            for after in game.actions(element, gives):
                if after.situation() not in seen:
                    seen[after.situation()] = after
                    following.append(after)
        front = following
    return [game for game in seen.values() if game.flows() == expected]


def shows(diagram: Diagram, fault: Fault, games: list[SlowGame]) -> bool:
    """Whether the fault can be seen in one of the situations that the trace leads to."""
    if fault.kind in ("deadlock", "message-wait"):
        return any(_is_stuck(game) for game in games)
    if fault.kind == "unsafe":
        return any(_two_meet(game) for game in games)
    if fault.kind == "ends-twice":
        return any(count > 1 for game in games for count in game.ended.values())
    return bool(games)


def _is_stuck(game: SlowGame) -> bool:
    """Nothing more happens but what comes beside steps that go on, and need not come."""
    settled = game.settled()
    if settled.flows() != game.flows():
        return False
    needless = all(
        detail in ("boundary", "event sub-process") and not game.node[key].interrupting
        for _, key, _, detail in settled.moves()
    )
    return needless and (settled.outcome() == "stuck" or bool(settled.moves()))


def _two_meet(game: SlowGame) -> bool:
    held = Counter((token.at, id(token.frame)) for token in game.tokens if token.what != "again")
    return any(count > 1 for count in held.values())
