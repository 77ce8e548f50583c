"""Faults in words, for the person who drew the diagram: what happens, why, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.model import Diagram
from bpmn.naming import called, listed, node_called, opening, process_called, tidy
from bpmn.semantics import NormalForm, Station, reaches
from bpmn.soundness.causes import Blocked, Knot, to_blame
from bpmn.soundness.evidence import Evidence, Findings
from bpmn.soundness.meetings import Meeting, meeting
from bpmn.soundness.record import Fault
from bpmn.soundness.traces import Player

MOST_NAMED = 4


class Explainer:
    """Makes faults of evidence."""

    def __init__(self, diagram: Diagram, form: NormalForm) -> None:
        self.diagram = diagram
        self.form = form

    def fault(self, found: Findings, evidence: Evidence) -> Fault:
        """The fault with its words and its trace."""
        player = found.player
        if evidence.knot is not None:
            said = self._waiting(player, evidence, evidence.knot)
        elif evidence.kind == "unsafe":
            said = self._meeting(player, evidence)
        elif evidence.kind == "livelock":
            said = self._round(evidence.stations)
        elif evidence.kind == "ends-twice":
            said = self._end_twice(evidence.stations[0])
        else:
            said = self._never(evidence)
        stations, text, advice = said
        return Fault(
            evidence.kind,
            self._elements(stations),
            opening(text),
            opening(advice),
            player.steps(evidence.path),
            self._elements(evidence.missed if evidence.kind != "dead" else evidence.stations[1:]),
        )

    # waiting for ever

    def _waiting(self, player: Player, evidence: Evidence, knot: Knot) -> tuple[list[str], str, str]:
        if len(knot.blocked) > 1:
            return self._each_other(knot)
        [blocked] = knot.blocked
        if blocked.kind == "message":
            return self._message(blocked)
        return self._join(player, evidence, blocked)

    def _each_other(self, knot: Knot) -> tuple[list[str], str, str]:
        stations = [one.station for one in knot.blocked]
        names = self._names(stations)
        if knot.is_message_wait:
            text = f"{names} wait for each other's messages, so none of them can go on."
            advice = "Let one of them send before it waits, or give a wait a time limit."
            return stations, text, advice
        text = f"{names} wait for each other, so the case gets stuck there."
        advice = f"Let one of them go on without the other: make {self.name(stations[0])} an exclusive gateway (X)."
        return stations, text, advice

    def _message(self, blocked: Blocked) -> tuple[list[str], str, str]:
        flows = {flow.key: flow for flow in self.diagram.message_flows}
        awaited = [flows[key] for key in blocked.messages if key in flows]
        senders = list(dict.fromkeys(flow.source for flow in awaited))
        names = list(dict.fromkeys(f"'{tidy(flow.name)}'" for flow in awaited if flow.name.strip()))
        message = f"the message {listed(names, 'or')}" if names else "a message"
        by = listed((called(self.diagram, key) for key in senders), "or")
        here = self.name(blocked.station)
        if not senders:
            text = f"{here} waits for {message} that nobody sends."
        else:
            text = (
                f"{here} waits for {message} from {by}, but a case can come to a point after which {by} never "
                f"sends it. Then {self._process(blocked.station)} waits for ever."
            )
        advice = f"Send it on every path that leads to the wait, or give {here} a time limit."
        return [blocked.station, *senders], text, advice

    def _join(self, player: Player, evidence: Evidence, blocked: Blocked) -> tuple[list[str], str, str]:
        join = blocked.station
        here = self.name(join)
        missing = listed((self._source(way) for way in blocked.missing), "or")
        before = reaches(self.form, join)[blocked.missing[0]]
        trace = tuple(player.net.transitions[number] for number in evidence.path)
        split, taken = to_blame(self.form, trace, before)
        start = f"This case gets stuck at {here}: it waits for a path from every side"
        if self._is_behind(join, before) and split is None:
            text = f"{start}, but {missing} only happens after it, so nothing can come from there first."
            advice = f"Make {here} an exclusive gateway (X), so that a case can go round."
            return [join], text, advice
        if split is None or self.form.stations[split].node is None:
            text = f"{start}, but nothing ever comes from {missing}."
            advice = f"Make {here} an exclusive gateway (X) if one path is enough, or lead every path to it."
            return [join], text, advice
        decision = self.name(split)
        way = listed(self._way(key) for key in taken)
        text = f"{start}, but when {decision} takes {way}, nothing comes from {missing}."
        advice = (
            f"Make {here} an exclusive gateway (X) if one path is enough, make {decision} a parallel gateway (+) "
            f"if all of its paths should happen, or lead the path after {way} back to {here}."
        )
        return [join, split], text, advice

    def _is_behind(self, join: str, before: frozenset[str]) -> bool:
        targets = [self.form.ways[way].target for way in self.form.stations[join].ways_out]
        return any(target in before for target in targets)

    # twice

    def _meeting(self, player: Player, evidence: Evidence) -> tuple[list[str], str, str]:
        assert evidence.place is not None
        found = meeting(self.form, player.net, evidence.path, evidence.place)
        stations = [key for key in (found.step, found.merge, found.split) if key is not None]
        step = self.name(found.step)
        if found.split is None:
            text = f"{step} can happen more than once at the same time in one case."
            return stations, text, f"Let only one path at a time lead to {step}."
        if found.in_a_loop:
            text = (
                f"{step} can happen more than once in one case: {self.name(found.split)} lies in a loop and "
                f"starts it again each time the case goes round."
            )
            advice = f"Let the case go round by an exclusive gateway (X), or take {step} out of the loop."
            return stations, text, advice
        start = f"{self.name(found.split)} starts {self._paths(found)} together"
        if found.merge is None:
            text = f"{step} can happen more than once at the same time in one case, because {start}."
            return stations, text, f"Join the paths with a parallel gateway (+) before {step}."
        merge = self.name(found.merge)
        if self._is_gateway(found.merge):
            text = (
                f"{step} can happen more than once in one case: {start}, and {merge} lets each of them through "
                "by itself."
            )
            advice = (
                f"Make {merge} a parallel gateway (+) if all of them must be finished first, or make "
                f"{self.name(found.split)} an exclusive gateway (X) if only one should happen."
            )
            return stations, text, advice
        text = f"{merge} can happen more than once in one case: {start}, and they meet there directly."
        advice = (
            f"Add a parallel gateway (+) before {merge} if all of them must be finished first, or an exclusive "
            "gateway (X) earlier if only one should happen."
        )
        return stations, text, advice

    def _paths(self, found: Meeting) -> str:
        targets = list(dict.fromkeys(self._target(way) for way in found.ways))
        return listed(targets) if len(targets) > 1 else f"{len(found.ways)} paths"

    def _is_gateway(self, key: str) -> bool:
        node = self.form.stations[key].node
        return node is not None and node.is_gateway

    def _end_twice(self, key: str) -> tuple[list[str], str, str]:
        end = self.name(key)
        text = f"{end} can be reached more than once in one case."
        advice = (
            "That is allowed. If each path should be an outcome of its own, give each its own end event; if all "
            "must be finished first, join them with a parallel gateway (+) before it."
        )
        return [key], text, advice

    # for ever, never

    def _round(self, stations: tuple[str, ...]) -> tuple[list[str], str, str]:
        keys = [key for key in stations if self.form.stations[key].node is not None] or list(stations)
        names = self._names(keys)
        text = f"Once a case reaches {self.name(keys[0])} it goes round for ever ({names}): no way out leads to an end."
        return keys, text, "Add a way out of the loop that leads to an end."

    def _never(self, evidence: Evidence) -> tuple[list[str], str, str]:
        first = evidence.stations[0]
        others = len(set(self._elements(evidence.stations))) - 1
        more = f", and so can {_number(others)} after it" if others else ""
        text = f"{self.name(first)} can never happen{more}"
        origins = [key for key in evidence.origins if key != first]
        if evidence.origins:
            origin = self.form.stations[evidence.origins[0]]
            if origin.thrown:
                text += f": nothing in the diagram that could set off {self.name(origin.key)} ever happens."
                return [first, *origins], text, f"Lead a path to what sets off {self.name(origin.key)}."
            what = "it" if evidence.origins[0] == first else self.name(evidence.origins[0])
            text += f": no path leads to {what} from where the case begins."
            return (
                [first, *origins],
                text,
                f"Draw a flow to {self.name(evidence.origins[0])}, or take it out.",
            )
        text += ": no path that a case can take comes to it."
        return [first], text, f"Lead a path to {self.name(first)}, or take it out."

    # names

    def name(self, key: str) -> str:
        """A station as a person would call it."""
        station = self.form.stations[key]
        node = self.diagram.node_by_key.get(station.element)
        return (
            node_called(self.diagram, node)
            if node is not None
            else process_called(self.diagram, station.element)
        )

    def _names(self, keys: Iterable[str]) -> str:
        names = list(dict.fromkeys(self.name(key) for key in keys))
        if len(names) > MOST_NAMED:
            names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
        return listed(names)

    def _process(self, key: str) -> str:
        node = self.form.stations[key].node
        return process_called(self.diagram, node.process) if node is not None else "the process"

    def _source(self, way: str) -> str:
        source = self.form.stations[self.form.ways[way].source]
        return self.name(source.key) if source.role != "start" else "the start"

    def _target(self, way: str) -> str:
        target = self.form.ways[way].target
        return self.name(target) if target is not None else "the end"

    def _way(self, key: str) -> str:
        way = self.form.ways[key]
        if way.flow is not None and way.flow.name.strip():
            return f"'{tidy(way.flow.name)}'"
        return f"the way to {self._target(key)}" if way.target is not None else "that way"

    def _elements(self, stations: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for key in stations:
            station: Station | None = self.form.stations.get(key)
            element = station.element if station is not None else key
            if element in self.diagram.node_by_key:
                found[element] = None
        return tuple(found)


def _number(others: int) -> str:
    return "one more step" if others == 1 else f"{others} more steps"
