"""Diagrams that are hard on a soundness checker, drawn to measure: `NETS` by name, each with what may be said."""

from __future__ import annotations

from itertools import pairwise

from bpmn.model import Diagram, EventDefinition, Flow, MessageFlow, Node, Pool, Process


class _Pen:
    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []
        self.messages: list[MessageFlow] = []

    def node(self, key: str, type_: str, process: str = "P", scope: str | None = None, **more: object) -> str:
        self.nodes.append(Node(key, type_, key, process, scope or process, **more))  # type: ignore[arg-type]
        return key

    def chain(self, *keys: str, scope: str = "P") -> None:
        for source, target in pairwise(keys):
            self.flows.append(Flow(f"F{len(self.flows)}", source, target, scope))

    def diagram(self, *processes: str) -> Diagram:
        names = processes or ("P",)
        return Diagram(
            processes=tuple(Process(name, name, f"{name}_pool") for name in names),
            pools=tuple(Pool(f"{name}_pool", name, name) for name in names),
            nodes=tuple(self.nodes),
            flows=tuple(self.flows),
            message_flows=tuple(self.messages),
        )


def branches(number: int, steps: int, split: str = "parallelGateway", early: bool = False) -> Diagram:
    """Branches side by side; with `early` one of them may leave before the join."""
    pen = _Pen()
    for key, type_ in (("S", "startEvent"), ("X", split), ("J", split), ("E", "endEvent")):
        pen.node(key, type_)
    pen.chain("S", "X")
    pen.chain("J", "E")
    for branch in range(number):
        names = [pen.node(f"T{branch}_{step}", "task") for step in range(steps)]
        if early and branch == 0:
            names.append(pen.node("D", "exclusiveGateway"))
            pen.node("Q", "endEvent")
            pen.chain("D", "Q")
        pen.chain("X", *names, "J")
    return pen.diagram()


def blocks(number: int) -> Diagram:
    """Exclusive and parallel blocks one after the other."""
    pen = _Pen()
    here = pen.node("S", "startEvent")
    for block in range(number):
        type_ = "parallelGateway" if block % 2 else "exclusiveGateway"
        split, join = pen.node(f"X{block}", type_), pen.node(f"J{block}", type_)
        one, other = pen.node(f"A{block}", "task"), pen.node(f"B{block}", "task")
        pen.chain(here, split, one, join)
        pen.chain(split, other, join)
        here = join
    pen.chain(here, pen.node("E", "endEvent"))
    return pen.diagram()


def message_pairs(number: int) -> Diagram:
    """Two pools that exchange a question and an answer in each of so many branches."""
    pen = _Pen()
    for process in "PQ":
        for key, type_ in (
            ("S", "startEvent"),
            ("X", "parallelGateway"),
            ("J", "parallelGateway"),
            ("E", "endEvent"),
        ):
            pen.node(f"{process}{key}", type_, process)
        pen.chain(f"{process}S", f"{process}X", scope=process)
        pen.chain(f"{process}J", f"{process}E", scope=process)
    for pair in range(number):
        asks, waits = pen.node(f"Ask{pair}", "sendTask"), pen.node(f"Wait{pair}", "receiveTask")
        hears, answers = (
            pen.node(f"Hear{pair}", "receiveTask", "Q"),
            pen.node(f"Answer{pair}", "sendTask", "Q"),
        )
        pen.chain("PX", asks, waits, "PJ")
        pen.chain("QX", hears, answers, "QJ", scope="Q")
        pen.messages += [
            MessageFlow(f"M{pair}", asks, hears),
            MessageFlow(f"N{pair}", answers, waits),
        ]
    return pen.diagram("P", "Q")


def boundary_events(number: int) -> Diagram:
    """A sub-process with so many events on its edge."""
    pen = _Pen()
    pen.chain(pen.node("S", "startEvent"), pen.node("U", "subProcess"), pen.node("E", "endEvent"))
    pen.chain(pen.node("A", "task", scope="U"), pen.node("B", "task", scope="U"), scope="U")
    for event in range(number):
        timer = (EventDefinition("timer"),)
        key = pen.node(
            f"B{event}", "boundaryEvent", events=timer, attached_to="U", interrupting=event % 2 == 0
        )
        pen.chain(key, pen.node(f"E{event}", "endEvent"))
    return pen.diagram()


NETS = {
    "20 parallel branches of 5 steps": (branches(20, 5), 50),
    "the same, one leaves early": (branches(20, 5, early=True), 50),
    "500 blocks": (blocks(500), 150),
    "8 message pairs": (message_pairs(8), 100),
    "14 message pairs": (message_pairs(14), 2_000),
    "30 inclusive branches": (branches(30, 2, "inclusiveGateway"), 2_000),
    "2,000 boundary events": (boundary_events(2_000), 2_000),
}
