"""A trace in words: every step, the ways taken, and where the case stands when it stands in several places."""

from __future__ import annotations

from bpmn.model import Diagram
from bpmn.soundness import Fault, decide
from bpmn.soundness.telling import standing, tell
from tests.drawing import draw

DRAWING = """
start S "Report arrives"
xor G "Was it out?"
task A "Check the log"
task B "Write back"
and J "Both done"
end E "Closed"
S -> G
G -> A : yes
G -> B : no
A -> J
B -> J
J -> E
"""


def first(diagram: Diagram) -> Fault:
    return decide(diagram).faults[0]


def test_it_is_told_from_the_start_to_where_it_gets_stuck() -> None:
    diagram = draw(DRAWING)
    told = tell(diagram, first(diagram).steps)
    assert told[0] == "The case starts at 'Report arrives'."
    assert told[1] in (
        "At 'Was it out?', the case takes 'yes' (to 'Check the log').",
        "At 'Was it out?', the case takes 'no' (to 'Write back').",
    )
    assert told[-1] in ("'Check the log' is done.", "'Write back' is done.")


def test_paths_that_start_together_are_told_with_where_the_case_stands() -> None:
    diagram = draw(
        'start S\nand G "Both"\ntask A "Pay"\ntask B "Book"\nxor M "Then"\ntask C "Tell"\nend E\n'
        "S -> G\nG -> A\nG -> B\nA -> M\nB -> M\nM -> C -> E"
    )
    fault = next(fault for fault in decide(diagram).faults if fault.kind == "unsafe")
    told = tell(diagram, fault.steps)
    split = next(place for place, text in enumerate(told) if text.startswith("At 'Both'"))
    assert told[split] == "At 'Both', 2 paths start at the same time: the way to 'Pay' and the way to 'Book'."
    assert standing(diagram, fault.steps[split]) == "The case now stands before 'Pay' and before 'Book'."
    assert standing(diagram, fault.steps[0]) == ""


def test_a_message_that_is_sent_is_told() -> None:
    diagram = draw(
        'pool A "Resident" {\nstart S\ntask T "Ask"\nend E\nS -> T -> E\n}\n'
        'pool B "Council" {\nstart R message=M\nxor G\ntask X\ntask Y\nand J\nend F\n'
        "R -> G\nG -> X : a\nG -> Y : b\nX -> J\nY -> J\nJ -> F\n}\nT ~> R : Request"
    )
    fault = next(fault for fault in decide(diagram).faults if fault.kind == "deadlock")
    assert any(
        text.startswith("'Ask' is done.") and "'Request'" in text for text in tell(diagram, fault.steps)
    )
