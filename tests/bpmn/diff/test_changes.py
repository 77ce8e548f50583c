"""Each kind of change, drawn before and after: what is reported, with old and new."""

from __future__ import annotations

import re

import pytest

from bpmn.diff import Diff, diff
from bpmn.document import load
from bpmn.reader import read_document
from tests.drawing import drawn

BIN = """
message Report "Missed bin reported"
message Answer "Collection booked"
pool Council "Northmoor" {
lane Desk "Contact centre" {
start S "Report arrives" message=Report
userTask A "Check the crew log" pattern=crew-log
xor G "Was it out?"
}
lane Crew "Waste crew" {
task B "Collect the bin"
boundary T on=B timer=PT48H
end E "Bin collected"
end N "Not collected"
}
S -> A -> G
G -> B : yes [out == "yes"]
G -> N : no default
B -> E
T -> N
}
pool Resident "Resident"
Resident ~> S : Report
"""

Said = tuple[str, str, str | None, str | None, str | None]


def compared(old: bytes, new: bytes) -> Diff:
    first, second = load(old), load(new)
    return diff(read_document(first), read_document(second), first, second)


def said(found: Diff) -> list[Said]:
    return [(c.kind, c.element, c.property, c.old, c.new) for c in found.changes]


def edited(find: str, put: str, text: str = BIN) -> list[Said]:
    """What is said about the drawing after one edit of its file."""
    before = drawn(text)
    assert find.encode() in before, find
    return said(compared(before, before.replace(find.encode(), put.encode(), 1)))


def redrawn(*edits: tuple[str, str], text: str = BIN) -> list[Said]:
    """What is said about the drawing after some of its lines were drawn otherwise."""
    after = text
    for find, put in edits:
        assert find in after, find
        after = after.replace(find, put, 1)
    return said(compared(drawn(text), drawn(after)))


def test_nothing() -> None:
    found = compared(drawn(BIN), drawn(BIN))
    assert (found.same, found.changes, found.summary) == (True, (), "The two versions are the same.")


def test_added_and_removed() -> None:
    more = (
        ('end E "Bin collected"', 'end E "Bin collected"\ntask L "Write a letter"'),
        ("B -> E", "B -> L -> E"),
    )
    assert redrawn(*more) == [
        ("added", "L", None, None, None),
        ("added", "B-L", None, None, None),
        ("added", "L-E", None, None, None),
        ("removed", "B-E", None, None, None),
    ]
    assert redrawn(*[(put, find) for find, put in more], text=BIN.replace(*more[0]).replace(*more[1])) == [
        ("added", "B-E", None, None, None),
        ("removed", "L", None, None, None),
        ("removed", "B-L", None, None, None),
        ("removed", "L-E", None, None, None),
    ]


@pytest.mark.parametrize(
    ("find", "put", "element", "path", "old", "new"),
    [
        ('name="Check the crew log"', 'name="Look at the log"', "A", "name", "Check the crew log", "Look at the log"),
        ("PT48H", "PT24H", "T", "timer.timeDuration", "PT48H", "PT24H"),
        ('out == "yes"', 'out == "no"', "G-B", "condition", 'out == "yes"', 'out == "no"'),
        ('ref="crew-log"', 'ref="crew-log" version="2"', "A", "patterns", "crew-log", "crew-log (version 2)"),
        ('sourceRef="T" targetRef="N"', 'sourceRef="T" targetRef="E"', "T-N", "target", "N", "E"),
        ('sourceRef="T" targetRef="N"', 'sourceRef="B" targetRef="N"', "T-N", "source", "T", "B"),
        ('default="G-N"', "", "G", "default", "G-N", None),
        ('default="G-N"', 'default="G-B"', "G", "default", "G-N", "G-B"),
        ('attachedToRef="B"', 'attachedToRef="B" cancelActivity="false"', "T", "isInterrupting", None, "false"),
        ('attachedToRef="B"', 'attachedToRef="A"', "T", "attachedTo", "B", "A"),
        ('id="B" name="Collect the bin"', 'id="B" name="Collect the bin" completionQuantity="2"', "B",
         "completionQuantity", None, "2"),
        ('id="B" name="Collect the bin"', 'id="B" name="Collect the bin" xmlns:c="urn:c" c:form="f1"', "B",
         "extension.form", None, "f1"),
        ('name="Resident"', 'name="The resident"', "Resident", "name", "Resident", "The resident"),
        ('name="Waste crew"', 'name="The crew"', "Crew", "name", "Waste crew", "The crew"),
        ('targetRef="S" name="Report"', 'targetRef="S" name="Form"', "Message_1", "name", "Report", "Form"),
    ],
)  # fmt: skip
def test_one_property(find: str, put: str, element: str, path: str, old: str | None, new: str | None) -> None:
    assert edited(find, put) == [("changed", element, path, old, new)]


