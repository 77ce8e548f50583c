"""The gold set as the model's own diagrams, with the matches written down for it.

    for pair in gold_pairs(): ...           # the families drawn for this set
    for pair in drawn_by_others(corpus): ...  # independent drawings of a folder that lies outside this repository

`README.md` tells what the set is and when two steps match.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from bpmn.model import Diagram, EventDefinition, Flow, Lane, MessageFlow, Node, Pool, Process, Timer
from bpmn.reader import read

HERE = Path(__file__).parent
OTHERS = HERE / "hdbpmn.json"
_OTHER = "_b"
_TYPES = {
    "event-start": "startEvent",
    "event-end": "endEvent",
    "event-timer": "intermediateCatchEvent",
    "event-message": "intermediateCatchEvent",
    "gateway-xor": "exclusiveGateway",
    "gateway-and": "parallelGateway",
}
_EVENTS = {
    "event-timer": (EventDefinition("timer", timer=Timer("timeDuration", "P14D")),),
    "event-message": (EventDefinition("message"),),
}

Match = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Pair:
    """Two diagrams and their matches: keys of steps of `a`, keys of the steps of `b` that are the same work.

    A step may stand in several matches. `names` are those of the diagrams within the `family`."""

    family: str
    names: tuple[str, str]
    a: Diagram
    b: Diagram
    matches: tuple[Match, ...]

    @property
    def step_pairs(self) -> frozenset[tuple[str, str]]:
        """The matches as pairs of one step and one step, to count hits and misses by."""
        return frozenset((one, other) for ours, theirs in self.matches for one in ours for other in theirs)


def families() -> tuple[Path, ...]:
    """The files of the drawn families, sorted by name."""
    return tuple(sorted(path for path in HERE.glob("*.json") if path != OTHERS))


def gold_pairs(files: tuple[Path, ...] | None = None) -> Iterator[Pair]:
    """Every pair of every family, or of the families in `files`, in the order of the files."""
    for file in families() if files is None else files:
        family = json.loads(file.read_text("utf-8"))
        drawn = {name: diagram(name, raw) for name, raw in family["diagrams"].items()}
        for raw in family["pairs"]:
            names = raw["a"], raw["b"]
            yield Pair(file.stem, names, drawn[names[0]], drawn[names[1]], _matches(raw))


def drawn_by_others(folder: Path) -> Iterator[Pair]:
    """The pairs of independent drawings, read from the folder that holds them: none where it is not there.

    Several of them were drawn over the same template and share ids, for the same work and for other work too. As two
    organisations' files share none, every key of `b` is changed (`Task_1` to `Task_1_b`), in the matches as well."""
    for raw in json.loads(OTHERS.read_text("utf-8"))["pairs"]:
        files = folder / raw["a"], folder / raw["b"]
        if all(file.is_file() for file in files):
            a, b = (read(file.read_bytes()) for file in files)
            matches = tuple(
                (ours, tuple(f"{key}{_OTHER}" for key in theirs)) for ours, theirs in _matches(raw)
            )
            yield Pair(files[0].parent.name, (files[0].stem, files[1].stem), a, with_other_keys(b), matches)


def with_other_keys(drawn: Diagram) -> Diagram:
    """The same diagram, no element of which has a key or an id of its file."""
    elements = (drawn.processes, drawn.pools, drawn.lanes, drawn.nodes, drawn.flows)
    lesser = (drawn.message_flows, drawn.data, drawn.notes, drawn.shared)
    keys = {element.key for group in (*elements, *lesser) for element in group}
    keys |= {key for key, _ in drawn.messages}

    def other(value: Any) -> Any:
        if isinstance(value, str):
            return f"{value}{_OTHER}" if value in keys else value
        if isinstance(value, tuple):
            return tuple(other(part) for part in value)
        if isinstance(value, dict):
            return {other(key): other(part) for key, part in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{part.name: other(getattr(value, part.name)) for part in fields(value)})
        return value

    changed: Diagram = other(drawn)
    return changed


def _matches(pair: dict[str, Any]) -> tuple[Match, ...]:
    return tuple((tuple(ours), tuple(theirs)) for ours, theirs in pair["matches"])


def diagram(name: str, raw: dict[str, Any]) -> Diagram:
    """One drawing as a diagram, a process a pool (or one process where no pool is drawn), without layout."""
    pools = tuple(
        Pool(f"Pool_{number}", pool, f"Process_{number}") for number, pool in enumerate(raw["pools"], 1)
    )
    processes = tuple(Process(pool.process or "", pool.name, pool.key) for pool in pools)
    homes = {pool.name: (pool.process or "", None) for pool in pools} | _lane_homes(raw, pools)
    flows = tuple(
        Flow(f"Flow_{number}", source, target, homes[home][0] if home else "Process", *label)
        for number, (source, target, *label) in enumerate(raw["flows"], 1)
        for home in (_lane_of(raw, source),)
    )
    nodes = tuple(_node(step, homes.get(step.get("lane"), ("Process", None)), flows) for step in raw["steps"])
    return Diagram(
        name=name,
        processes=processes or (Process("Process", name),),
        pools=pools,
        lanes=_lanes(raw, homes, nodes),
        nodes=nodes,
        flows=flows,
        message_flows=tuple(
            MessageFlow(f"Message_{number}", source, target)
            for number, (source, target) in enumerate(raw["messages"], 1)
        ),
    )


def _lane_of(raw: dict[str, Any], key: str) -> str | None:
    """The lane, or the pool without lanes, that a step is drawn in."""
    found: str | None = next(step for step in raw["steps"] if step["id"] == key).get("lane")
    return found


def _lane_homes(raw: dict[str, Any], pools: tuple[Pool, ...]) -> dict[str, tuple[str, str | None]]:
    """The process and the key of every lane by its name."""
    process = {pool.name: pool.process or "" for pool in pools}
    return {
        lane["name"]: (process.get(lane.get("pool"), "Process"), f"Lane_{number}")
        for number, lane in enumerate(raw["lanes"], 1)
    }


def _lanes(
    raw: dict[str, Any], homes: dict[str, tuple[str, str | None]], nodes: tuple[Node, ...]
) -> tuple[Lane, ...]:
    found = []
    for lane in raw["lanes"]:
        process, key = homes[lane["name"]]
        assert key is not None
        found.append(Lane(key, lane["name"], process, tuple(node.key for node in nodes if node.lane == key)))
    return tuple(found)


def _node(step: dict[str, str], home: tuple[str, str | None], flows: tuple[Flow, ...]) -> Node:
    key, drawn = step["id"], step["type"]
    return Node(
        key,
        _TYPES.get(drawn, drawn),
        step["name"],
        home[0],
        home[0],
        lane=home[1],
        incoming=tuple(flow.key for flow in flows if flow.target == key),
        outgoing=tuple(flow.key for flow in flows if flow.source == key),
        events=_EVENTS.get(drawn, ()),
    )
