"""Rule join-never-complete: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "a parallel split before it": """
        start S
        and X "Which way?"
        task A "Left"
        task B "Right"
        and J "Both back"
        end E
        S -> X
        X -> A : left
        X -> B : right
        A -> J
        B -> J -> E
    """,
    "an inclusive split could send all, but need not": """
        start S
        and X
        and J
        end E
        S -> X -> J -> E
        X -> J
    """,
    "an early end that stops everything": """
        start S
        and X
        task A "Left"
        task B "Right"
        xor D "Stop?"
        end Q "Stopped" terminate
        and J "Both back"
        end E
        S -> X -> A -> D
        X -> B -> J
        D -> Q : yes
        D -> J : no
        J -> E
    """,
    "a loop around a whole parallel block": """
        start S
        xor L
        and X
        task A
        task B
        and J
        xor D
        end E
        S -> L -> X -> A -> J -> D -> E
        X -> B -> J
        D -> L
    """,
    "a cancellation from around": """
        start S
        sub P {
            start PS
            and X
            task A
            task B
            and J
            end PE
            PS -> X -> A -> J -> PE
            X -> B -> J
        }
        boundary C on=P timer=PT1H
        end E
        end F
        S -> P -> E
        C -> F
    """,
    "a wait before it is no fault of the join": """
        pool P "A" {
            start S
            and X
            catch W message
            task A
            and J
            end E
            S -> X -> W -> J -> E
            X -> A -> J
        }
        pool Q "B" {
            start T
            xor Y
            sendTask M
            end F
            end G
            T -> Y -> M -> F
            Y -> G
        }
        M ~> W
    """,
    "two instances of one start": """
        start S
        start T
        xor G
        and X
        and J
        end E
        S -> G
        T -> G
        G -> X -> J -> E
        X -> J
    """,
}
INVALID = {
    "an exclusive split before it": (
        """
        start S
        xor X "Which way?"
        task A "Left"
        task B "Right"
        and J "Both back"
        end E
        S -> X
        X -> A : left
        X -> B : right
        A -> J
        B -> J -> E
        """,
        ["J", "X"],
    ),
    "an inclusive split before it": (
        """
        start S
        or X "Which way?"
        task A "Left"
        task B "Right"
        and J "Both back"
        end E
        S -> X
        X -> A : left
        X -> B : right
        A -> J
        B -> J -> E
        """,
        ["J", "X"],
    ),
    "a path that leaves before it": (
        """
        start S
        and X
        task A "Left"
        task B "Right"
        xor D "Stop?"
        end Q "Stopped"
        and J "Both back"
        end E
        S -> X -> A -> D
        X -> B -> J
        D -> Q : yes
        D -> J : no
        J -> E
        """,
        ["J", "D"],
    ),
    "alternative starts that meet in it": (
        """
        start S "By phone"
        start T "Online"
        and J
        end E
        S -> J
        T -> J
        J -> E
        """,
        ["J"],
    ),
    "a race before it": (
        """
        start S
        race X
        catch A timer=PT1H
        catch B message
        and J
        end E
        S -> X -> A -> J -> E
        X -> B -> J
        """,
        ["J", "X"],
    ),
    "inside a sub-process": (
        """
        start S
        sub P {
            start PS
            xor X "Which?"
            and J
            end PE
            PS -> X
            X -> J : a
            X -> J : b
            J -> PE
        }
        end E
        S -> P -> E
        """,
        ["J", "X"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("join-never-complete", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("join-never-complete", drawing) == sorted(elements)


def test_says_what_the_case_waits_for_and_what_to_do() -> None:
    [finding] = findings("join-never-complete", INVALID["an exclusive split before it"][0])
    assert finding.severity == "error"
    assert finding.text == (
        "This case gets stuck at 'Both back': it waits for a path from every side, but when 'Which way?' "
        "takes 'left', "
        "nothing comes from 'Right'."
    )
    assert finding.fix is not None
    assert finding.fix.startswith("Make 'Both back' an exclusive gateway (X)")


def test_names_only_the_join_that_is_the_cause() -> None:
    drawing = (
        INVALID["an exclusive split before it"][0].replace("S -> X\n", "").replace("J -> E", "J -> K -> E")
    )
    drawing += "\nand Z\nand K\nS -> Z -> X\nZ -> K"
    assert [finding.elements[0] for finding in findings("join-never-complete", drawing)] == ["J"]
