"""Rule drawing-points-nowhere: what it lets pass and what it says."""

from __future__ import annotations

import pytest

from bpmn.reader import read
from bpmn.rules import RULES
from tests.drawing import drawn

RIGHT = """
    start S "Report arrives" at=150,120,36,36
    task A "Check crew log" at=240,98,100,80
    end E "Done" at=400,120,36,36
    S -> A -> E
"""
PICTURES = (
    drawn(RIGHT.replace("S -> A -> E", "")).replace(b'<task id="A" name="Check crew log"></task>', b""),
    drawn(RIGHT),
)
CHANGES = {
    "shapes that stand for nothing": (
        b'bpmnElement="A"',
        b'bpmnElement="Lost"',
        "1 shape of the drawing shows elements that the file does not hold, so it is not shown.",
    ),
    "lines that stand for nothing": (
        b'bpmnElement="S-A"',
        b'bpmnElement="Lost"',
        "1 line of the drawing shows elements that the file does not hold, so it is not shown.",
    ),
    "shapes without a position": (
        b'x="240.0" y="98.0"',
        b'x="far" y="98.0"',
        "1 shape of the drawing has no usable position, so it is not shown.",
    ),
}
[CHECK] = [rule.check for rule in RULES if rule.name == "drawing-points-nowhere"]


def test_lets_pass() -> None:
    assert list(CHECK(read(drawn(RIGHT)))) == []


@pytest.mark.parametrize(("old", "new", "text"), CHANGES.values(), ids=CHANGES)
def test_says_what_stands_for_nothing(old: bytes, new: bytes, text: str) -> None:
    data = drawn(RIGHT)
    assert old in data
    [finding] = CHECK(read(data.replace(old, new)))
    assert (finding.text, finding.elements) == (text, ())


def test_several_are_one_finding() -> None:
    data = (
        drawn(RIGHT)
        .replace(b'bpmnElement="A"', b'bpmnElement="X"')
        .replace(b'bpmnElement="E"', b'bpmnElement="Y"')
    )
    [finding] = CHECK(read(data))
    assert (
        finding.text
        == "2 shapes of the drawing show elements that the file does not hold, so they are not shown."
    )