INSIDE = 'name="Collect the bin">'


@pytest.mark.parametrize(
    ("inside", "path", "new"),
    [
        ("<documentation>With gloves</documentation>", "documentation", "With gloves"),
        ("<standardLoopCharacteristics/>", "loop", "standard"),
        ('<multiInstanceLoopCharacteristics isSequential="true"/>', "loop", "sequential"),
        ("<extensionElements><c:a xmlns:c='urn:c' b='1'/></extensionElements>", "extension.a.b", "1"),
        ("<extensionElements><c:a xmlns:c='urn:c'>x</c:a></extensionElements>", "extension.a", "x"),
        ("<performer><resourceAssignmentExpression><formalExpression>crew</formalExpression>"
         "</resourceAssignmentExpression></performer>", "performer", "crew"),
        ("<ioSpecification><dataInput id='i' name='log'/></ioSpecification>",
         "ioSpecification.dataInput[log].name", "log"),
    ],
)  # fmt: skip
def test_what_lies_inside_a_step(inside: str, path: str, new: str) -> None:
    assert edited(INSIDE, INSIDE + inside) == [("changed", "B", path, None, new)]


def test_details_of_repetition() -> None:
    text = BIN.replace('task B "Collect the bin"', 'task B "Collect the bin" loop=parallel')
    mark = "<multiInstanceLoopCharacteristics/>"
    inner = "<loopCardinality>3</loopCardinality><completionCondition>all</completionCondition>"
    whole = f"<multiInstanceLoopCharacteristics>{inner}</multiInstanceLoopCharacteristics>"
    assert edited(mark, whole, text) == [
        ("changed", "B", "loop.cardinality", None, "3"),
        ("changed", "B", "loop.condition", None, "all"),
    ]
    assert edited(mark, mark.replace("/>", ' behavior="None"/>'), text) == [
        ("changed", "B", "loop.behavior", None, "None")
    ]


def test_a_timer_whose_definition_has_an_id() -> None:
    text = BIN.replace("timer=PT48H", "timer")
    one, other = (
        drawn(text).replace(
            b"<timerEventDefinition/>",
            f'<timerEventDefinition id="d{n}"><timeDuration>PT{n}H</timeDuration></timerEventDefinition>'.encode(),
        )
        for n in (1, 2)
    )
    assert said(compared(one, other)) == [("changed", "T", "timer.timeDuration", "PT1H", "PT2H")]


def test_another_kind_of_event() -> None:
    found = redrawn(("boundary T on=B timer=PT48H", "boundary T on=B message=Answer"))
    assert found == [
        ("changed", "T", "event", "timer", "message"),
        ("changed", "T", "message", None, "Answer"),
        ("changed", "T", "timer.timeDuration", "PT48H", None),
    ]


def test_a_renamed_message_is_told_of_the_message_and_of_what_waits_for_it() -> None:
    old, new = "Missed bin reported", "Form sent"
    assert edited(old, new) == [
        ("changed", "S", "message.name", old, new),
        ("changed", "Report", "name", old, new),
    ]


def test_another_message() -> None:
    assert redrawn(("message=Report", "message=Answer")) == [("changed", "S", "message", "Report", "Answer")]


def test_codes_of_errors() -> None:
    text = 'error F "Failed"\nstart S\ntask A "Try"\nboundary X on=A error=F\nend E\nS -> A -> E\nX -> E'
    assert edited('id="F"', 'id="F" errorCode="E7"', text) == [
        ("changed", "X", "error.code", None, "E7"),
        ("changed", "F", "code", None, "E7"),
    ]


def test_another_type() -> None:
    assert redrawn(("userTask A", "serviceTask A")) == [("changed", "A", "type", "userTask", "serviceTask")]
    race = redrawn(("xor G", "race G"))
    assert race[1:] == [("changed", "G", "type", "exclusiveGateway", "eventBasedGateway")]
    assert race[0] == ("changed", "G", "default", "G-N", None)


NOTES = """
start S "Start"
task A "Check" loop=parallel
data D "Log"
textAnnotation X
group Y
end E "End"
S -> A -> E
A ... D
X ... A
"""


