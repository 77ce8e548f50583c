"""What the normal form is made of: stations joined by ways, lying in scopes. Nothing but frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bpmn.model import Flow, Node
from bpmn.semantics.compensation import Undo

Join = Literal["each", "all", "some"]
Work = Literal["none", "do", "event", "scope"]
Split = Literal["all", "one", "some", "race"]
Role = Literal["node", "ways", "again", "start", "next", "process"]


@dataclass(frozen=True)
class Way:
    """A directed way from one station to another. `flow` is the sequence flow it stands for; None for a link
    pair and for ways that the diagram does not draw. `choice` is what a choice log calls it: the flow's key,
    a plain word, or the step it leads to. `target` is None for a way that leads nowhere (finishing an ad-hoc
    sub-process)."""

    key: str
    source: str
    target: str | None
    choice: str
    flow: Flow | None = None


@dataclass(frozen=True)
class Station:
    """One thing that a token can stand at.

    `element` is the key of the diagram's element it stands for, `node` that node (None for a process). Most
    nodes make one station (`role` node). A task with conditional flows makes a second one for the choice
    (`ways`), a loop marker one for "again or go on" (`again`), alternative start events one for the choice
    between them (`start`), an ad-hoc sub-process one for "pick next or finish" (`next`).

    `join`: a token goes on by itself (`each`), waits for one on every way in (`all`), or by the inclusive
    rule (`some`). `work`: what happens there: nothing (`none`), an activity (`do`), an `event`, or a whole
    `scope` inside. `split`: tokens leave on `all` ways, on `one` chosen way, on `some` chosen ways, or by the
    event that happens first (`race`). `always` are the ways that are taken whatever is chosen, `default` the
    way if nothing else is.

    `boundary` are the stations of the boundary events on it. `receives` and `sends` are message flows;
    `waits` says that it cannot happen before a message has come. `thrown` says that it happens only when a
    modelled error, escalation or cancellation is thrown, `catcher` which station catches what this one
    throws. `terminates` marks the end event that ends its whole scope, `repeats` a loop or multi-instance
    activity.
    """

    key: str
    element: str
    scope: str
    node: Node | None = None
    role: Role = "node"
    join: Join = "each"
    work: Work = "none"
    split: Split = "all"
    ways_in: tuple[str, ...] = ()
    ways_out: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    default: str | None = None
    boundary: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    waits: bool = False
    thrown: bool = False
    catcher: str | None = None
    terminates: bool = False
    interrupting: bool = True
    repeats: bool = False


@dataclass(frozen=True)
class Scope:
    """A process, sub-process or event sub-process, by the same key as its own station.

    Entering it puts a token on each of `begins`. `start` is the station where one of several starts is
    chosen. `again` is the ad-hoc station that gets the token back whenever the scope has run empty. `watches`
    are the start events of the event sub-processes that lie directly in it.
    """

    key: str
    parent: str | None
    kind: Literal["process", "sub-process", "event"]
    begins: tuple[str, ...] = ()
    start: str | None = None
    again: str | None = None
    watches: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()


@dataclass(frozen=True)
class NormalForm:
    """A whole diagram. `groups` are the processes that messages join, in file order; `left_out` says in one
    sentence each what the diagram draws and a case cannot follow (a flow between two pools, for instance).
    `handlers` are the stations that undo an activity, by the activity's; `undoes` what a station has undone when it
    happens. Neither is joined to anything by ways: a handler happens only where something is undone."""

    stations: dict[str, Station] = field(hash=False)
    ways: dict[str, Way] = field(hash=False)
    scopes: dict[str, Scope] = field(hash=False)
    groups: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[str, ...] = ()
    handlers: dict[str, str] = field(default_factory=dict, hash=False)
    undoes: dict[str, Undo] = field(default_factory=dict, hash=False)

    def group_of(self, process: str) -> tuple[str, ...]:
        """The processes that are walked together with this one, itself among them."""
        return self._group_by_process.get(process, ())

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each station in the file's order."""
        return {key: place for place, key in enumerate(self.stations)}

    @cached_property
    def _group_by_process(self) -> dict[str, tuple[str, ...]]:
        return {process: group for group in self.groups for process in group}
