"""Sets of diagrams of one service by independent teams, with what each step does for the case.

    python -m benchmarks.gold.concepts

prints what is in each set. A file in `nine/` holds a family: `concepts` (id: one line) and `diagrams`, by name.
Two steps of two diagrams are the same work exactly when they share a concept; a coarse step carries several, so
that matches of one to many and many to many follow. Gateways, and events without a name, carry none.

How it was judged: same purpose at the same place in the case, whoever does it and whatever the words. Sending
something off and its arrival are two concepts, even where a drawing has only one of them; so are an outcome and the
letter that tells it, unless one step says both. Work that only one team draws has a concept that nobody shares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

from bpmn.model import Diagram, EventDefinition, Flow, Lane, MessageFlow, Node, Pool, Process

HERE = Path(__file__).parent
TYPES = {
    "task": "task",
    "userTask": "userTask",
    "serviceTask": "serviceTask",
    "sendTask": "sendTask",
    "receiveTask": "receiveTask",
    "event-start": "startEvent",
    "event-end": "endEvent",
    "event-timer": "intermediateCatchEvent",
    "event-message": "intermediateCatchEvent",
    "gateway-xor": "exclusiveGateway",
    "gateway-and": "parallelGateway",
}


@dataclass(frozen=True)
class Drawing:
    """One team's diagram. `concepts` holds every step by its key, in file order, gateways left out."""

    name: str
    diagram: Diagram
    concepts: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Family:
    """The diagrams of one service. `concepts` are the ids and their lines."""

    name: str
    concepts: dict[str, str]
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True)
class Pair:
    """Two drawings and the pairs of step keys that are the same work."""

    a: Drawing
    b: Drawing
    matches: frozenset[tuple[str, str]]


def family_files() -> list[Path]:
    """The files of the sets."""
    return sorted((HERE / "nine").glob("*.json"))


def load(file: Path) -> Family:
    """A family from its file. `KeyError` when a flow, lane or step names something that is not there."""
    found = json.loads(file.read_text("utf-8"))
    drawings = tuple(_drawing(name, drawn) for name, drawn in found["diagrams"].items())
    return Family(found["family"], found["concepts"], drawings)


def families() -> Iterator[Family]:
    """Every family."""
    return map(load, family_files())


def matches(a: Drawing, b: Drawing) -> frozenset[tuple[str, str]]:
    """The pairs of steps, one of each drawing, that share a concept."""
    return frozenset(
        (one, other)
        for one, ours in a.concepts.items()
        for other, theirs in b.concepts.items()
        if ours & theirs
    )


def pairs(family: Family) -> Iterator[Pair]:
    """Every two drawings of a family, once, with what matches."""
    for a, b in combinations(family.drawings, 2):
        yield Pair(a, b, matches(a, b))


def _drawing(name: str, drawn: dict[str, Any]) -> Drawing:
    concepts = {
        step["id"]: frozenset(step["concepts"])
        for step in drawn["steps"]
        if not step["type"].startswith("gateway-")
    }
    return Drawing(name, diagram_of(name, drawn), concepts)


