"""Compensation in one case: what has been done and can be undone, and the handlers that undo it one by one.

BPMN 2.0.2, 10.7 and 13.5.5. An event that has things undone sees what was completed in its own scope and, in an event
sub-process, in the scope around that. What it sees is undone in reverse order of completion: by its handler; a
sub-process without one by the handlers of what was completed in it. Each completion is undone once at most.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from SpiffWorkflow.task import Task

from bpmn.semantics import Station
from engine.rounds import carried

if TYPE_CHECKING:
    from engine.case import Case


@dataclass(frozen=True, eq=False)
class Done:
    """One completion of an activity: the `number`-th of the case. `inside` is what was completed in it."""

    number: int
    station: str
    inside: list[Done]


@dataclass(eq=False)
class Plan:
    """What one event has undone: `rest` are the completions still to undo, next first; their handlers' tokens lie in
    the activation `scope`. `thrower` is the event's token, `ways` where it goes on when all is undone (None: it has
    gone on already). `cancels` is the transaction that is left then, by its cancel event. `begun`: a
    handler has had its turn."""

    thrower: Task
    scope: UUID
    rest: deque[Done]
    ways: tuple[str, ...] | None
    cancels: Task | None = None
    begun: bool = False


@dataclass
class Undoing:
    """The records of one case: completions by activation of the scope they lie in."""

    case: Case
    done: dict[UUID, list[Done]] = field(default_factory=dict)
    count: int = 0

    @property
    def handlers(self) -> dict[str, str]:
        """The handlers of the diagram, by activity."""
        found: dict[str, str] = self.case.spec.form.handlers
        return found

    def record(self, token: Task) -> None:
        """The token's activity is completed."""
        station: Station = token.task_spec.station
        scope = token.internal_data["scope"]
        if not self.handlers or scope is None or station.role != "node" or not _is_activity(station):
            return
        inside = self.done.pop(token.id, [])
        if inside or station.key in self.handlers:
            self.count += 1
            self.done.setdefault(scope, []).append(Done(self.count, station.key, inside))

    def plan(self, token: Task, ways: tuple[str, ...]) -> Plan | None:
        """What the token's event has undone; None when there is nothing that could be."""
        station: Station = token.task_spec.station
        undo = self.case.spec.form.undoes.get(station.key)
        if undo is None or not self.handlers:
            return None
        cancelled = self._cancelled(token, station)
        seen = self._inside(cancelled) if cancelled else self._visible(token.internal_data["scope"])
        rest = deque(self._take(seen, undo.activity))
        if not rest:
            return None
        scope = cancelled.id if cancelled else token.internal_data["scope"]
        return Plan(token, scope, rest, ways if undo.waits else None, cancelled)

    def next(self, plan: Plan) -> bool:
        """Put a token on the next handler; False when all is undone. The event's token updates it when it is just
        completing, as it does all its children."""
        if not plan.rest:
            return False
        done = plan.rest.popleft()
        handler: Station = self.case.spec.form.stations[self.handlers[done.station]]
        by_event = handler.node is not None and handler.node.type == "startEvent"
        token = self.case.put(plan.thrower, handler.scope if by_event else handler.key, plan.scope)
        token.internal_data |= {"plan": plan, "undoes": done.station}
        if by_event:
            token.internal_data |= {"first": handler.key, "around": done.inside}
        if plan.begun:
            token.task_spec._update(token)
        plan.begun = True
        return True

    def go_on(self, token: Task, ways: Iterable[str]) -> None:
        """A handler is done, or goes on within its own step (again, or go on)."""
        station: Station = token.task_spec.station
        form = self.case.spec.form
        own = [(form.ways[key], form.ways[key].target) for key in ways]
        on = [
            (way, target)
            for way, target in own
            if target and form.stations[target].element == station.element
        ]
        for way, target in on:
            new = self.case.put(token, target, token.internal_data["scope"], way.key)
            kept = {name: token.internal_data[name] for name in ("plan", "undoes")}
            new.internal_data |= kept | carried(token, station, way)
        if not on:
            self.go_on_after(token.internal_data["plan"])

    def go_on_after(self, plan: Plan) -> None:
        """A handler is over: the next one follows, or the event goes on that waits."""
        if self.next(plan) or plan.ways is None:
            return
        for new in self.case.depart(plan.thrower, plan.ways):
            self.case.start(new)

    def held(self, task: Task) -> Task | None:
        """The token of the handler that an open task is, watches, or lies in; None where nothing is undone."""
        if not self.handlers:
            return None
        host = task.internal_data.get("host")
        token = self.case.tasks[host] if host is not None else task
        while "plan" not in token.internal_data:
            scope = token.internal_data.get("scope")
            if scope is None:
                return None
            token = self.case.tasks[scope]
        return token

    def _cancelled(self, token: Task, station: Station) -> Task | None:
        """The transaction that a cancel end ends."""
        if station.catcher is None:
            return None
        catcher = self.case.spec.form.stations[station.catcher]
        return self.case.host_of(token, catcher) if catcher.interrupting else None

    def _visible(self, scope: UUID) -> list[list[Done]]:
        """The completions that an event in this activation sees."""
        found = [self.done.get(scope, [])]
        holder = self.case.tasks[scope]
        if "around" in holder.internal_data:
            found.append(holder.internal_data["around"])
        elif self.case.scope_of(holder).kind == "event":
            found.append(self.done.get(holder.internal_data["scope"], []))
        return found

    def _inside(self, host: Task) -> list[list[Done]]:
        """Everything completed in a transaction, in what is still going on in it too."""
        found: list[list[Done]] = []
        rest = [host]
        while rest:
            token = rest.pop()
            found.append(self.done.get(token.id, []))
            rest.extend(self.case.inside.get(token.id, {}).values())
        return found

    def _take(self, seen: list[list[Done]], activity: str | None) -> list[Done]:
        """Take out of the records what is to be undone, the last completed first."""
        wanted = [(one, lst) for lst in seen for one in lst if activity in (None, one.station)]
        found: list[Done] = []
        for one, lst in sorted(wanted, key=lambda pair: -pair[0].number):
            lst.remove(one)
            found.extend(self._undone_by_handlers(one))
        return found

    def _undone_by_handlers(self, one: Done) -> Iterator[Done]:
        if one.station in self.handlers:
            yield one
        else:
            for inner in reversed(one.inside):
                yield from self._undone_by_handlers(inner)


def _is_activity(station: Station) -> bool:
    return station.node is not None and station.node.is_activity
