"""From a diagram to its steps in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bpmn.conditions import parse
from bpmn.model import Diagram, Flow, Node
from bpmn.naming import flat, kind_in_words, listed, opening, tidy
from bpmn.words import sentences
from bpmn.words.order import jumps, numbered
from bpmn.words.sentences import Telling, sentence
from bpmn.words.steps import Step, Way

NO_TITLES: Mapping[str, str] = MappingProxyType({})
_TEXTS: dict[str, Callable[[Telling, Node], str]] = {
    "startEvent": sentences.start_text,
    "intermediateCatchEvent": sentences.catch_text,
    "intermediateThrowEvent": sentences.throw_text,
    "boundaryEvent": sentences.boundary_text,
    "endEvent": sentences.end_text,
}
_SPLITS = {
    "inclusiveGateway": "Take every way that applies",
    "complexGateway": "Take the ways that its own rule picks",
    "parallelGateway": "All of these go on at the same time",
    "eventBasedGateway": "Whichever of these happens first decides",
}


def describe(diagram: Diagram, titles: Mapping[str, str] = NO_TITLES) -> tuple[Step, ...]:
    """Every flow node of the diagram as a step, in the order of telling. `titles` are what attached patterns
    are called, by their slugs; one without is called by its slug.

    Nothing is left out: the nodes and sequence flows can be had back from the steps' `element`, `ways` and
    `on`.
    """
    numbers = numbered(diagram)
    telling = Telling.of(diagram, numbers, titles)
    leaps = jumps(diagram)
    order = list(numbers)
    following = dict(zip(order, [*order[1:], None], strict=True)) if order else {}
    notes = _notes(diagram)
    return tuple(
        _step(telling, diagram.node_by_key[key], leaps.get(key, ()), following[key], notes.get(key, []))
        for key in order
    )


def _step(
    telling: Telling, node: Node, leaps: tuple[str, ...], following: str | None, notes: list[str]
) -> Step:
    diagram = telling.diagram
    lane = diagram.lane_by_key.get(node.lane) if node.lane else None
    pool = diagram.pool_of(node)
    ways = _ways(telling, node, leaps)
    said = [_what(telling, node), _onward(telling, node, ways, following)]
    said += [sentence(f"Note: {note}") for note in notes]
    return Step(
        number=telling.numbers[node.key],
        element=node.key,
        kind=kind_in_words(node),
        lane=tidy(lane.name) or None if lane else None,
        text=" ".join(part for part in said if part),
        then=tuple(dict.fromkeys(way.to for way in ways)),
        pool=tidy(pool.name) or None if pool else None,
        ways=ways,
        on=telling.numbers.get(node.attached_to) if node.attached_to else None,
    )


def _what(telling: Telling, node: Node) -> str:
    if node.is_gateway:
        return _gateway_text(telling, node)
    meeting = _meeting_text(telling, node) if len(node.incoming) > 1 else ""
    return f"{meeting} {_TEXTS.get(node.type, sentences.activity_text)(telling, node)}".strip()


def _ways(telling: Telling, node: Node, leaps: tuple[str, ...]) -> tuple[Way, ...]:
    flows = telling.diagram.ways_out(node)
    ways = [Way(flow.key, way_text(telling, node, flow), telling.numbers[flow.target]) for flow in flows]
    return (*ways, *(Way(None, "", telling.numbers[key]) for key in leaps))


def way_text(telling: Telling, node: Node, flow: Flow) -> str:
    """When a way is taken: `if 'yes'`, `if bin_type is refuse`, `otherwise`, `if 48 hours have passed`, or
    ""."""
    name = tidy(flow.name)
    if name:
        return f"if '{name}'" if _chooses(node, flow) else f"'{name}'"
    if flow.condition is not None:
        return f"if {_condition(flow)}"
    if flow.key == node.default:
        return "otherwise"
    if node.type == "eventBasedGateway":
        target = telling.diagram.node_by_key[flow.target]
        return f"if {sentences.happening(telling, target)}"
    return ""


def _chooses(node: Node, flow: Flow) -> bool:
    return (
        node.type in ("exclusiveGateway", "inclusiveGateway", "complexGateway") or flow.condition is not None
    )


def _condition(flow: Flow) -> str:
    text = flow.condition or ""
    condition = parse(text, flow.language)
    return tidy(condition.in_words() if condition is not None else text)


def _meeting_text(telling: Telling, node: Node) -> str:
    return f"Paths from {_steps([flow.source for flow in telling.diagram.ways_in(node)], telling)} meet here."


def _steps(keys: list[str], telling: Telling) -> str:
    numbers = list(dict.fromkeys(telling.numbers[key] for key in keys))
    return f"{'step' if len(numbers) == 1 else 'steps'} {listed(numbers)}"


def _gateway_text(telling: Telling, node: Node) -> str:
    said = []
    name = tidy(node.name)
    splits = len(node.outgoing) > 1
    if len(node.incoming) > 1:
        said.append(_join_text(telling, node))
    if name:
        decides = splits and node.type not in ("parallelGateway", "eventBasedGateway")
        said.append(sentence(f"Decide: {name}" if decides else name))
    elif not said and not splits:
        said.append("Nothing is decided here.")
    return " ".join(said)


def _join_text(telling: Telling, node: Node) -> str:
    sources = _steps([flow.source for flow in telling.diagram.ways_in(node)], telling)
    if node.type == "parallelGateway":
        return f"Wait here until all paths have arrived, from {sources}."
    if node.type == "inclusiveGateway":
        return f"Wait here for every path still on its way, from {sources}."
    return _meeting_text(telling, node)


def _onward(telling: Telling, node: Node, ways: tuple[Way, ...], following: str | None) -> str:
    """Where a case goes from here: nothing where it simply goes on with the next step told."""
    if not ways:
        return "" if node.type == "endEvent" or node.triggered_by_event else "This path ends here."
    if len(ways) == 1:
        return _only_way(telling, node, ways[0], following)
    each = "; ".join(_one_of(telling, node, way) for way in ways)
    if node.type == "exclusiveGateway":
        return f"{opening(each)}."
    return f"{_SPLITS.get(node.type) or _implicit_split(ways)}: {each}."


def _implicit_split(ways: tuple[Way, ...]) -> str:
    if any(way.text.startswith(("if ", "otherwise")) for way in ways):
        return "Then take every way that applies"
    return "Then all of these go on at the same time"


def _only_way(telling: Telling, node: Node, way: Way, following: str | None) -> str:
    condition = f" {way.text}" if way.text else ""
    if following is not None and telling.numbers[following] == way.to and not condition:
        return ""
    inside = "When that is done, " if telling.diagram.nodes_in(node.key) else "Then "
    return f"{inside}{_go(telling, node, way)}{condition}."


def _one_of(telling: Telling, node: Node, way: Way) -> str:
    silent = node.type in ("exclusiveGateway", "complexGateway", "inclusiveGateway") and not way.text
    when = "in a case the diagram does not say" if silent else way.text
    return f"{when}, {_go(telling, node, way)}" if when else _go(telling, node, way)


def _go(telling: Telling, node: Node, way: Way) -> str:
    here = telling.numbers[node.key]
    back = way.to == here or _place(way.to) < _place(here)
    return f"go {'back' if back else 'on'} to step {way.to}"


def _place(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _notes(diagram: Diagram) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in diagram.notes:
        if note.type == "textAnnotation" and note.text.strip():
            for key in note.about:
                found.setdefault(key, []).append(flat(note.text))
    return found
