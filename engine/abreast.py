"""The same case in two councils' processes, moving in step: what both do is done at once, and where one has steps
that the other has not, it does those alone until the next that both have.

The state is two walkthroughs, so two choice logs, and nothing besides. Which side moves follows from them: a side
whose next step the other still has ahead of it waits there. Everything is decided the same with the sides exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bpmn.compare.graph import control_graph
from bpmn.model import Diagram
from engine.errors import WalkError
from engine.in_step import Partners, Row, Side, rows
from engine.options import Option
from engine.same_decision import same_ways
from engine.walkthrough import Walkthrough

MOST_ALONE = 50
"""Turns that `onwards` takes at most: it may go round a loop that somebody has to leave by hand."""
_KINDS = ("start", "do", "choose", "event", "time")
_BY_ITSELF = ("start", "do", "choose")


@dataclass(frozen=True)
class Turn:
    """What happens next: the step of A and that of B, None for a side that waits or is over. `together`: it is the
    same step or decision on both. Where one goes alone because the other waits, `ahead` are the keys of the steps
    it has, as far as the drawing shows, before the one that both have."""

    a: Option | None = None
    b: Option | None = None
    together: bool = False
    ahead: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing can happen on either side."""
        return self.a is None and self.b is None

    def of(self, side: Side) -> Option | None:
        """The step of one side."""
        return self.a if side == "a" else self.b


