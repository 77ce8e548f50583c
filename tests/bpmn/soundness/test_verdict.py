"""Every construct, drawn small: what is sound, and what is wrong where it is not."""

from __future__ import annotations

import pytest

from bpmn.model import Diagram
from bpmn.soundness import Soundness, decide
from tests.bpmn.soundness.agreement import disagreements
from tests.bpmn.soundness.replay import replay, shows
from tests.drawing import draw

BLOCK = "S -> X -> A -> J -> E\nX -> B -> J"
SOUND = {
    "a chain": "start S\ntask A\nend E\nS -> A -> E",
    "an exclusive block": f"start S\nxor X\ntask A\ntask B\nxor J\nend E\n{BLOCK}",
    "a parallel block": f"start S\nand X\ntask A\ntask B\nand J\nend E\n{BLOCK}",
    "an inclusive block": f"start S\nor X\ntask A\ntask B\nor J\nend E\n{BLOCK}",
    "a complex split and an exclusive join with one way chosen": "start S\ncomplex X\nend E\nS -> X -> E",
    "an exclusive split into an inclusive join": f"start S\nxor X\ntask A\ntask B\nor J\nend E\n{BLOCK}",
    "a parallel split into an inclusive join": f"start S\nand X\ntask A\ntask B\nor J\nend E\n{BLOCK}",
    "a loop with a way out": "start S\nxor M\ntask A\nxor X\nend E\nS -> M -> A -> X -> E\nX -> M",
    "a race": "start S\nrace X\ncatch A timer=PT1H\ncatch B message\nend E\nend F\nS -> X -> A -> E\nX -> B -> F",
    "an implicit fork to two ends": "start S\ntask A\nend E\nend F\nS -> A -> E\nA -> F",
    "conditional flows with a default": (
        "start S\ntask A\ntask B\ntask C\nor J\nend E\nS -> A\nA -> B : x [x == 1]\nA -> C : default\n"
        "B -> J\nC -> J -> E"
    ),
    "a link": "start S\nthrow T link=Later\ncatch C link=Later\ntask A\nend E\nS -> T\nC -> A -> E",
    "several starts": "start S\nstart T\nxor M\ntask A\nend E\nS -> M -> A -> E\nT -> M",
    "no start": "task A\nend E\nA -> E",
    "a terminate end beside work": "start S\nand X\ntask A\nend T terminate\nend E\nS -> X -> A -> E\nX -> T",
    "terminate inside a sub-process ends only that": (
        "start S\nsub P {\nstart Q\nand X\ntask A\nend T terminate\nand J\nend R\nQ -> X -> A -> J -> R\nX -> T\n}\n"
        "task B\nend E\nS -> P -> B -> E"
    ),
    "a time limit on a step": "start S\ntask A\nboundary B on=A timer=PT1H\nend E\nend F\nS -> A -> E\nB -> F",
    "a time limit on a sub-process with parallel work": (
        "start S\nsub P {\nand X\ntask A\ntask B\nend R\nend Q\nX -> A -> R\nX -> B -> Q\n}\n"
        "boundary L on=P timer=PT1H\nend E\nend F\nS -> P -> E\nL -> F"
    ),
    "a reminder beside a step": (
        "start S\ntask A\nboundary B on=A timer=PT1H interrupting=no\ntask R\nend E\nend F\nS -> A -> E\nB -> R -> F"
    ),
    "a reminder beside a sub-process": (
        "start S\nsub P {\nstart Q\ntask A\nend R\nQ -> A -> R\n}\nboundary B on=P timer=PT1H interrupting=no\n"
        "end E\nend F\nS -> P -> E\nB -> F"
    ),
    "an error thrown two levels up": (
        "start S\nsub P {\nstart Q\nsub U {\nstart V\nxor X\nend W\nend T error\nV -> X -> W\nX -> T\n}\nend R\n"
        "Q -> U -> R\n}\nboundary B on=P error\nend E\nend F\nS -> P -> E\nB -> F"
    ),
    "an escalation that does not interrupt": (
        "start S\nsub P {\nstart Q\nthrow T escalation\ntask A\nend R\nQ -> T -> A -> R\n}\n"
        "boundary B on=P escalation interrupting=no\nend E\nend F\nS -> P -> E\nB -> F"
    ),
    "an event sub-process beside": (
        "start S\ntask A\nend E\nS -> A -> E\nsub P byEvent {\nstart Q message interrupting=no\ntask B\nend R\n"
        "Q -> B -> R\n}"
    ),
    "an event sub-process that interrupts": (
        "start S\nand X\ntask A\ntask B\nand J\nend E\nS -> X -> A -> J -> E\nX -> B -> J\n"
        "sub P byEvent {\nstart Q timer=PT1H\ntask C\nend R\nQ -> C -> R\n}"
    ),
    "a loop marker": "start S\ntask A loop=standard\nend E\nS -> A -> E",
    "a sub-process for each of several": (
        "start S\nsub P loop=parallel {\nstart Q\nand X\nend R\nend T\nQ -> X -> R\nX -> T\n}\nend E\nS -> P -> E"
    ),
    "an ad-hoc sub-process is one step": "start S\nadHoc P {\ntask A\ntask B\n}\nend E\nS -> P -> E",
    "a call activity is one step": "start S\ncall P\nend E\nS -> P -> E",
    "compensation": (
        'start S\ntask A\nboundary B on=A compensate\ntask U "Undo" compensation\nend E\nS -> A -> E\nB ... U'
    ),
    "a message from a closed pool may come": (
        'pool P {\nstart S\ncatch W message\nend E\nS -> W -> E\n}\npool Q "Resident"\nQ ~> W'
    ),
    "messages there and back": """
        pool P {
            start S
            sendTask A
            receiveTask B
            end E
            S -> A -> B -> E
        }
        pool Q {
            start T message
            sendTask C
            end F
            T -> C -> F
        }
        A ~> T
        C ~> B
    """,
    "a process that is never called may rest": """
        pool P {
            start S
            xor X
            sendTask A
            end E
            S -> X -> A -> E
            X -> E
        }
        pool Q {
            start T message
            task C
            end F
            T -> C -> F
        }
        A ~> T
    """,
    "a wait with a time limit": """
        pool P {
            start S
            receiveTask W
            boundary L on=W timer=P7D
            end E
            end G
            S -> W -> E
            L -> G
        }
        pool Q {
            start T
            xor X
            sendTask A
            end F
            T -> X -> A -> F
            X -> F
        }
        A ~> W
    """,
}


