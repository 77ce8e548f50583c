"""Which decisions of two diagrams are the same decision: the same questions lead the same ways, or the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from bpmn.compare.meaning import normal
from bpmn.conditions import Condition, parse, written
from bpmn.conditions.tree import Name
from bpmn.model import Diagram, Flow, Node

Ways = tuple[tuple[str, str], ...]
_OTHERWISE = "otherwise"


def same_decisions(a: Diagram, b: Diagram, names: Mapping[str, str]) -> dict[str, str]:
    """The decisions of A by key, each with the one of B that is the same. `names` are A's answers and what B calls
    the same answers. A decision with several that could be meant has none: then both are asked."""
    ours, theirs = list(_deciding(a)), list(_deciding(b))
    found = [(one.key, two.key) for one in ours for two in theirs if same_ways(a, one, b, two, names)]
    named = [
        (one, two) for one, two in found if normal(a.node_by_key[one].name) == normal(b.node_by_key[two].name)
    ]
    return _only_ones(found) | _only_ones(named)


def same_ways(a: Diagram, one: Node, b: Diagram, two: Node, names: Mapping[str, str]) -> Ways:
    """The ways out of a decision of A with those of B that are the same, as pairs of flow keys; nothing where it is
    another decision."""
    if one.type != two.type or len(one.outgoing) != len(two.outgoing):
        return ()
    ours = _by_condition(a, one, names)
    theirs = _by_condition(b, two, {})
    if ours is not None and theirs is not None and ours.keys() == theirs.keys():
        return tuple((flow, theirs[said]) for said, flow in ours.items())
    if not normal(one.name) or normal(one.name) != normal(two.name):
        return ()
    ours, theirs = _by_words(a, one), _by_words(b, two)
    if ours is None or theirs is None or ours.keys() != theirs.keys():
        return ()
    return tuple((flow, theirs[said]) for said, flow in ours.items())


def _deciding(diagram: Diagram) -> list[Node]:
    return [
        node
        for node in diagram.nodes
        if node.type in ("exclusiveGateway", "inclusiveGateway") and len(node.outgoing) > 1
    ]


def _by_condition(diagram: Diagram, node: Node, names: Mapping[str, str]) -> dict[str, str] | None:
    """The ways by what their conditions say; None when one cannot be read, or two say the same."""
    found: dict[str, str] = {}
    for flow in diagram.ways_out(node):
        said = _said(flow, node, names)
        if said is None or said in found:
            return None
        found[said] = flow.key
    return found if set(found) != {_OTHERWISE} else None


def _said(flow: Flow, node: Node, names: Mapping[str, str]) -> str | None:
    if flow.condition is None or flow.key == node.default:
        return _OTHERWISE
    condition = parse(flow.condition, flow.language)
    return written(_renamed(condition, names)) if condition is not None else None


def _by_words(diagram: Diagram, node: Node) -> dict[str, str] | None:
    said = {flow.key: normal(flow.name) for flow in diagram.ways_out(node)}
    turned = {words: key for key, words in said.items() if words}
    return turned if len(turned) == len(said) else None


def _renamed(condition: Condition, names: Mapping[str, str]) -> Condition:
    return replace(
        condition,  # type: ignore[type-var]
        **{one.name: _inside(getattr(condition, one.name), names) for one in fields(condition)},  # type: ignore[arg-type]
    )


def _inside(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_inside(one, names) for one in value)
    if isinstance(value, Name):
        return Name(names.get(value.name, value.name))
    return _renamed(value, names) if isinstance(value, Condition) else value


def _only_ones(pairs: list[tuple[str, str]]) -> dict[str, str]:
    ours, theirs = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    return {one: two for one, two in pairs if ours[one] == theirs[two] == 1}
