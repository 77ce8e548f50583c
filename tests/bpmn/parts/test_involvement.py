"""Contacts with the resident and handovers between teams, counted."""

from __future__ import annotations

from bpmn.parts import involvement
from tests.drawing import draw


def contacts(drawing: str) -> list[tuple[str, str, int]]:
    found = involvement(draw(drawing)).touch_points
    return [(point.element, point.how, len(point.messages)) for point in found]


def handovers(drawing: str) -> list[tuple[str, str]]:
    return [(passed.step_from, passed.step_to) for passed in involvement(draw(drawing)).handovers]


def test_a_step_of_the_residents_own_is_a_contact() -> None:
    drawing = """
        pool P "Council" {
            lane L "Resident" {
                start S
                task A
                xor G
            }
            lane M "Team" {
                task B
            }
        }
    """
    assert contacts(drawing) == [("A", "own-step", 0)]


def test_a_step_and_its_messages_are_one_contact() -> None:
    drawing = """
        pool R "Resident" {
            task A
        }
        pool P "Council" {
            start S message
            task B
        }
        A ~> S
        B ~> A
    """
    assert contacts(drawing) == [("A", "own-step", 2)]


def test_a_closed_resident_is_met_at_the_councils_steps() -> None:
    drawing = """
        pool R "Resident"
        pool P "Council" {
            start S message
            task B
        }
        R ~> S
        R ~> B
        B ~> R
    """
    assert contacts(drawing) == [("S", "message", 1), ("B", "message", 2)]


def test_two_closed_pools_are_one_contact() -> None:
    assert contacts('pool R "Resident"\npool P "Depot"\nR ~> P\nP ~> R') == [("P", "message", 2)]


def test_a_step_whose_label_speaks_of_the_resident_is_a_contact() -> None:
    drawing = """
        pool P "Council" {
            sendTask A "Decision to applicant"
            task B "Email the customer"
            task C "Check the customer record"
            task D "Update customer services"
            throw E "Resident told" message
            end F "Resident told"
        }
    """
    assert contacts(drawing) == [("A", "label", 0), ("B", "label", 0), ("E", "label", 0)]


def test_a_label_and_a_message_are_one_contact() -> None:
    drawing = 'pool R "Resident"\npool P "Council" {\n sendTask A "Tell the resident"\n}\nA ~> R'
    assert contacts(drawing) == [("A", "message", 1)]


LANES = """
    pool P "Council" {
        lane L "Contact centre" {
            start S
            task A
            xor G
        }
        lane M "Depot" {
            task B
            task C
            catch W timer=PT1H
        }
        lane R "Resident" {
            task D
            task E
        }
        end F
        S -> A -> G
        G -> B : yes
        G -> W : no
        W -> C -> D -> E -> F
        B -> C
    }
"""


def test_a_handover_is_a_pair_of_steps_across_a_line() -> None:
    assert handovers(LANES) == [("A", "B"), ("A", "C")]


def test_a_handover_knows_both_sides() -> None:
    first = involvement(draw(LANES)).handovers[0]
    assert (first.holder_from, first.part_from) == ("L", "front-office")
    assert (first.holder_to, first.part_to) == ("M", "back-office")


def test_a_message_between_two_teams_is_a_handover() -> None:
    drawing = """
        pool P "Council" {
            task A
        }
        pool Q "Veolia" {
            task B
        }
        pool R "Resident"
        A ~> B
        A ~> R
        B ~> P
    """
    assert handovers(drawing) == [("A", "B"), ("B", "P")]


def test_work_that_goes_into_a_sub_process_and_out_of_it() -> None:
    drawing = """
        pool P "Council" {
            lane L "Contact centre" {
                task A
                task Z
            }
            lane M "Depot" {
                sub Q {
                    start QS
                    task B
                    end QE
                    QS -> B -> QE
                }
            }
            A -> Q -> Z
        }
    """
    assert handovers(drawing) == [("A", "B"), ("B", "Z")]


def test_nothing_at_all() -> None:
    assert involvement(draw("task A\ntask B\nA -> B")).handovers == ()
    assert involvement(draw("task A")).touch_points == ()