@pytest.mark.parametrize("drawing", SOUND.values(), ids=SOUND)
def test_sound(drawing: str) -> None:
    found = decide(draw(drawing))
    assert found.faults == ()
    assert found.is_sound
    assert disagreements(draw(drawing)) == []


FAULTY: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "an exclusive split before a parallel join": (
        f"start S\nxor X\ntask A\ntask B\nand J\nend E\n{BLOCK}",
        {"deadlock": ("J", "X")},
    ),
    "a path that leaves before the join": (
        "start S\nand X\ntask A\nxor D\nand J\nend E\nend Q\nS -> X -> A -> J -> E\nX -> D -> J\nD -> Q",
        {"deadlock": ("J", "D")},
    ),
    "a second join behind the first is no fault of its own": (
        "start S\nand X\nxor Y\ntask A\nand J\nand K\nend E\nend F\n"
        "S -> X -> Y -> J -> K -> E\nY -> F\nX -> A -> K\nX -> J",
        {"deadlock": ("J", "Y")},
    ),
    "a parallel join that closes a loop": (
        "start S\nand J\ntask A\nxor X\nend E\nS -> J -> A -> X -> E\nX -> J",
        {"deadlock": ("J",)},
    ),
    "alternative starts that meet in a parallel join": (
        "start S\nstart T\nand J\nend E\nS -> J -> E\nT -> J",
        {"deadlock": ("J",)},
    ),
    "a loop without a way out": (
        "start S\nxor M\ntask A\ntask B\nS -> M -> A -> B -> M",
        {"livelock": ("M", "A", "B")},
    ),
    "a loop without a way out on one of two ways": (
        "start S\nxor X\nxor M\ntask A\ntask B\nend E\nS -> X -> E\nX -> M -> A -> B -> M",
        {"livelock": ("M", "A", "B")},
    ),
    "a parallel split into an exclusive join": (
        f"start S\nand X\ntask A\ntask B\nxor J\nend E\n{BLOCK}",
        {"unsafe": ("E", "J", "X"), "ends-twice": ("E",)},
    ),
    "two paths that meet at a task": (
        "start S\nand X\ntask A\ntask B\nend E\nend F\nS -> X -> A -> B -> E\nX -> B",
        {"unsafe": ("E", "B", "X"), "ends-twice": ("E",)},
    ),
    "a fork inside a loop": (
        "start S\nxor M\nand X\ntask A\nxor D\nend E\nend F\nS -> M -> X -> A -> D -> M\nD -> E\nX -> F",
        {"ends-twice": ("F",), "unsafe": ("F", "X")},
    ),
    "a step that nothing leads to": (
        "start S\ntask A\ntask B\ntask C\nend E\nend F\nS -> A -> E\nB -> C -> F",
        {"dead": ("B",)},
    ),
    "a step after an end that never comes": (
        "start S\ntask A\nboundary B on=A error\nend E\ntask C\nend F\nS -> A -> E\nB -> C -> F",
        {},
    ),
    "two paths to one end": (
        "start S\nand X\ntask A\ntask B\nend E\nS -> X -> A -> E\nX -> B -> E",
        {"ends-twice": ("E",)},
    ),
    "an end reached again in each run of a sub-process is reached once": (
        "start S\nxor M\nsub P {\nstart Q\nend R\nQ -> R\n}\nxor X\nend E\nS -> M -> P -> X -> E\nX -> M",
        {},
    ),
    "a complex join lets each token through": (
        f"start S\nand X\ntask A\ntask B\ncomplex J\nend E\n{BLOCK}",
        {"unsafe": ("E", "J", "X"), "ends-twice": ("E",)},
    ),
    "a message that is not sent on every path": (
        """
        pool P {
            start S
            receiveTask W
            end E
            S -> W -> E
        }
        pool Q {
            start T
            xor X
            sendTask A
            end F
            T -> X -> A -> F
            X -> F
        }
        A ~> W
        """,
        {"message-wait": ("W", "A")},
    ),
    "two that wait for each other": (
        """
        pool P {
            start S
            receiveTask W
            sendTask A
            end E
            S -> W -> A -> E
        }
        pool Q {
            start T
            receiveTask V
            sendTask B
            end F
            T -> V -> B -> F
        }
        A ~> V
        B ~> W
        """,
        {"message-wait": ("W", "V")},
    ),
    "one message for two reads": (
        """
        pool P {
            start S
            xor M
            receiveTask W
            xor X
            end E
            S -> M -> W -> X -> E
            X -> M
        }
        pool Q {
            start T
            sendTask A
            end F
            T -> A -> F
        }
        A ~> W
        """,
        {"message-wait": ("W", "A")},
    ),
    "a stuck sub-process is stuck inside": (
        "start S\nsub P {\nstart Q\nxor X\nand J\nend R\nQ -> X -> J -> R\nX -> J\n}\nand K\ntask A\nand F\nend E\n"
        "S -> F -> P -> K -> E\nF -> A -> K",
        {"deadlock": ("J", "X")},
    ),
}


