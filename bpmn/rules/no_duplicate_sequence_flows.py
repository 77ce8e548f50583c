"""Two flows never join the same two elements under the same condition."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Flow
from bpmn.naming import node_called, opening

NAME = "no-duplicate-sequence-flows"
SEVERITY: Severity = "warning"
SUMMARY = "Two sequence flows with the same condition join the same two elements."
HEADLINE = "{n} flows drawn twice"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each repeated flow. The first repetition at a source or target names that element
    too, so that over the whole diagram each is named once on either side, as bpmnlint does."""
    seen: set[tuple[str, str, str]] = set()
    texts: dict[tuple[str, str], str] = {}
    sources: set[str] = set()
    targets: set[str] = set()
    for flow in diagram.flows:
        key = (flow.source, flow.target, flow.condition or "")
        if key not in seen:
            seen.add(key)
            continue
        elements = [flow.key]
        if flow.source not in sources:
            sources.add(flow.source)
            elements.append(flow.source)
        if flow.target not in targets and flow.target not in elements:
            targets.add(flow.target)
            elements.append(flow.target)
        # Said once for each two elements: calling an unnamed one looks at all its flows.
        ends = (flow.source, flow.target)
        if ends not in texts:
            texts[ends] = _text(diagram, flow)
        yield Finding(NAME, SEVERITY, tuple(elements), texts[ends], "Delete one of the two flows.")


def _text(diagram: Diagram, flow: Flow) -> str:
    source, target = diagram.node_by_key[flow.source], diagram.node_by_key[flow.target]
    start = f"Two flows go from {node_called(diagram, source)} to {node_called(diagram, target)}"
    if source.is_gateway and source.type != "parallelGateway":
        return opening(f"{start} under the same condition, so one of them says nothing.")
    return opening(f"{start}, so {node_called(diagram, target)} is done twice.")
