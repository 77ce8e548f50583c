"""Link events come in pairs of one name: where the path leaves, and where it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening, tidy

NAME = "link-event"
SEVERITY: Severity = "warning"
SUMMARY = "A link event has no name, no partner, or more than one place where its path goes on."
HEADLINE = "{n} link events that do not fit together"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each link event without a link's name, without a partner in its process or
    sub-process, and for each of several places where one link would go on."""
    named: dict[tuple[str, str], list[Node]] = {}
    for node in diagram.nodes:
        if not any(event.kind == "link" for event in node.events):
            continue
        if name := _link(node):
            named.setdefault((node.scope, name), []).append(node)
        else:
            text = f"{opening(node_called(diagram, node))} is a link without a name, so it leads nowhere."
            yield Finding(NAME, SEVERITY, (node.key,), text, "Give both ends of the link the same name.")
    for (_, name), nodes in named.items():
        yield from _of_one_name(diagram, name, nodes)


def _of_one_name(diagram: Diagram, name: str, nodes: list[Node]) -> Iterator[Finding]:
    catches = [node for node in nodes if _catches(node)]
    if len(catches) > 1:
        for node in catches:
            text = (
                f"{opening(node_called(diagram, node))} is one of several places where the link "
                f"'{tidy(name)}' goes on, so nobody can tell which is meant."
            )
            yield Finding(NAME, SEVERITY, (node.key,), text, "Keep one of them, or rename the others.")
    elif not catches:
        for node in nodes:
            text = f"The path that leaves at {node_called(diagram, node)} goes on nowhere."
            fix = f"Add a link catch event named '{tidy(name)}' where it goes on."
            yield Finding(NAME, SEVERITY, (node.key,), text, fix)
    elif len(nodes) == 1:
        text = f"No path leads to {node_called(diagram, nodes[0])}: no link event of that name throws to it."
        fix = f"Add a link throw event named '{tidy(name)}' where the path leaves, or take this one out."
        yield Finding(NAME, SEVERITY, (nodes[0].key,), text, fix)


def _link(node: Node) -> str:
    return next((event.name or "" for event in node.events if event.kind == "link"), "")


def _catches(node: Node) -> bool:
    return node.type not in ("intermediateThrowEvent", "endEvent")