def diagram_of(name: str, drawn: dict[str, Any]) -> Diagram:
    """The model of one diagram of the file. A pool with lanes has a process, one without is closed; a message
    may begin or end at a closed pool, by its name."""
    pool_keys = {pool: f"Pool_{number}" for number, pool in enumerate(drawn["pools"], 1)}
    opened = dict.fromkeys(pool for _, _, pool in drawn["lanes"])
    process_keys = {pool: pool_keys[pool].replace("Pool", "Process") for pool in opened}
    process_of_lane = {lane: process_keys[pool] for lane, _, pool in drawn["lanes"]}
    process_of = {step["id"]: process_of_lane[step["lane"]] for step in drawn["steps"]}
    ends = [(pool_keys.get(a, a), pool_keys.get(b, b)) for a, b in drawn["messages"]]
    flows = tuple(_flow(number, flow, process_of) for number, flow in enumerate(drawn["flows"], 1))
    sends, takes = {a for a, _ in ends}, {b for _, b in ends}
    steps = [(step, _kind(step, sends, takes)) for step in drawn["steps"]]
    return Diagram(
        name=name,
        processes=tuple(Process(key, "", pool_keys[pool]) for pool, key in process_keys.items()),
        pools=tuple(Pool(key, pool, process_keys.get(pool)) for pool, key in pool_keys.items()),
        lanes=tuple(
            Lane(
                key, label, process_of_lane[key], _ids(step for step in drawn["steps"] if step["lane"] == key)
            )
            for key, label, _ in drawn["lanes"]
        ),
        # by process, as a file has them
        nodes=tuple(
            _node(step, kind, key, flows)
            for key in process_keys.values()
            for step, kind in steps
            if process_of[step["id"]] == key
        ),
        flows=tuple(flow for key in process_keys.values() for flow in flows if flow.scope == key),
        message_flows=tuple(MessageFlow(f"Message_{n}", a, b) for n, (a, b) in enumerate(ends, 1)),
    )


def _ids(steps: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(step["id"] for step in steps)


def _flow(number: int, flow: list[str], process_of: dict[str, str]) -> Flow:
    source, target, *label = flow
    if process_of[source] != process_of[target]:
        raise KeyError(f"The flow from {source} to {target} leaves its pool.")
    return Flow(f"Flow_{number}", source, target, process_of[source], name="".join(label))


def _kind(step: dict[str, Any], sends: set[str], takes: set[str]) -> tuple[str, tuple[EventDefinition, ...]]:
    """The type in the model and what the event waits for or throws: a start or end event that a message reaches
    or leaves is a message event, a message event that only sends is a throwing one."""
    kind, key = step["type"], step["id"]
    message = (EventDefinition("message"),)
    if kind == "event-timer":
        return TYPES[kind], (EventDefinition("timer"),)
    if kind == "event-message":
        throws = key in sends and key not in takes
        return ("intermediateThrowEvent" if throws else TYPES[kind]), message
    if (kind == "event-start" and key in takes) or (kind == "event-end" and key in sends):
        return TYPES[kind], message
    return TYPES[kind], ()


def _node(
    step: dict[str, Any],
    kind: tuple[str, tuple[EventDefinition, ...]],
    process: str,
    flows: tuple[Flow, ...],
) -> Node:
    return Node(
        step["id"],
        kind[0],
        step["name"],
        process,
        process,
        lane=step["lane"],
        incoming=tuple(flow.key for flow in flows if flow.target == step["id"]),
        outgoing=tuple(flow.key for flow in flows if flow.source == step["id"]),
        events=kind[1],
    )


def n_to_m(pair: Pair) -> int:
    """How many of the matches have a step that matches more than one step of the other drawing."""
    ours, theirs = ([match[side] for match in pair.matches] for side in (0, 1))
    return sum(ours.count(a) > 1 or theirs.count(b) > 1 for a, b in pair.matches)


def main() -> None:
    """Print what is in each family."""
    for family in families():
        found = list(pairs(family))
        steps = [len(drawing.diagram.nodes) for drawing in family.drawings]
        with_work = [len(drawing.concepts) for drawing in family.drawings]
        counts = [len(pair.matches) for pair in found]
        print(f"{family.name}: {len(family.drawings)} diagrams, {len(family.concepts)} concepts")
        for drawing in family.drawings:
            print(
                f"  {drawing.name}: {len(drawing.diagram.nodes)} steps, {len(drawing.concepts)} not gateways"
            )
        print(f"  steps {sum(steps)}, mean {mean(steps):.1f}; not gateways {sum(with_work)}")
        print(
            f"  matches of a pair: mean {mean(counts):.1f}, {min(counts)} to {max(counts)}, {sum(counts)} in all"
        )
        print(f"  in groups of n:m {sum(map(n_to_m, found)) / sum(counts):.0%}")


if __name__ == "__main__":
    main()
