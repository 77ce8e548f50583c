"""From steps to a diagram: tasks, decisions where a step has several ways out, merges, timers, lanes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bpmn.conditions import parse
from bpmn.model import Diagram, EventDefinition, Flow, Lane, Node, Pool, Process, Timer
from importers.steps_table.steps import Step, Way
from importers.steps_table.targets import Target, Targets
from importers.steps_table.times import says_working_days, too_late, waiting
from importers.wiring import wired

_OTHERWISE = ("otherwise", "else", "if not", "in all other cases", "any other case", "default")
_FORMULA = re.compile(r"==|!=|<|>|\bin\s*\[")
_PROCESS = "Process_1"


def draw(steps: Sequence[Step], name: str, notes: list[str]) -> Diagram:
    """The diagram of a table, without positions. Adds to `notes` what had to be guessed."""
    return _Drawing(steps, name, notes).diagram()


class _Drawing:
    def __init__(self, steps: Sequence[Step], name: str, notes: list[str]) -> None:
        self._steps, self._name, self._notes = steps, name, notes
        self._targets = Targets(steps)
        self._lanes = {key.lower(): key for key in dict.fromkeys(step.who for step in reversed(steps)) if key}
        order = list(dict.fromkeys(step.who.lower() for step in steps if step.who))
        self._lane_of = {who: f"Lane_{number}" for number, who in enumerate(order, 1)}
        self._nodes: dict[str, Node] = {}
        self._flows: list[Flow] = []

    def diagram(self) -> Diagram:
        self._node("Start", "startEvent", "Start", self._steps[0])
        for place, step in enumerate(self._steps):
            self._step(place, step)
        self._flow("Start", "Step_1")
        for place, step in enumerate(self._steps):
            self._ways(place, step)
        self._merge()
        self._say_unreached()
        return self._assembled()

    def _step(self, place: int, step: Step) -> None:
        """The node of a step; a question with several answers is a decision and no task."""
        duration = waiting(step.what)
        if duration is not None:
            self._timer(_key(place), "intermediateCatchEvent", step.what, step, duration)
        elif step.what.endswith("?") and len(step.ways) > 1:
            self._node(_key(place), "exclusiveGateway", step.what, step)
        else:
            self._node(_key(place), "task", step.what, step)

    def _ways(self, place: int, step: Step) -> None:
        source, ways = _key(place), list(step.ways)
        if self._nodes[source].type == "task":
            late = [way for way in ways if too_late(way.condition)]
            for number, way in enumerate(late, 1):
                self._late(source, number, way, place, step)
                ways.remove(way)
            if late and len(ways) < 2:
                ways = [Way(ways[0].then if ways else "", "", step.row)]
        if len(ways) == 1 and ways[0].condition and not _is_otherwise(ways[0].condition):
            ways = self._with_otherwise(ways[0], place)
        if len(ways) == 1:
            self._lead(source, ways[0], place, step)
        else:
            self._decide(source, ways, place, step)

    def _with_otherwise(self, way: Way, place: int) -> list[Way]:
        """A single way with a condition, and the next row for every other case."""
        if self._targets.find(way.then, place) == self._targets.find("", place):
            self._notes.append(f"Row {way.row}: the next row follows whether or not “{way.condition}”.")
            return [Way(way.then, "", way.row)]
        self._notes.append(f"Row {way.row} has one way out with a condition; otherwise the next row follows.")
        return [way, Way("", "otherwise", way.row)]

    def _decide(self, source: str, ways: Sequence[Way], place: int, step: Step) -> None:
        if not self._nodes[source].is_gateway:
            gateway = f"Decision_{place + 1}"
            self._node(gateway, "exclusiveGateway", "", step)
            self._flow(source, gateway)
            source = gateway
        for number, way in enumerate(ways, 1):
            key = self._lead(source, way, place, step, f"_{number}")
            words = way.condition or "otherwise"
            condition = words if _FORMULA.search(words) and parse(words) is not None else None
            self._flows[key] = replace(self._flows[key], name=words, condition=condition)
            if _is_otherwise(words) and self._nodes[source].default is None:
                self._nodes[source] = replace(self._nodes[source], default=self._flows[key].key)

    def _late(self, source: str, number: int, way: Way, place: int, step: Step) -> None:
        """A way out taken by itself after a time: a timer on the border of the step."""
        key = f"{source}_late_{number}"
        self._timer(key, "boundaryEvent", way.condition, step, too_late(way.condition) or "")
        self._nodes[key] = replace(self._nodes[key], attached_to=source)
        self._lead(key, way, place, step, f"_late_{number}")

    def _lead(self, source: str, way: Way, place: int, step: Step, suffix: str = "") -> int:
        """Draw a way; gives back where its flow stands in the list."""
        targets = self._targets.find(way.then, place)
        if not targets:
            self._notes.append(f"Row {way.row}: no step is called “{way.then}”, so the case ends there.")
            targets = (Target(None, way.then),)
        if len(targets) > 1:
            split = f"Split_{place + 1}{suffix}"
            self._node(split, "parallelGateway", "", step)
            self._notes.append(
                f"Row {way.row} goes on in {len(targets)} steps at once, which do not meet again."
            )
            found = self._flow(source, split)
            for number, target in enumerate(targets, 1):
                self._flow(split, self._end_or_step(target, f"{place + 1}{suffix}_{number}", step))
            return found
        return self._flow(source, self._end_or_step(targets[0], f"{place + 1}{suffix}", step))

    def _end_or_step(self, target: Target, suffix: str, step: Step) -> str:
        if target.step is not None:
            return _key(target.step)
        self._node(f"End_{suffix}", "endEvent", target.end, step)
        return f"End_{suffix}"

    def _merge(self) -> None:
        """Where several ways meet at a step they meet in a gateway first, so that nobody reads it as a
        join."""
        entering: dict[str, list[int]] = {}
        for number, flow in enumerate(self._flows):
            entering.setdefault(flow.target, []).append(number)
        for target, numbers in entering.items():
            node = self._nodes[target]
            if len(numbers) < 2:
                continue
            key = f"Merge_{target}"
            self._nodes[key] = Node(key, "exclusiveGateway", "", _PROCESS, _PROCESS, node.lane)
            for number in numbers:
                self._flows[number] = replace(self._flows[number], target=key)
            self._flow(key, target)

    def _say_unreached(self) -> None:
        entered = {flow.target for flow in self._flows}
        for place, step in enumerate(self._steps):
            if _key(place) not in entered:
                self._notes.append(f"Nothing leads to row {step.row}, “{step.what}”: no “then” names it.")

    def _timer(self, key: str, type_: str, name: str, step: Step, duration: str) -> None:
        self._node(key, type_, name, step)
        timer = EventDefinition("timer", timer=Timer("timeDuration", duration))
        self._nodes[key] = replace(self._nodes[key], events=(timer,))
        if says_working_days(name):
            self._notes.append(f"“{name}”: the timer counts every day, not only working days.")

    def _node(self, key: str, type_: str, name: str, step: Step) -> None:
        self._nodes[key] = Node(key, type_, name, _PROCESS, _PROCESS, self._lane_of.get(step.who.lower()))

    def _flow(self, source: str, target: str) -> int:
        self._flows.append(Flow(f"Flow_{len(self._flows) + 1}", source, target, _PROCESS))
        return len(self._flows) - 1

    def _assembled(self) -> Diagram:
        nodes = wired(self._nodes.values(), self._flows)
        lanes = tuple(
            Lane(key, self._lanes[who], _PROCESS, tuple(node.key for node in nodes if node.lane == key))
            for who, key in self._lane_of.items()
        )
        return Diagram(
            name=self._name,
            processes=(Process(_PROCESS, self._name, "Pool_1"),),
            pools=(Pool("Pool_1", self._name, _PROCESS),),
            lanes=lanes,
            nodes=nodes,
            flows=tuple(self._flows),
        )


def _key(place: int) -> str:
    return f"Step_{place + 1}"


def _is_otherwise(text: str) -> bool:
    return not text or text.lower().strip(" .:") in _OTHERWISE
