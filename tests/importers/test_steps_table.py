"""A table of steps becomes a diagram that can be read, laid out and compared like any other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.layout import lay_out
from bpmn.model import Diagram, Node
from importers.errors import ImportRefused, NotATable, NotText, TooLarge
from importers.steps_table import read

TABLE = """no,who,does what,then,if
1,Resident,Ask for a new bin,,
2,Customer services,Check the account,3,paid up
2,,,end: Refused,owes money
3,Depot,Deliver the bin,,
"""


def by_name(diagram: Diagram, name: str) -> Node:
    return next(node for node in diagram.nodes if node.name == name)


def ways(diagram: Diagram, name: str) -> dict[str, str]:
    """The names of the ways out of a step (through its decision, if it has one) and where each leads."""
    node = by_name(diagram, name)
    flows = list(diagram.ways_out(node))
    target = diagram.node_by_key[flows[0].target]
    if target.type == "exclusiveGateway" and len(target.outgoing) > 1:
        flows = list(diagram.ways_out(target))
    return {flow.name: _through(diagram, flow.target).name for flow in flows}


def _through(diagram: Diagram, key: str) -> Node:
    node = diagram.node_by_key[key]
    while node.type == "exclusiveGateway" and len(node.outgoing) == 1:
        node = diagram.node_by_key[next(diagram.ways_out(node)).target]
    return node


def test_several_rows_for_one_step_are_its_ways_out() -> None:
    diagram = read(TABLE, "New bin").result
    assert ways(diagram, "Ask for a new bin") == {"": "Check the account"}
    assert ways(diagram, "Check the account") == {"paid up": "Deliver the bin", "owes money": "Refused"}
    assert by_name(diagram, "Refused").type == "endEvent"
    assert [lane.name for lane in diagram.lanes] == ["Resident", "Customer services", "Depot"]
    assert diagram.shapes
    assert set(diagram.edges) == {flow.key for flow in diagram.flows}


@pytest.mark.parametrize(
    "data",
    [
        TABLE.replace(",", ";"),
        TABLE.replace(",", "\t"),
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode("cp1252"),
    ],
)
def test_every_common_way_of_saving_a_table_reads_the_same(data: bytes | str) -> None:
    assert read(data, "New bin") == read(TABLE, "New bin")


def test_a_table_without_header_or_numbers_is_taken_in_the_usual_order_and_says_so() -> None:
    imported = read("Resident\tAsk\nOfficer\tAnswer\tend\n")
    assert ways(imported.result, "Ask") == {"": "Answer"}
    assert "no header" in imported.notes[0]


def test_then_may_be_the_words_of_a_step_and_lead_back() -> None:
    diagram = read(
        "who,what,then,if\nA,Check,Decide,complete\nA,Check,Ask again,not complete\n"
        "B,Ask again,Check\nA,Decide,end"
    )
    assert ways(diagram.result, "Ask again") == {"": "Check"}
    assert ways(diagram.result, "Check") == {"complete": "Decide", "not complete": "Ask again"}
    assert len(by_name(diagram.result, "Check").incoming) == 1, "ways meet in a gateway"


def test_waiting_becomes_a_timer_and_working_days_are_said() -> None:
    imported = read(
        "who,what\nA,Ask\nA,Wait 14 days\nA,wait for up to two weeks\nA,Wait 10 working days\n"
        "A,Wait for payment"
    )
    timers = [
        (n.name, n.events[0].timer.text) for n in imported.result.nodes if n.events and n.events[0].timer
    ]
    assert timers == [
        ("Wait 14 days", "P14D"),
        ("wait for up to two weeks", "P2W"),
        ("Wait 10 working days", "P10D"),
    ]
    assert by_name(imported.result, "Wait for payment").type == "task"
    assert any("working days" in note for note in imported.notes)


def test_a_way_out_after_some_time_is_a_timer_on_the_step() -> None:
    diagram = read(
        "who,what,then,if\nA,Pay,Post,paid\nA,Pay,end: Lapsed,no payment within 60 days\nB,Post,end"
    ).result
    timer = by_name(diagram, "no payment within 60 days")
    assert timer.type == "boundaryEvent"
    assert timer.attached_to == by_name(diagram, "Pay").key
    assert timer.events[0].timer is not None
    assert timer.events[0].timer.text == "P60D"


def test_a_question_with_several_answers_is_a_decision_and_a_formula_is_a_condition() -> None:
    diagram = read(
        'who,what,then,if\nA,Paid?,end,"payment == ""paid"""\nA,Paid?,end: Unpaid,otherwise'
    ).result
    gateway = by_name(diagram, "Paid?")
    assert gateway.type == "exclusiveGateway"
    assert next(diagram.ways_out(gateway)).condition == 'payment == "paid"'
    assert gateway.default == gateway.outgoing[1]


def test_what_cannot_be_carried_over_is_said() -> None:
    imported = read("who,what,then,if,cost\nA,Ask,Finance,,5\nB,Never reached,9,x,\nC,Both,Ask and Both,,")
    text = " ".join(imported.notes)
    for words in (
        "columns cost",
        "no step is called “Finance”",
        "Nothing leads to row 3",
        "at once",
        "otherwise",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", NotATable),
        ("\n ,,\n", NotATable),
        ("just some words", NotATable),
        ("who,what\n", NotATable),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NotText),
        ("a\0b,c", NotText),
        ("who,what\n" + "A,Step\n" * 6000, TooLarge),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes | str, error: type[ImportRefused]) -> None:
    with pytest.raises(error, match=r"^[A-Z].*\.$"):
        read(data)


CELL = st.sampled_from(
    ["", "1", "2", "3", "end", "A", "Check", "Wait 2 days", "after 3 days", "otherwise", "1 and 2", "Paid?"]
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_table_is_refused_or_drawn_whole(table: list[list[str]]) -> None:
    try:
        diagram = read("\n".join(",".join(row) for row in table)).result
    except ImportRefused:
        return
    assert lay_out(diagram).shapes.keys() == diagram.shapes.keys()
    for node in diagram.nodes:
        assert node.key in diagram.shapes
        assert node.outgoing or node.type == "endEvent"
        assert len(node.incoming) < 2 or node.is_gateway
        assert len(node.outgoing) < 2 or node.is_gateway


def test_a_condition_that_changes_nothing_draws_no_decision_and_is_said() -> None:
    imported = read("who,what,then,if\nA,Check,,complete\nA,Decide,end")
    assert ways(imported.result, "Check") == {"": "Decide"}
    assert "complete" in imported.notes[0]


def test_a_column_called_step_that_holds_numbers_numbers_the_steps() -> None:
    table = (
        "step,who,does what,then,if\n10,Resident,Ask,20,\n20,Officer,Decide,30,yes\n"
        "20,Officer,Decide,end,no\n30,Officer,Pay,end,"
    )
    imported = read(table)
    assert imported.notes == ()
    assert imported.result == read(table.replace("step,", "number,", 1)).result
    flows = {
        (imported.result.node_by_key[flow.source].name, imported.result.node_by_key[flow.target].name)
        for flow in imported.result.flows
    }
    assert ("Ask", "Decide") in flows
