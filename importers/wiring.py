"""Nodes drawn one by one told which flows come to them and leave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bpmn.model import Flow, Node


def wired(nodes: Iterable[Node], flows: Iterable[Flow]) -> tuple[Node, ...]:
    """The nodes with the keys of their flows, in the order of the flows."""
    into: dict[str, list[str]] = {}
    out: dict[str, list[str]] = {}
    for flow in flows:
        into.setdefault(flow.target, []).append(flow.key)
        out.setdefault(flow.source, []).append(flow.key)
    return tuple(
        replace(node, incoming=tuple(into.get(node.key, ())), outgoing=tuple(out.get(node.key, ())))
        for node in nodes
    )