class Abreast:
    """Two walkthroughs side by side. `names` are A's answers with what B calls the same answers."""

    def __init__(
        self, a: Walkthrough, b: Walkthrough, partners: Partners, names: Mapping[str, str] | None = None
    ) -> None:
        self.walks: dict[Side, Walkthrough] = {"a": a, "b": b}
        self.partners = partners
        self._names = dict(names or {})

    @property
    def rows(self) -> tuple[Row, ...]:
        """What has happened, the same work side by side."""
        return rows(self.walks["a"].history, self.walks["b"].history, self.partners)

    def turn(self, only: Side | None = None, at: Mapping[Side, str] | None = None) -> Turn:
        """What happens next. `only` moves one side by hand; `at` names the element that a side should go on with,
        where it has a choice of several."""
        open_a, open_b = (self._open(side, (at or {}).get(side, "")) for side in ("a", "b"))
        if only is not None:
            return Turn(a=_first(open_a)) if only == "a" else Turn(b=_first(open_b))
        both = self._both(open_a, open_b)
        if both is not None:
            return Turn(*both, together=True)
        if not open_a or not open_b:
            return Turn(_first(open_a), _first(open_b))
        return self._apart(self._unhindered("a", open_a), self._unhindered("b", open_b))

    def take(
        self,
        turn: Turn,
        *,
        chose: Mapping[Side, Sequence[str]] | None = None,
        answers: Mapping[Side, Mapping[str, object]] | None = None,
        times: Mapping[Side, int] | None = None,
    ) -> None:
        """Take a turn. At the same decision the ways chosen on one side are enough. `times` are how many there are,
        where a side's step is done for each of several. Raises WalkError when a side
        does not allow it; then neither has moved."""
        picked = self._same_ways(turn, chose or {})
        before = {side: len(walk.history) for side, walk in self.walks.items()}
        try:
            for side in ("a", "b"):
                if (option := turn.of(side)) is not None:
                    number = (times or {}).get(side)
                    ways = () if number else picked.get(side, ())
                    self.walks[side].take(option, chose=ways, answers=(answers or {}).get(side), times=number)
        except WalkError:
            for side, walk in self.walks.items():
                _cut(walk, before[side])
            raise

    def onwards(self, plain: Callable[[Side, Option], bool]) -> int:
        """Go on while only one side has something to do and it is `plain` (nothing to ask, nothing to show); how
        many turns that were, at most `MOST_ALONE`."""
        for taken in range(MOST_ALONE):
            turn = self.turn()
            moving: list[tuple[Side, Option]] = [
                (side, option) for side in ("a", "b") if (option := turn.of(side)) is not None
            ]
            if turn.together or len(moving) != 1 or not plain(*moving[0]) or moving[0][1].kind == "choose":
                return taken
            self.take(turn)
        return MOST_ALONE

    def back(self) -> None:
        """Go back on both to before the last row in which somebody did something. Raises WalkError at the
        beginning."""
        for row in reversed(self.rows):
            if done := self._done(row):
                for side, place in done:
                    _cut(self.walks[side], place)
                return
        raise WalkError("This is the beginning on both sides: there is no step to go back to.")

    def ways(self, turn: Turn) -> tuple[tuple[str, str], ...]:
        """At the same decision the ways of A with those of B, as pairs of what choice logs call them."""
        if not turn.together or turn.a is None or turn.b is None or turn.a.kind != "choose":
            return ()
        a, b = self.walks["a"].diagram, self.walks["b"].diagram
        return same_ways(a, turn.a.node, b, turn.b.node, self._names)

    # inside

    def _done(self, row: Row) -> list[tuple[Side, int]]:
        """What somebody did in a row, and where it stands; a decision that took itself was nobody's."""
        places: tuple[tuple[Side, int | None], ...] = (("a", row.a), ("b", row.b))
        return [
            (side, place)
            for side, place in places
            if place is not None and self.walks[side].history[place].because is None
        ]

    def _same_ways(self, turn: Turn, chose: Mapping[Side, Sequence[str]]) -> dict[Side, Sequence[str]]:
        found: dict[Side, Sequence[str]] = dict(chose)
        pairs = self.ways(turn)
        if pairs and found.get("a") and not found.get("b"):
            found["b"] = [there for here, there in pairs if here in found["a"]]
        elif pairs and found.get("b") and not found.get("a"):
            found["a"] = [here for here, there in pairs if there in found["b"]]
        return found

    def _open(self, side: Side, at: str) -> list[Option]:
        """What a side can go on with, what merely may happen (a limit, a message) only where nothing else can."""
        options = sorted(self.walks[side].options(), key=lambda one: _KINDS.index(one.kind))
        named = [one for one in options if one.element == at]
        return named or [one for one in options if one.kind in _BY_ITSELF] or options

    def _group(self, side: Side, option: Option) -> int | None:
        return self.partners.of(side, option.kind, option.element)

    def _both(self, ours: list[Option], theirs: list[Option]) -> tuple[Option, Option] | None:
        pairs = [
            (i + j, abs(i - j), sorted((one.element, two.element)), i, j)
            for i, one in enumerate(ours)
            for j, two in enumerate(theirs)
            if (group := self._group("a", one)) is not None and group == self._group("b", two)
        ]
        if not pairs:
            return None
        *_, i, j = min(pairs)
        return ours[i], theirs[j]

    def _unhindered(self, side: Side, options: list[Option]) -> Option:
        """The first step of a side that need not wait for the other; the first where all wait."""
        return next((one for one in options if self._way_to(side, one) is None), options[0])

    def _apart(self, one: Option, two: Option) -> Turn:
        to_a, to_b = self._way_to("a", one), self._way_to("b", two)
        if to_a is not None and (to_b is None or len(to_a) < len(to_b)):
            return Turn(b=two, ahead=to_a)
        if to_b is not None and (to_a is None or len(to_b) < len(to_a)):
            return Turn(a=one, ahead=to_b)
        return Turn(one, two)

    def _way_to(self, side: Side, option: Option) -> tuple[str, ...] | None:
        """The steps that the other side has before it comes to the partner of this one; None where this one has no
        partner, the other has done it already, or can no longer come to it."""
        group = self._group(side, option)
        if group is None:
            return None
        other: Side = "b" if side == "a" else "a"
        if self._times(other, group) > self._times(side, group):
            return None
        walk = self.walks[other]
        starts = dict.fromkeys([*(one.element for one in walk.options()), *walk.tokens])
        return self._ways[other].shortest(list(starts), set(self.partners.partners(side, group)))

    def _times(self, side: Side, group: int) -> int:
        history = self.walks[side].history
        return sum(self.partners.of(side, step.kind, step.element) == group for step in history)

    @cached_property
    def _ways(self) -> dict[Side, _Drawn]:
        return {side: _Drawn(walk.diagram) for side, walk in self.walks.items()}


class _Drawn:
    """A diagram as the ways that are drawn in it, whatever its decisions say."""

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._after = control_graph(diagram).with_messages

    def shortest(self, starts: Sequence[str], wanted: set[str]) -> tuple[str, ...] | None:
        """The activities and named events from one of `starts` up to but not including one of `wanted`, on a
        shortest way; None where there is no way."""
        came_from: dict[str, str | None] = dict.fromkeys(starts)
        rest = list(came_from)
        for key in rest:
            if key in wanted:
                return self._steps(came_from, key)
            for after in self._after.get(key, ()):
                if after not in came_from:
                    came_from[after] = key
                    rest.append(after)
        return None

    def _steps(self, came_from: Mapping[str, str | None], last: str) -> tuple[str, ...]:
        way: list[str] = []
        at = came_from[last]
        while at is not None:
            node = self._diagram.node_by_key[at]
            if node.is_activity or (node.is_event and node.name.strip()):
                way.append(at)
            at = came_from[at]
        return tuple(reversed(way))


def _first(options: list[Option]) -> Option | None:
    return options[0] if options else None


def _cut(walk: Walkthrough, length: int) -> None:
    """Take back what was done from that place of the history on."""
    while len(walk.history) > length and any(one.because is None for one in walk.history):
        walk.back()
