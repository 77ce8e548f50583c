"""What the normal form says out loud."""

from __future__ import annotations

from bpmn.model import Diagram
from bpmn.semantics import NormalForm, normal_form, reaches
from tests.drawing import draw


def form(drawing: str) -> NormalForm:
    return normal_form(draw(drawing))


def test_a_process_begins_with_a_choice_of_its_starts() -> None:
    found = form("start S\nstart T\ntask A\ntask Alone\nS -> A\nT -> A")
    scope = found.scopes["Process"]
    assert scope.begins == ()
    assert scope.start is not None
    assert [found.ways[way].target for way in found.stations[scope.start].ways_out] == ["S", "T"]


def test_without_a_start_everything_with_no_way_in_begins() -> None:
    found = form("""
        task A
        task Undo compensation
        boundary X on=A compensate
        boundary T on=A timer=P1D
        catch L link=x
        sub P byEvent {
        start I message
        }
    """)
    assert found.scopes["Process"].begins == ("A",)
    assert found.scopes["Process"].watches == ("I",)
    assert found.stations["A"].boundary == ("T",)


def test_splits_and_joins() -> None:
    found = form("""
        start S
        xor G
        and F
        or O
        race R
        task A
        task B
        catch C message
        S -> G -> F -> A
        G -> O -> A
        O -> B
        F -> R -> C
        A -> O
        B -> F
    """)
    split = {key: station.split for key, station in found.stations.items()}
    assert [split[key] for key in "GFORA"] == ["one", "all", "some", "race", "all"]
    assert [found.stations[key].join for key in "GFOA"] == ["each", "all", "some", "each"]


def test_a_gateway_with_one_way_in_or_out_only_passes() -> None:
    found = form("start S\nxor G\nand F\nor O\ntask A\nS -> G -> F -> O -> A")
    assert {(found.stations[key].join, found.stations[key].split) for key in "GFO"} == {("each", "all")}


def test_conditional_flows_of_a_task_make_a_second_station() -> None:
    found = form("start S\ntask A\ntask B\ntask C\ntask D\nS -> A -> B\nA -> C : [x == 1]\nA -> D : default")
    after = found.stations[str(found.ways[found.stations["A"].ways_out[0]].target)]
    assert (after.element, after.role, after.split) == ("A", "ways", "some")
    assert (after.always, after.default) == (("A-B",), "A-D")


def test_a_loop_marker_makes_again_and_go_on() -> None:
    found = form("start S\ntask A loop=parallel\ntask B\nS -> A -> B")
    after = found.stations[str(found.ways[found.stations["A"].ways_out[0]].target)]
    assert (after.role, after.split) == ("again", "one")
    assert [found.ways[way].choice for way in after.ways_out] == ["again", "go-on"]


def test_links_are_ways_and_dangling_ones_are_ends() -> None:
    found = form("start S\nthrow L link=x\ncatch M link=x\nthrow N link=y\ntask A\nS -> L\nM -> A -> N")
    (way,) = found.stations["L"].ways_out
    assert (found.ways[way].target, found.ways[way].flow) == ("M", None)
    assert found.stations["N"].ways_out == ()


def test_errors_go_to_the_nearest_catch_of_the_same_kind() -> None:
    found = form("""
        sub P {
        sub Q {
        end X error
        end Y escalation
        end Z cancel
        }
        boundary I on=Q escalation
        }
        boundary O on=P error
        boundary U on=P timer=P1D
    """)
    assert {key: found.stations[key].catcher for key in "XYZ"} == {"X": "O", "Y": "I", "Z": None}
    assert {key: found.stations[key].thrown for key in "IOU"} == {"I": True, "O": True, "U": False}


def test_messages_join_processes() -> None:
    found = form("""
        pool A {
        task Send
        task Hear
        }
        pool B {
        start T message
        task Say
        }
        pool C {
        start S
        }
        pool D
        Send ~> T
        Say ~> Hear
        D ~> S
    """)
    assert found.groups == (("A_process", "B_process"), ("C_process",))
    assert found.group_of("B_process") == ("A_process", "B_process")
    assert (found.stations["T"].waits, found.stations["Hear"].waits) == (True, False)
    assert found.stations["Send"].sends == found.stations["T"].receives


def test_a_flow_between_pools_is_left_out_and_said() -> None:
    found = form("pool A {\ntask X\nX -> Y\n}\npool B {\ntask Y\n}")
    assert found.stations["X"].ways_out == ()
    assert len(found.left_out) == 1


def test_what_could_still_reach_an_inclusive_join() -> None:
    found = form("""
        start S
        or G
        task A
        task B
        boundary T on=B timer=P1D
        or J
        end E
        S -> G -> A -> J -> E
        G -> B -> E
        T -> J
    """)
    assert reaches(found, "J") == {
        "A-J": {"A", "G", "S", "Process\nstart"},
        "T-J": {"T", "B", "G", "S", "Process\nstart"},
    }


def test_an_empty_diagram_has_an_empty_form() -> None:
    assert normal_form(Diagram()).stations == {}
