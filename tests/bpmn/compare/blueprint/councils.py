"""Five made-up councils that give out permits, alike enough to share most of it."""

from __future__ import annotations

from bpmn.check import Checked, examine
from bpmn.document import load
from bpmn.model import Diagram
from bpmn.reader import read_document
from bpmn.write.build import build
from tests.drawing import draw

ONE = """
    pool Council "One" {
      lane R "Resident" part=resident {
        start S "Needs a permit"
        userTask A "Apply for a permit" pattern=address
        task P "Pay the fee"
      }
      lane F "Contact centre" part=front-office {
        task C "Check the address"
        task V "Visit the street"
      }
      lane B "Parking team" part=back-office {
        xor G "Permit granted?"
        task I "Print the permit"
        task W "Write the refusal"
        end E1 "Permit sent"
        end E2 "Permit refused"
      }
      S -> A -> P -> C -> V -> G
      G -> I : Yes
      G -> W : No
      I -> E1
      W -> E2
    }
"""
TWO = ONE.replace('"One"', '"Two"').replace('task V "Visit the street"', "").replace("C -> V -> G", "C -> G")
THREE = TWO.replace("A -> P -> C", "A -> C -> P -> G").replace("P -> G -> G", "P -> G")
FOUR = (
    ONE.replace("Pay the fee", "Pay for the permit")
    .replace("P -> C -> V -> G", "P -> D")
    .replace(
        'task C "Check the address"',
        'xor D "Address known already?"\ntask C "Check the address"\nxor J ""',
    )
    .replace("G -> I : Yes", "D -> J : Yes\nD -> C : No\nC -> J\nJ -> V -> G\nG -> I : Yes")
)
BOTH = ONE.replace("P -> C -> V -> G", "P -> X\nX -> C -> Y\nX -> V -> Y\nY -> G").replace(
    'task C "Check the address"', 'and X ""\nand Y ""\ntask C "Check the address"'
)
ZOO = """
    start S "Morning at the aquarium"
    manualTask A "Count the fish"
    manualTask B "Feed the otters"
    end E "Animals fed"
    S -> A -> B -> E
"""


def councils(*texts: str) -> list[Diagram]:
    """The diagrams, read."""
    return [draw(text) for text in texts]


def written(diagram: Diagram) -> tuple[Diagram, Checked]:
    """A diagram as it comes back from its file, and what is found in that: schema, rules and soundness."""
    document = load(build(diagram))
    again = read_document(document)
    return again, examine(again, document)


def assert_fit(diagram: Diagram) -> Diagram:
    """The diagram comes back from its file whole, valid, without errors and fully sound."""
    again, checked = written(diagram)
    assert build(again) == build(diagram)
    assert [
        f for f in checked.findings if f.severity == "error" or "schema" in f.rule or "xsd" in f.rule
    ] == []
    sound = checked.soundness
    assert sound.checked == "fully"
    told = (sound.safe, sound.option_to_complete, sound.proper_completion, sound.no_dead_activities)
    assert told == (True, True, True, True)
    return again
