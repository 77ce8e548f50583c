"""Messages go from one pool to another."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import called, opening

NAME = "message-flow-between-pools"
SEVERITY: Severity = "warning"
SUMMARY = "A message flow begins and ends in the same pool."
HEADLINE = "{n} message flows inside one pool"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each message flow whose two ends lie in the same process, or are a pool and what lies in
    it."""
    for flow in diagram.message_flows:
        if _home(diagram, flow.source) == _home(diagram, flow.target):
            ends = f"from {called(diagram, flow.source)} to {called(diagram, flow.target)}"
            text = f"{opening('a message goes')} {ends} inside one pool; messages are for other pools."
            fix = (
                "Draw a sequence flow instead, or, if these are two organisations that each decide for "
                "themselves, give each a pool."
            )
            yield Finding(NAME, SEVERITY, (flow.key,), text, fix)


def _home(diagram: Diagram, key: str) -> str:
    """The process an end lies in; a closed pool is a home of its own."""
    node = diagram.node_by_key.get(key)
    if node is not None:
        return node.process
    pool = diagram.pool_by_key.get(key)
    return (pool.process if pool is not None else None) or key