@pytest.mark.parametrize(("drawing", "faults"), FAULTY.values(), ids=FAULTY)
def test_says_what_is_wrong_and_where(drawing: str, faults: dict[str, tuple[str, ...]]) -> None:
    found = decide(draw(drawing))
    assert {fault.kind: fault.elements for fault in found.faults} == faults
    assert len(found.faults) == len(faults)
    assert found.is_sound == (not faults)
    assert disagreements(draw(drawing)) == []


def verdict(found: Soundness) -> tuple[bool | None, ...]:
    return found.safe, found.option_to_complete, found.proper_completion, found.no_dead_activities


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("an exclusive split before a parallel join", (True, False, True, True)),
        ("a loop without a way out", (True, False, True, True)),
        ("a parallel split into an exclusive join", (False, True, False, True)),
        ("a step that nothing leads to", (True, True, True, False)),
        ("two paths to one end", (True, True, False, True)),
        ("a message that is not sent on every path", (True, False, True, True)),
    ],
)
def test_each_property(name: str, expected: tuple[bool, ...]) -> None:
    assert verdict(decide(draw(FAULTY[name][0]))) == expected


def test_what_comes_after_a_deadlock_is_a_consequence_not_a_fault() -> None:
    found = decide(draw("start S\nxor X\nand J\ntask A\ntask B\nend E\nS -> X -> J -> A -> B -> E\nX -> J"))
    [fault] = found.faults
    assert (fault.kind, fault.consequences) == ("deadlock", ("A", "B"))
    assert found.no_dead_activities is False


def test_a_trace_is_the_shortest_way_there() -> None:
    [fault] = decide(draw(FAULTY["an exclusive split before a parallel join"][0])).faults
    assert fault.trace == ("S", "S-X", "X", "X-A", "A", "A-J")
    assert fault.steps[-1].tokens == ("A-J",)


def test_a_trace_to_a_meeting_ends_with_two_tokens_on_one_flow() -> None:
    fault = decide(draw(FAULTY["a parallel split into an exclusive join"][0])).faults[0]
    assert fault.steps[-1].tokens.count("J-E") == 2