def test_notes_and_data() -> None:
    with_text = NOTES
    before = drawn(with_text).replace(b"</textAnnotation>", b"<text>Every day</text></textAnnotation>")
    after = before.replace(b"Every day", b"Every week")
    assert said(compared(before, after)) == [("changed", "X", "text", "Every day", "Every week")]
    moved = before.replace(b'sourceRef="X" targetRef="A"', b'sourceRef="X" targetRef="E"')
    assert said(compared(before, moved)) == [("changed", "X", "about", "A", "E")]
    assert redrawn(("A ... D\n", ""), text=NOTES) == [("changed", "A", "data.out", "D", None)]
    assert redrawn(('data D "Log"', 'data D "Diary"'), text=NOTES) == [
        ("changed", "D", "name", "Log", "Diary")
    ]
    assert redrawn(('data D "Log"', 'store D "Log"'), text=NOTES) == [
        ("changed", "D", "type", "dataObjectReference", "dataStoreReference")
    ]
    assert redrawn(('data D "Log"\n', ""), ("A ... D\n", ""), text=NOTES)[0] == (
        "removed",
        "D",
        None,
        None,
        None,
    )


def test_data_objects_behind_references() -> None:
    before = drawn(NOTES).replace(b"<textAnnotation", b'<dataObject id="O"/><textAnnotation', 1)
    before = before.replace(b'id="D"', b'id="D" dataObjectRef="O"')
    many = before.replace(b'<dataObject id="O"/>', b'<dataObject id="O" isCollection="true"/>')
    assert said(compared(before, many)) == [("changed", "O", "isCollection", None, "true")]
    renamed = before.replace(b'"O"', b'"P"')
    assert said(compared(before, renamed)) == [("id", "P", "id", "O", "P")]


def test_moved_to_another_lane() -> None:
    task = 'userTask A "Check the crew log" pattern=crew-log\n'
    assert redrawn((task, ""), ('lane Crew "Waste crew" {\n', 'lane Crew "Waste crew" {\n' + task)) == [
        ("moved", "A", "lane", "Desk", "Crew")
    ]


NESTED = """
start S
task A "Check"
sub W "Work" {
task C "Clean"
}
end E
S -> A -> W -> E
"""


def test_moved_into_a_sub_process() -> None:
    after = NESTED.replace('task A "Check"\n', "").replace('task C "Clean"', 'task C "Clean"\ntask A "Check"')
    after = after.replace("S -> A -> W -> E", "S -> W -> E").replace("task A", "task A")
    found = said(compared(drawn(NESTED), drawn(after)))
    assert ("moved", "A", "parent", "Process", "W") in found
    assert {kind for kind, *_ in found} == {"added", "removed", "moved"}
    assert {element for kind, element, *_ in found if kind != "moved"} == {"S-A", "A-W", "S-W"}


def test_moved_to_another_pool_with_its_sub_process_once() -> None:
    one = 'pool P "One" {\ntask A "Check"\nsub W "Work" {\ntask C "Clean"\n}\n}\npool Q "Two" {\ntask B "Sign"\n}'
    other = 'pool P "One" {\ntask A "Check"\n}\npool Q "Two" {\ntask B "Sign"\nsub W "Work" {\ntask C "Clean"\n}\n}'
    assert said(compared(drawn(one), drawn(other))) == [("moved", "W", "pool", "P", "Q")]


def test_what_a_moved_sub_process_holds_goes_along() -> None:
    text = 'pool P "One" {\nlane L "Left" {\nsub W "Work" {\n}\n}\nlane R "Right" {\ntask B "Sign"\n}\n}'
    before = drawn(text).replace(b"</subProcess>", b'<task id="C" name="Clean"/></subProcess>')
    after = before.replace(b"<flowNodeRef>W</flowNodeRef>", b"")
    after = after.replace(
        b"<flowNodeRef>B</flowNodeRef>", b"<flowNodeRef>B</flowNodeRef><flowNodeRef>W</flowNodeRef>"
    )
    assert said(compared(before, after)) == [("moved", "W", "lane", "L", "R")]


def test_a_lane_put_in() -> None:
    text = 'pool P "One" {\nlane L "Left" {\ntask A "Check"\n}\n}'
    found = said(compared(drawn('pool P "One" {\ntask A "Check"\n}'), drawn(text)))
    assert found == [("added", "L", None, None, None), ("moved", "A", "lane", None, "L")]


def test_a_pool_drawn_round_a_process_moves_nothing() -> None:
    bare = drawn('task A "Check"').replace(b'id="Process"', b'id="P_process"')
    found = said(compared(bare, drawn('pool P "One" {\ntask A "Check"\n}')))
    assert found == [("added", "P", None, None, None)]


