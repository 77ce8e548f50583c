"""One case in motion: SpiffWorkflow's tasks are its tokens, and this is what moves them.

A token is a task of the tree that is WAITING (at a join), READY (somebody or the case itself may run it) or
STARTED (a process or sub-process with tokens inside). What SpiffWorkflow would find by scanning its whole
tree after every step is kept in small indexes instead, so that a step costs the same however long the case
already is.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Iterable
from uuid import UUID

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from bpmn.semantics import Scope, Station
from engine.errors import EndlessWalk
from engine.executable import Executable
from engine.inclusive import InclusiveJoins
from engine.joins import Waiting, place_of, withdraw
from engine.limits import Deadline, WalkLimits
from engine.rounds import carried
from engine.signals import signal
from engine.undoing import Undoing

# SpiffWorkflow reports every change of every token at INFO, with whatever the task carries.
logging.getLogger("spiff").setLevel(logging.WARNING)

_OPEN = TaskState.WAITING | TaskState.READY | TaskState.STARTED | TaskState.FUTURE


class Case(Workflow):  # type: ignore[misc]
    """`open` are the tasks that somebody may act on, oldest first; `inside` the tokens by scope activation;
    `waiting` the tokens at joins; `messages` what has been sent and not yet received, by message flow;
    `begun` the scope activations whose start has been chosen; `undoing` what can be undone."""

    def __init__(self, spec: Executable, limits: WalkLimits) -> None:
        self.open: dict[UUID, Task] = {}
        self.inside: dict[UUID, dict[UUID, Task]] = {}
        self.waiting: dict[tuple[UUID, str], Waiting] = {}
        self.messages: Counter[str] = Counter()
        self.processes: list[Task] = []
        self.begun: set[UUID] = set()
        self.ends: list[str] = []
        self.undoing = Undoing(self)
        self._limits = limits
        self._moves = limits.moves + 2 * (len(spec.places) + len(spec.form.ways))
        self._queue: deque[Task] = deque()
        self._emptied: deque[Task] = deque()
        self._inclusive = InclusiveJoins()
        self._watches: dict[UUID, list[Task]] = {}
        self._tokens = 0
        super().__init__(spec)
        self.task_tree.run()
        self.settle()

    # what the specs call

    def put(
        self, parent: Task, station: str, scope: UUID | None, via: str | None = None, happened: bool = False
    ) -> Task:
        """A new token at a station, as a child of `parent`. The caller, or the parent's completion, updates
        it."""
        if self._tokens >= self._limits.tokens:
            raise EndlessWalk(
                f"The case stands in more than {self._limits.tokens} places at once: a loop starts new work "
                "on every round without waiting for the work of the last one."
            )
        token = parent._add_child(self.spec.places[station], TaskState.FUTURE)
        token.internal_data = {"scope": scope, "via": via, "happened": happened}
        if scope is None:
            self.processes.append(token)
        else:
            self.inside[scope][token.id] = token
        self._tokens += 1
        return token

    def queue(self, token: Task) -> None:
        """The token goes on by itself."""
        self._queue.append(token)

    def wait_for_somebody(self, token: Task) -> None:
        """The token stays until somebody acts; until then its boundary events may happen."""
        self.open[token.id] = token
        self._watch(token, token.task_spec.station.boundary)

    def look_again(self, token: Task) -> None:
        """An inclusive join has a token: ask, whenever nothing else moves, whether it may go on."""
        self._inclusive.add(token)

    def merge(self, token: Task) -> None:
        """The token is used up in a join: another one goes on for it."""
        token._set_state(TaskState.COMPLETED)
        self._gone(token)

    def enter(self, token: Task) -> None:
        """A process or sub-process begins."""
        station: Station = token.task_spec.station
        scope = self.scope_of(token)
        self.inside[token.id] = {}
        self._watch(token, station.boundary)
        first = token.internal_data.get("first")
        begins = (
            (first,) if first else tuple(key for key in (scope.start, scope.again) if key) or scope.begins
        )
        for key in begins:
            self.start(self.put(token, key, token.id))
        if first or scope.start is None:
            self.begin(token)
        if not begins:
            self._emptied.append(token)

    def begin(self, token: Task) -> None:
        """From here on the scope's event sub-processes may happen."""
        self.begun.add(token.id)
        self._watch(token, self.scope_of(token).watches)

    def go_on(self, token: Task, ways: Iterable[str]) -> None:
        """The token's work is done: send what it sends, end what it ends, and put tokens on its ways out."""
        station: Station = token.task_spec.station
        self._unwatch(token)
        self.messages.update(station.sends)
        if station.node is not None and station.node.type == "endEvent":
            self.ends.append(station.element)
        if station.terminates:
            self._clear(self.tasks[token.internal_data["scope"]], but=token)
        signal(self, station)
        if "plan" in token.internal_data:
            self.undoing.go_on(token, ways)
            return
        self.undoing.record(token)
        plan = self.undoing.plan(token, tuple(ways))
        if plan is None:
            self.depart(token, ways)
            return
        if plan.cancels is not None:
            self._unwatch(plan.cancels, only_inner=True)
            self._clear(plan.cancels, but=token)
        self.undoing.next(plan)
        if plan.ways is None:
            self.depart(token, ways)

    def depart(self, token: Task, ways: Iterable[str]) -> list[Task]:
        """What the token throws is caught, or it goes on: as the tokens that are returned."""
        station: Station = token.task_spec.station
        if station.catcher is not None and self._throw(token, self.spec.form.stations[station.catcher]):
            return []
        found: list[Task] = []
        for key in ways:
            way = self.spec.form.ways[key]
            if way.target is None:
                self.tasks[token.internal_data["scope"]].internal_data["finished"] = True
            else:
                happened = token.internal_data.get("next_happened", False)
                new = self.put(token, way.target, token.internal_data["scope"], key, happened)
                new.internal_data |= carried(token, station, way)
                found.append(new)
        return found

    def start(self, token: Task) -> None:
        """Let a token begin that was put where nothing completes just now."""
        token.task_spec._update(token)

    # what somebody does

    def receive(self, station: Station) -> None:
        """Use up one message that the station was waiting for."""
        for flow in station.receives:
            if self.messages[flow] > 0:
                self.messages[flow] -= 1
                return

    def act(self, token: Task, chosen: tuple[str, ...] = (), next_happened: bool = False) -> None:
        """Somebody does what the token waits for, or chooses its ways; then everything moves that moves by
        itself."""
        del self.open[token.id]
        token.internal_data["chosen"] = chosen
        token.internal_data["next_happened"] = next_happened
        token.run()
        self.settle()

    def happen(self, watch: Task) -> None:
        """A boundary event or the start of an event sub-process happens; then everything moves on."""
        host = self.tasks[watch.internal_data["host"]]
        station: Station = watch.task_spec.station
        del self.open[watch.id]
        self._watches[host.id].remove(watch)
        watch._set_state(TaskState.COMPLETED)
        self._happens(host, station)
        self.settle()

    def settle(self) -> None:
        """Move every token that moves by itself, until only people can go on. Inclusive joins come last, one
        at a time, in file order: whether they may go on depends on all the rest."""
        moves = 0
        deadline = Deadline(self._limits.seconds)
        while self._queue or self._emptied or self._inclusive.release(self):
            moves += 1
            deadline.check()
            if moves > self._moves:
                raise EndlessWalk(
                    "The case goes round by itself for ever: the loop it is in has no step and no way out."
                )
            if self._queue:
                token = self._queue.popleft()
                if token.state == TaskState.READY:
                    token.run()
            elif self._emptied:
                self._leave(self._emptied.popleft())

    # questions

    def scope_of(self, token: Task) -> Scope:
        """The scope that this token is the activation of."""
        scope: Scope = self.spec.form.scopes[token.task_spec.station.key]
        return scope

    def host_of(self, token: Task, catcher: Station) -> Task | None:
        """The activation that a catch lies on or in, out from the token that throws; None when a handler of
        something already completed throws, out of which nothing leads there."""
        node = catcher.node
        assert node is not None
        wanted = node.attached_to or self.spec.form.scopes[catcher.scope].parent
        while token.internal_data["scope"] is not None:
            token = self.tasks[token.internal_data["scope"]]
            if token.task_spec.station.key == wanted:
                return token
        return None

    def unfinished(self) -> list[Task]:
        """The processes that have begun and not ended."""
        return [
            token for token in self.processes if token.state == TaskState.STARTED and token.id in self.begun
        ]

    # inside

    def _watch(self, host: Task, stations: Iterable[str]) -> None:
        for key in stations:
            spec = self.spec.watches.get(key)
            if spec is not None:
                watch = host.parent._add_child(spec, TaskState.WAITING)
                watch.internal_data = {"host": host.id}
                self.open[watch.id] = watch
                self._watches.setdefault(host.id, []).append(watch)

    def _unwatch(self, host: Task, only_inner: bool = False) -> None:
        kept = []
        for watch in self._watches.pop(host.id, ()):
            if only_inner and watch.task_spec.station.node.attached_to is not None:
                kept.append(watch)
            else:
                del self.open[watch.id]
                watch._set_state(TaskState.CANCELLED)
        if kept:
            self._watches[host.id] = kept

    def _happens(self, host: Task, station: Station) -> None:
        if station.node is not None and station.node.attached_to is not None:
            token = self.put(host.parent, station.key, host.internal_data["scope"], happened=True)
            if station.interrupting:
                self._stop([host])
                if "plan" in host.internal_data:
                    self.undoing.go_on_after(host.internal_data["plan"])
        else:
            token = self.put(host, station.scope, host.id)
            token.internal_data["first"] = station.key
            if station.interrupting:
                self._unwatch(host, only_inner=True)
                self._clear(host, but=token)
        self.start(token)

    def _throw(self, token: Task, catcher: Station) -> bool:
        """An error, escalation or cancellation goes to its catcher. True when it stopped the thrower."""
        host = self.host_of(token, catcher)
        if host is None:
            return False
        self._happens(host, catcher)
        return catcher.interrupting

    def _clear(self, host: Task, but: Task) -> None:
        self._stop([token for token in self.inside[host.id].values() if token is not but])

    def _stop(self, tokens: list[Task]) -> None:
        rest = list(tokens)
        while rest:
            token = rest.pop()
            if not token.has_state(_OPEN):
                continue
            rest.extend(self.inside.get(token.id, {}).values())
            self._unwatch(token)
            self.open.pop(token.id, None)
            if token.state == TaskState.WAITING and place_of(token) in self.waiting:
                withdraw(self.waiting[place_of(token)], token)
            token._set_state(TaskState.CANCELLED)
            self._gone(token)

    def _gone(self, token: Task) -> None:
        self._tokens -= 1
        scope = token.internal_data["scope"]
        if scope is not None:
            self.inside[scope].pop(token.id, None)

    def _leave(self, token: Task) -> None:
        if token.state != TaskState.STARTED or self.inside[token.id]:
            return
        again = self.scope_of(token).again
        if again is not None and not token.internal_data.get("finished"):
            self.start(self.put(token, again, token.id))
            return
        token.complete()

    # what SpiffWorkflow calls

    def _task_completed_notify(self, task: Task) -> None:
        self.last_task = task
        if "scope" not in task.internal_data:
            return
        self._gone(task)
        scope = task.internal_data["scope"]
        if scope is not None and not self.inside[scope]:
            self._emptied.append(self.tasks[scope])
