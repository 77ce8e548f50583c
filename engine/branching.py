"""What could be done next as one question: the alternatives between which paths part, everything else in one order.

Two steps that do not concern each other may happen in either order; a path is the same whichever comes first. So at
each moment one thing is looked at: decisions first; then steps that nothing can interrupt; events that came; steps
that an event may interrupt; and time passes last, the shortest wait first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bpmn.model import Diagram
from engine.elapsed import seconds_of
from engine.options import Option
from engine.turns import begins_beside, race_of

_NEVER = float("inf")


@dataclass(frozen=True)
class Move:
    """Take an option, with these ways; `option` None: let `declined` events beside the work not happen now."""

    option: Option | None
    chose: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What it is called when counting what was taken."""
        return (self.option.element if self.option else "", self.chose)


def next_moves(diagram: Diagram, options: Sequence[Option], declined: Iterable[str]) -> tuple[Move, ...]:
    """The alternatives at this moment, the ordinary one first. `declined` are the events beside whole sub-processes
    that have been decided not to happen."""
    decision = next((one for one in options if one.kind == "choose"), None)
    if decision is not None:
        return _ways(decision)
    starts = tuple(Move(one) for one in options if one.kind == "start")
    if starts:
        return starts
    groups = _Groups(diagram, options, frozenset(declined))
    return groups.beside() or groups.first()


def _ways(decision: Option) -> tuple[Move, ...]:
    """Each way alone; where several may be taken, also all together; where none need be, none."""
    single = [Move(decision, (way.flow,)) for way in decision.flows]
    if not decision.several:
        return tuple(single)
    every = tuple(way.flow for way in decision.flows if not way.otherwise)
    together = [Move(decision, every)] if len(every) > 1 else []
    none = [Move(decision)] if decision.least == 0 else []
    return (*together, *single, *none)


class _Groups:
    """The options by what they are alternatives of."""

    def __init__(self, diagram: Diagram, options: Sequence[Option], declined: frozenset[str]) -> None:
        self._diagram = diagram
        self._declined = declined
        hosts = {one.element for one in options if one.kind == "do"}
        self._beside: list[Option] = []
        groups: dict[tuple[str, str], list[Option]] = {}
        for one in options:
            if begins_beside(diagram, one.node) or (
                one.node.attached_to is not None and one.node.attached_to not in hosts
            ):
                self._beside.append(one)
                continue
            race = race_of(diagram, one.node)
            key = ("race", race) if race and one.kind != "do" else ("", one.node.attached_to or one.element)
            groups.setdefault(key, []).append(one)
        self._groups = list(groups.values())

    def beside(self) -> tuple[Move, ...]:
        """The first event beside a whole sub-process or process about which nothing was decided yet."""
        one = next((one for one in self._beside if one.element not in self._declined), None)
        return (Move(None, (), (one.element,)), Move(one)) if one else ()

    def first(self) -> tuple[Move, ...]:
        """The alternatives of the group that comes first."""
        if not self._groups:
            return ()
        group = min(self._groups, key=self._rank)
        ordinary_first = sorted(group, key=lambda one: one.node.attached_to is not None)
        return tuple(Move(one) for one in ordinary_first)

    def _rank(self, group: list[Option]) -> tuple[int, bool, float]:
        first = group[0]
        timed = [one for one in group if one.kind == "time"]
        if len(group) == 1 and not timed:
            return (0, self._is_guarded(first), 0.0)
        if race_of(self._diagram, first.node) and len(timed) < len(group):
            return (1, False, 0.0)
        if any(one.kind == "do" for one in group):
            return (2, False, 0.0)
        return (3, False, min(_wait(one) for one in timed))

    def _is_guarded(self, one: Option) -> bool:
        """Whether an event beside it could still take it away: such work is left for later."""
        scope = self._diagram.node_by_key.get(one.node.scope)
        guards = {other.node.attached_to or other.node.scope for other in self._beside}
        while scope is not None:
            if scope.key in guards:
                return True
            scope = self._diagram.node_by_key.get(scope.scope)
        return False


def _wait(option: Option) -> float:
    lengths = [seconds_of(event.timer) for event in option.node.events if event.timer is not None]
    return min((length for length in lengths if length is not None), default=_NEVER)