PLACED = 'task A "Check" at=0,0,100,80\ntask B "Sign" at=200,0,100,80\nA -> B'


def test_layout_stands_apart() -> None:
    before = drawn(PLACED)
    after = before.replace(b'x="200.0"', b'x="240.0"')
    found = compared(before, after)
    assert found.same
    assert said(found) == [
        ("layout", "B", "bounds", "200 0 100 80", "240 0 100 80"),
        ("layout", "A-B", "waypoints", "100,40 200,40", "100,40 240,40"),
    ]
    assert found.summary == "The two versions say the same. Only the layout differs."


def test_colours_labels_and_open_sub_processes_are_layout() -> None:
    before = drawn(PLACED)
    shape = b'<bpmndi:BPMNShape bpmnElement="A">'
    colours = (
        b'<bpmndi:BPMNShape bpmnElement="A" isExpanded="false" xmlns:c="urn:c" c:fill="#fff"><bpmndi:BPMNLabel>'
        b'<dc:Bounds x="1.0" y="2" width="3" height="4"/></bpmndi:BPMNLabel>'
    )
    found = compared(before, before.replace(shape, colours))
    assert found.same
    assert sorted(said(found)) == [
        ("layout", "A", "fill", None, "#fff"),
        ("layout", "A", "isExpanded", None, "false"),
        ("layout", "A", "label", None, "1 2 3 4"),
    ]


def test_another_id_is_the_same_element() -> None:
    after = re.sub(rb"\bB\b", b"Z", drawn(BIN))
    found = compared(drawn(BIN), after)
    assert found.same
    assert said(found) == [
        ("id", "Z", "id", "B", "Z"),
        ("id", "G-Z", "id", "G-B", "G-Z"),
        ("id", "Z-E", "id", "B-E", "Z-E"),
    ]
    assert found.summary == "The two versions say the same. Only 3 ids differ."


def test_another_id_in_another_lane_with_other_words() -> None:
    after = re.sub(rb"\bA\b", b"Z", drawn(BIN)).replace(b"Check the crew log", b"Check the crew log book")
    assert said(compared(drawn(BIN), after))[0] == (
        "changed", "Z", "name", "Check the crew log", "Check the crew log book",
    )  # fmt: skip


def test_an_unnamed_gateway_elsewhere_is_another_gateway() -> None:
    one = 'start S "S"\nxor G\ntask A "A"\ntask B "B"\nend E "E"\nS -> G -> A -> B -> E\nG -> B'
    other = 'start S "S"\nxor H\ntask A "A"\ntask B "B"\nend E "E"\nS -> A -> B -> H -> E\nH -> A'
    kinds = [(kind, element) for kind, element, *_ in said(compared(drawn(one), drawn(other)))]
    assert ("added", "H") in kinds
    assert ("removed", "G") in kinds


def test_unrelated_diagrams_are_not_forced_together() -> None:
    other = 'start Q "Permit asked for"\ntask R "Read the form"\nend U "Permit sent"\nQ -> R -> U'
    found = compared(drawn(BIN), drawn(other))
    assert {change.element for change in found.of("added")} >= {"Q", "R", "U", "Q-R", "R-U"}
    assert {change.element for change in found.of("removed")} >= {"S", "A", "G", "B", "T", "E", "N"}


def test_without_documents_the_model_is_compared() -> None:
    first, second = (read_document(load(drawn(text))) for text in (BIN, BIN.replace("PT48H", "PT24H")))
    assert [c.property for c in diff(first, second).changes] == ["timer.timeDuration"]


@pytest.mark.parametrize(
    ("edits", "summary"),
    [
        ([("Check the crew log", "Look")], "User task “Check the crew log” is now called “Look”."),
        ([("PT48H", "PT24H")],
         "Duration of the timer of the unnamed timer boundary event on 'Collect the bin' changed from “PT48H” to "
         "“PT24H”."),
        ([('end E "Bin collected"', 'end E "Bin collected"\ntask L "Write"\ntask M "Ring"'), ("PT48H", "PT24H")],
         "2 steps ('Write' and 'Ring') were added; 1 step was changed."),
    ],
)  # fmt: skip
def test_the_summary(edits: list[tuple[str, str]], summary: str) -> None:
    after = BIN
    for find, put in edits:
        after = after.replace(find, put)
    assert compared(drawn(BIN), drawn(after)).summary == summary
