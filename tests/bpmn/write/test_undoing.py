"""What is undone, whether it is waited for, and how often a loop goes round, read and written again."""

from __future__ import annotations

from bpmn.model import EventDefinition
from bpmn.reader import read
from bpmn.write.build import build
from tests.drawing import draw

DRAWN = """
start S
task A loop=standard times=3
boundary X on=A compensate
task U compensation
task B loop=parallel times=5
throw One undoes=A
throw All compensate wait=no
end E
S -> A -> B -> One -> All -> E
X ... U
"""


def test_they_are_read() -> None:
    nodes = draw(DRAWN).node_by_key
    assert nodes["One"].events == (EventDefinition("compensate", ref="A"),)
    assert nodes["All"].events == (EventDefinition("compensate", waits=False),)
    loops = nodes["A"].loop, nodes["B"].loop
    assert loops[0] is not None
    assert loops[1] is not None
    assert (loops[0].maximum, loops[1].cardinality) == ("3", "5")


def test_a_new_file_says_the_same() -> None:
    diagram = draw(DRAWN)
    again = read(build(diagram))
    assert [node.events for node in again.nodes] == [node.events for node in diagram.nodes]
    assert [node.loop for node in again.nodes] == [node.loop for node in diagram.nodes]
    assert again.associations == diagram.associations
