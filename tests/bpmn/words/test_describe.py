"""A diagram in words: what a reader reads."""

from __future__ import annotations

import json

from bpmn.words import describe, words_as_json, words_as_text
from tests.drawing import draw

MISSED_BIN = """
    pool Council "Northmoor" {
        lane Contact "Contact centre" {
            start S "Report arrives" message
            userTask A "Check the address" pattern=address
            xor G "Within two days?"
            end R "Report refused"
        }
        lane Crew "Waste crew" {
            and P
            task L "Check the crew log"
            task B "Look at the camera"
            and J
            xor M
            task C "Go back for the bin"
            boundary T on=C timer=PT48H
            xor D "Collected?"
            end E "Bin collected"
            task X "Say sorry"
            end F "Late"
        }
        S -> A -> G
        G -> R : no
        G -> P : yes [reported_within == "yes"]
        P -> L -> J
        P -> B -> J
        J -> M -> C -> D
        D -> E : yes
        D -> M : default
        T -> X -> F
    }
    pool Resident "Resident"
    Resident ~> S : Missed bin report
"""


def test_follows_without_the_picture() -> None:
    assert words_as_text(describe(draw(MISSED_BIN))) == (
        "Northmoor\n"
        "1. Contact centre: Starts when the message 'Missed bin report' from 'Resident' arrives "
        "(Report arrives).\n"
        "2. Contact centre: Check the address. Pattern: address.\n"
        "3. Contact centre: Decide: Within two days? If 'no', go on to step 4; if 'yes', go on to step 5.\n"
        "4. Contact centre: Ends: Report refused.\n"
        "5. Waste crew: All of these go on at the same time: go on to step 6; go on to step 7.\n"
        "6. Waste crew: Check the crew log. Then go on to step 8.\n"
        "7. Waste crew: Look at the camera.\n"
        "8. Waste crew: Wait here until all paths have arrived, from steps 6 and 7.\n"
        "9. Waste crew: Paths from steps 8 and 11 meet here.\n"
        "10. Waste crew: Go back for the bin.\n"
        "11. Waste crew: Decide: Collected? If 'yes', go on to step 12; otherwise, go back to step 9.\n"
        "12. Waste crew: Ends: Bin collected.\n"
        "13. Waste crew: While step 10 goes on: if 48 hours have passed, stop that step and carry on here.\n"
        "14. Waste crew: Say sorry.\n"
        "15. Waste crew: Ends: Late.\n"
    )


def test_json_has_the_contracts_fields() -> None:
    steps = json.loads(json.dumps(words_as_json(describe(draw(MISSED_BIN)))))
    assert steps[2] == {
        "number": "3",
        "element": "G",
        "kind": "exclusive gateway",
        "lane": "Contact centre",
        "pool": "Northmoor",
        "text": "Decide: Within two days? If 'no', go on to step 4; if 'yes', go on to step 5.",
        "then": ["4", "5"],
        "ways": [
            {"flow": "G-R", "text": "if 'no'", "to": "4"},
            {"flow": "G-P", "text": "if 'yes'", "to": "5"},
        ],
        "on": None,
    }
    assert steps[12]["on"] == "10"


def test_numbers_the_steps_of_a_sub_process_under_it() -> None:
    drawing = """
        start S
        sub P "Assess" {
            start PS
            sub Q "Inspect" {
                task I "Look"
            }
            end PE
            PS -> Q -> PE
        }
        end E
        S -> P -> E
    """
    steps = describe(draw(drawing))
    assert [(step.number, step.element) for step in steps] == [
        ("1", "S"),
        ("2", "P"),
        ("2.1", "PS"),
        ("2.2", "Q"),
        ("2.2.1", "I"),
        ("2.3", "PE"),
        ("3", "E"),
    ]
    assert steps[1].text == "Assess. It is made of steps 2.1 to 2.3. When that is done, go on to step 3."


def test_a_race_says_what_it_waits_for() -> None:
    drawing = """
        start S
        race G
        catch A "Payment" message
        catch B timer=P14D
        end E
        end F
        S -> G -> A -> E
        G -> B -> F
    """
    race = describe(draw(drawing))[1]
    assert race.text == (
        "Whichever of these happens first decides: if the message 'Payment' arrives, go on to step 3; "
        "if 14 days have passed, go on to step 5."
    )


def test_a_condition_without_a_name_is_put_in_words() -> None:
    drawing = 'start S\nxor G\nend E\nend F\nS -> G\nG -> E [bin_type == "food"]\nG -> F'
    gateway = describe(draw(drawing))[1]
    assert gateway.ways[0].text == "if bin type is food"
    assert "in a case the diagram does not say, go on to step 4" in gateway.text


def test_several_ways_out_of_a_step_go_on_together() -> None:
    steps = describe(draw('start S\ntask A "Check"\nend E\nend F\nS -> A -> E\nA -> F'))
    assert (
        steps[1].text == "Check. Then all of these go on at the same time: go on to step 3; go on to step 4."
    )


def test_a_link_is_a_jump() -> None:
    steps = describe(draw("start S\nthrow T link=Later\ncatch C link=Later\nend E\nS -> T\nC -> E"))
    assert [(way.flow, way.to) for way in steps[1].ways] == [(None, "3")]
    assert steps[2].text == "Carries on here from the link 'Later'."


def test_a_loop_marker_and_a_reminder() -> None:
    drawing = """
        start S
        task A "Call" loop=parallel
        boundary B on=A timer=PT1H interrupting=no
        end E
        end F
        S -> A -> E
        B -> F
    """
    steps = {step.element: step.text for step in describe(draw(drawing))}
    assert steps["A"] == "Call. This is done once for each item, at the same time."
    assert steps["B"] == "While step 2 goes on: if 1 hour has passed, carry on here too; that step goes on."


def test_nothing_in_it() -> None:
    assert describe(draw("")) == ()
    assert words_as_text(()) == "There is no step in this diagram.\n"


def test_a_chain_of_three_thousand_steps() -> None:
    chain = "\n".join(f"task T{number}" for number in range(3_000))
    steps = describe(draw(f"{chain}\n{' -> '.join(f'T{number}' for number in range(3_000))}"))
    assert [step.number for step in steps] == [str(number) for number in range(1, 3_001)]
