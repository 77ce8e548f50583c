"""Where a drafted part comes from, in the file."""

from __future__ import annotations

import pytest

from bpmn.diff import diff
from bpmn.model import Origin
from bpmn.reader import read
from tests.drawing import drawn

TASK = drawn('start S "Begin"\ntask A "Pay"\nend E "Done"\nS -> A -> E')


def with_mark(attributes: str) -> bytes:
    """The drawing with a mark at its task."""
    before, tag, after = TASK.partition(b'<task id="A" name="Pay"')
    assert tag
    held = f"><extensionElements><guildhall:from {attributes}/></extensionElements></task>"
    return before + tag + held.encode() + after.partition(b"</task>")[2]


def test_it_is_read() -> None:
    node = read(with_mark('councils="2" of="3" names="One;  Two "')).node_by_key["A"]

    assert node.origin == Origin(2, 3, ("One", "Two"))
    assert node.extensions == ()


@pytest.mark.parametrize(
    "attributes",
    [
        'councils="x" of="3"',
        'of="3"',
        'councils="4" of="3"',
        'councils="-1" of="3"',
        'councils="²" of="3"',
        "",
    ],
)
def test_what_cannot_be_is_left_out_and_listed(attributes: str) -> None:
    diagram = read(with_mark(attributes))

    assert diagram.node_by_key["A"].origin is None
    assert [repair.element for repair in diagram.repairs] == ["A"]


def test_a_change_of_it_is_a_change() -> None:
    old, new = with_mark('councils="2" of="3"'), with_mark('councils="3" of="3"')
    (change,) = diff(read(old), read(new)).changes

    assert (change.kind, change.property) == ("changed", "from")
