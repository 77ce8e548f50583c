"""Who is who: guesses from names, and what the file says."""

from __future__ import annotations

import pytest

from bpmn.parts import guess, part_of, parts
from tests.drawing import draw


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Resident", "resident"),
        ("Customer", "resident"),
        ("The applicant", "resident"),
        ("Householder", "resident"),
        ("Badge holder", "resident"),
        ("Member of the public", "resident"),
        ("Driver", "resident"),
        ("Contact centre", "front-office"),
        ("Customer services", "front-office"),
        ("CSC", "front-office"),
        ("Reception", "front-office"),
        ("Call Centre", "front-office"),
        ("Web team", "front-office"),
        ("Helpdesk", "front-office"),
        ("Customer hub", "front-office"),
        ("Contract monitoring", "back-office"),
        ("Haulier", "contractor"),
        ("Independent mobility assessor", "other-body"),
        ("Waste services", "back-office"),
        ("Waste team", "back-office"),
        ("Licensing officer", "back-office"),
        ("Depot", "back-office"),
        ("Planning applications team", "back-office"),
        ("Northmoor Borough Council (example)", "back-office"),
        ("Harrowdale County Council (example)", "back-office"),
        ("Parking office", "back-office"),
        ("Veolia", "contractor"),
        ("Collection crew (contractor)", "contractor"),
        ("Waste contractor", "contractor"),
        ("Supplier", "contractor"),
        ("DVLA", "other-body"),
        ("DBS", "other-body"),
        ("Police", "other-body"),
        ("HMRC", "other-body"),
        ("GP", "other-body"),
        ("NHS trust", "other-body"),
        ("County council", "other-body"),
        ("Magistrates' court", "other-body"),
        ("CRM", "system"),
        ("Case management system", "system"),
        ("Council website", "system"),
        ("Payment provider", "system"),
        ("GOV.UK Pay", "system"),
        ("app", "system"),
        ("Lane 1", None),
        ("", None),
        ("Happy path", None),
    ],
)
def test_guess(name: str, part: str | None) -> None:
    assert guess(name) == part


def test_what_the_file_says_wins() -> None:
    views = parts(
        draw('pool P "Customer" part=system {\n lane L "Crew" {\n task A\n }\n}\npool Q "Resident"')
    )
    assert (views["P"].part, views["P"].said) == ("system", True)
    assert (views["L"].part, views["L"].said) == ("back-office", False)
    assert (views["Q"].part, views["Q"].said, views["Q"].name) == ("resident", False, "Resident")


def test_a_council_drawn_as_a_closed_pool_is_another_body() -> None:
    views = parts(draw('pool P "Eastlea Council" {\n task A\n }\npool Q "Westford Council"'))
    assert (views["P"].part, views["Q"].part) == ("back-office", "other-body")


def test_a_node_takes_the_part_of_its_lane_then_of_its_pool() -> None:
    drawing = (
        'pool P "Council" {\n lane L "Applicant" {\n task A\n }\n lane M "Lane 2" {\n task B\n }\n task C\n}'
    )
    diagram = draw(drawing)
    found = [part_of(diagram, diagram.node_by_key[key]) for key in ("A", "B", "C")]
    assert found == ["resident", "back-office", "back-office"]


def test_without_pools_nothing_is_known() -> None:
    diagram = draw("task A")
    assert part_of(diagram, diagram.nodes[0]) is None
    assert parts(diagram) == {}
