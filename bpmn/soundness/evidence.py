"""What was found in one group of processes, before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.soundness.causes import Knot
from bpmn.soundness.record import Kind
from bpmn.soundness.traces import Player
from bpmn.statespace import Graph

Marking = Mapping[int, int]
"""How many tokens lie in each place that holds any."""


@dataclass(frozen=True)
class Evidence:
    """One fault: its kind and `path`, the transitions that lead to it.

    `knot`: who waits (deadlock, message-wait). `place`: where two tokens meet (unsafe). `stations`: those that
    go round (livelock), the end (ends-twice), the activities that never happen, those nothing leads to first
    (dead). `origins`: where what never happens would begin. `missed`: activities that never happen because of
    it.
    """

    kind: Kind
    path: tuple[int, ...] = ()
    knot: Knot | None = None
    place: int | None = None
    stations: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass
class Findings:
    """The verdict on one group, with what shows it. `complete`: every situation was seen; `unread`: message
    flows on which a message may be left when all is over; `piles_up`: more than
    three tokens in one place; `player` plays the paths of the evidence."""

    player: Player
    complete: bool = True
    safe: bool | None = True
    option_to_complete: bool | None = True
    proper_completion: bool | None = True
    no_dead_activities: bool | None = True
    states: int = 0
    piles_up: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    unread: tuple[str, ...] = ()


@dataclass
class Wrong:
    """What is wrong, as found in `graph` and others beside it: causes by their keys, ends reached twice and
    flows on which tokens meet by their bits, each with where it was found; situations that cannot be left."""

    graph: Graph
    knots: dict[tuple[str, ...], tuple[Graph, int, Knot]] = field(default_factory=dict)
    ends: dict[int, tuple[Graph, int, int]] = field(default_factory=dict)
    flows: dict[int, tuple[Graph, int, int]] = field(default_factory=dict)
    traps: frozenset[int] = frozenset()
    unsafe: bool = False

    def __bool__(self) -> bool:
        return bool(self.knots or self.ends or self.traps or self.unsafe)
