"""All findings of one diagram together."""

from __future__ import annotations

from bpmn.check import check, gravest_first
from bpmn.document import load
from bpmn.findings import Finding
from bpmn.reader import read_document
from tests.drawing import draw, drawn

FAULTY = """
    start S
    task A
    task Lost
    userTask U "Ask"
    end E "Done"
    S -> A -> U -> E
    A -> E
"""


def test_errors_come_first_then_warnings_then_advice() -> None:
    found = check(draw(FAULTY))
    severities = [finding.severity for finding in found]
    assert severities == sorted(severities, key=["error", "warning", "advice"].index)
    assert found[0].rule == "no-disconnected"


def test_the_order_is_the_same_every_time() -> None:
    assert check(draw(FAULTY)) == check(draw(FAULTY))


def test_the_order_within_a_severity_is_kept() -> None:
    found = [Finding("b", "advice", (), "1"), Finding("a", "error", (), "2"), Finding("a", "advice", (), "3")]
    assert [finding.text for finding in gravest_first(found)] == ["2", "1", "3"]


def test_asks_the_schema_when_it_has_the_document() -> None:
    document = load(drawn(FAULTY).replace(b'id="A"', b'id="A" colour="red"'))
    diagram = read_document(document)
    without = {finding.rule for finding in check(diagram)}
    assert {finding.rule for finding in check(diagram, document)} - without == {"xsd"}


def test_a_sound_process_has_no_findings() -> None:
    drawing = """
        pool P "Northmoor" at=0,0,400,120 {
        start S "Report arrives" at=50,42,36,36
        task A "Check crew log" at=150,20,100,80
        end E "Bin collected" at=310,42,36,36
        S -> A -> E
        }
    """
    assert check(draw(drawing)) == ()


def test_nothing_in_it_is_answered() -> None:
    assert {finding.severity for finding in check(draw(""))} == {"warning"}
