"""Whatever is drawn, every rule answers in whole sentences about elements that are there."""

from __future__ import annotations

from hypothesis import given

from bpmn.metrics import measure
from bpmn.model import Diagram
from bpmn.parts import involvement
from bpmn.rules import RULES
from tests.bpmn.diagrams import diagrams


@given(diagrams())
def test_findings_are_about_elements_that_are_there(diagram: Diagram) -> None:
    everything = (
        *diagram.nodes,
        *diagram.flows,
        *diagram.message_flows,
        *diagram.lanes,
        *diagram.pools,
        *diagram.processes,
        *diagram.data,
        *diagram.notes,
    )
    keys = {element.key for element in everything}
    for rule in RULES:
        for finding in rule.check(diagram):
            assert (finding.rule, finding.severity) == (rule.name, rule.severity)
            assert finding.elements
            assert keys.issuperset(finding.elements)
            assert finding.text.endswith(".")
            assert finding.fix is None or finding.fix.endswith(".")


@given(diagrams())
def test_contacts_and_handovers_are_counted_once(diagram: Diagram) -> None:
    found = involvement(diagram)
    points = [point.element for point in found.touch_points]
    assert len(points) == len(set(points))
    pairs = [(handover.step_from, handover.step_to) for handover in found.handovers]
    assert len(pairs) == len(set(pairs))
    counts = measure(diagram)
    assert (counts.resident, counts.handovers) == (len(points), len(pairs))