def test_a_trace_into_a_loop_goes_round_once() -> None:
    [fault] = decide(draw(FAULTY["a loop without a way out"][0])).faults
    assert fault.trace.count("M") == 2


def branches(number: int, steps: int, early: str = "") -> Diagram:
    drawn = ["start S", "and X", "and J", "end E", "end Q", "S -> X", "J -> E", early]
    for branch in range(number):
        names = [f"T{branch}_{step}" for step in range(steps)]
        drawn += [f"task {name}" for name in names]
        drawn.append(f"X -> {' -> '.join(names)} -> J")
    return draw("\n".join(drawn))


def test_twenty_branches_of_five_steps() -> None:
    assert decide(branches(20, 5)).is_sound


def test_twenty_branches_of_which_one_leaves_early() -> None:
    found = decide(branches(20, 5, "xor D\ntask Z\nX -> Z -> D -> J\nD -> Q"))
    assert [(fault.kind, fault.elements) for fault in found.faults] == [("deadlock", ("J", "D"))]
    assert found.checked == "fully"


def test_a_trace_to_what_the_drawing_is_too_large_to_search_for() -> None:
    wide = [f"task T{branch}_{step}" for branch in range(12) for step in range(3)]
    ways = [f"X -> T{branch}_0 -> T{branch}_1 -> T{branch}_2 -> J" for branch in range(12)]
    loop = "xor M\ntask A\nand F\nend Z\nJ -> M -> A -> F -> Z\nF -> M"
    diagram = draw("\n".join(["start S", "and X", "and J", "S -> X", *wide, *ways, loop]))
    found = decide(diagram)
    assert "unsafe" in {fault.kind for fault in found.faults}
    for fault in found.faults:
        assert shows(diagram, fault, replay(diagram, fault)), fault.kind


def test_a_flow_into_a_message_start_waits_for_nothing() -> None:
    drawing = """
        pool P {
            start S
            sendTask A
            end E
            S -> A -> E
        }
        pool Q {
            start T message
            task B
            and X
            T -> B -> X -> T
            X -> T
        }
        A ~> T
    """
    assert {fault.kind for fault in decide(draw(drawing)).faults} == {"unsafe"}
    assert disagreements(draw(drawing)) == []


def test_what_is_too_large_is_not_called_sound() -> None:
    many = "\n".join(f"task T{n}\nX -> T{n} -> J" for n in range(30))
    found = decide(draw(f"start S\nor X\nor J\nend E\nS -> X\nJ -> E\n{many}"))
    assert found.checked == "partly"
    assert found.safe is None
    assert not found.is_sound
    assert found.no_dead_activities is True
    assert "too many" in found.notes[0]


def test_a_fault_found_before_the_limit_is_told() -> None:
    loops = "\n".join(
        f"xor M{n}\ntask T{n}\nxor D{n}\nX -> M{n} -> T{n} -> D{n} -> J\nD{n} -> M{n}" for n in range(6)
    )
    diagram = draw(f"start S\nand X\nand J\nend E\nxor Y\nS -> X\nJ -> E\nX -> Y -> J\nY -> E\n{loops}")
    found = decide(diagram, limit=50, reduce=False)
    assert found.checked == "partly"
    assert found.safe is None
    assert [fault.kind for fault in found.faults] in (["deadlock"], [])


@pytest.mark.parametrize("drawing", ["", "pool P"], ids=["nothing", "a closed pool"])
def test_nothing_to_check_is_not_checked(drawing: str) -> None:
    found = decide(draw(drawing))
    assert (found.checked, found.safe, found.is_sound) == ("not", None, False)


def test_deep_nesting_is_decided() -> None:
    deep = "".join(f"sub P{n} {{\nstart S{n}\nend E{n}\n" for n in range(60))
    inner = "".join(
        f"S{n} -> P{n + 1} -> E{n}\n}}\n" if n < 59 else "S59 -> E59\n}\n" for n in range(59, -1, -1)
    )
    found = decide(draw(f"start S\nend E\n{deep}{inner}S -> P0 -> E"))
    assert found.is_sound


def test_to_json_is_what_scripts_read() -> None:
    content = decide(draw(FAULTY["an exclusive split before a parallel join"][0])).to_json()
    assert set(content) >= {
        "checked",
        "safe",
        "option_to_complete",
        "proper_completion",
        "no_dead_activities",
        "states",
        "milliseconds",
        "faults",
    }
    [fault] = content["faults"]
    assert set(fault) >= {"kind", "elements", "trace", "text", "fixes"}
