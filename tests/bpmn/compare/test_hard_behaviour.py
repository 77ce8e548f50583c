"""Diagrams whose behaviour is hard to look through: an answer in time, and nothing claimed that was not
decided."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bpmn.compare import Facts, compare
from bpmn.compare.relations import relations
from bpmn.compare.steps import side
from bpmn.model import Diagram
from tests.bpmn.compare.examples import EAST, NORTH, TAXES
from tests.drawing import draw

SECONDS = 5.0


def forked(branches: int, length: int) -> Diagram:
    """A fork into many branches of some steps each."""
    lines = ["start S", "and G", "and J", "end E", "S -> G", "J -> E"]
    for b in range(branches):
        steps = [f"T{b}-{n}" for n in range(length)]
        lines += [f'task {key} "Do {key}"' for key in steps]
        lines.append(" -> ".join(["G", *steps, "J"]))
    return draw("\n".join(lines))


def looping(steps: int) -> Diagram:
    """A chain from each of whose steps a case may go back to the first."""
    lines = ["start S", "xor M", "S -> M"]
    for n in range(steps):
        lines += [f'task T{n} "Do {n}"', f"xor G{n}", f"T{n} -> G{n}", f"G{n} -> M"]
        lines.append(f"M -> T{n}" if n == 0 else f"G{n - 1} -> T{n}")
    return draw("\n".join([*lines, "end E", f"G{steps - 1} -> E"]))


def pools(count: int) -> Diagram:
    """Many pools, each sending to the next."""
    lines = []
    for n in range(count):
        start = f'start S{n} "Start {n}" {"message" if n else ""}'
        lines += [f'pool P{n} "Team {n}" {{', start, f'sendTask T{n} "Tell {n}"', f"S{n} -> T{n}", "}"]
    lines += [f"T{n} ~> S{n + 1}" for n in range(count - 1)]
    return draw("\n".join(lines))


def nested(depth: int) -> Diagram:
    """Sub-processes in sub-processes."""
    opening = [f'sub N{n} "Part {n}" {{' for n in range(depth)]
    return draw("\n".join([*opening, 'task T "Do it"', *["}"] * depth]))


def inclusive(ways: int) -> Diagram:
    """An inclusive split with many ways."""
    lines = ["start S", "or G", "or J", "end E", "S -> G", "J -> E"]
    for n in range(ways):
        lines += [f'task T{n} "Do {n}"', f"G -> T{n} -> J"]
    return draw("\n".join(lines))


@pytest.mark.parametrize(
    ("make", "size", "other"),
    [
        (lambda n: forked(n, 3), 12, 11),
        (looping, 60, 56),
        (pools, 25, 24),
        (nested, 40, 39),
        (inclusive, 30, 29),
    ],
    ids=["forked", "looping", "pools", "nested", "inclusive"],
)
def test_in_time_and_without_claims_that_are_not_decided(
    make: Callable[[int], Diagram], size: int, other: int
) -> None:
    one, two = make(size), make(other)
    started = time.process_time()

    comparison = compare(one, two)

    assert time.process_time() - started < SECONDS
    if comparison.behaviour == "not decided":
        assert not {"optional", "exclusive", "parallel", "repeated"} & {s.kind for s in comparison.statements}


def test_which_of_them_are_decided() -> None:
    assert relations(side(looping(150))).decided
    assert relations(side(nested(40))).decided
    assert relations(side(forked(3, 3))).decided
    assert not relations(side(forked(12, 3))).decided
    assert not relations(side(inclusive(30))).decided


def test_of_two_that_have_nothing_in_common_only_that_is_said() -> None:
    comparison = compare(
        draw(NORTH), draw(TAXES), facts_a=Facts(promised_days=2), facts_b=Facts(promised_days=9)
    )

    assert not comparison.related
    [said] = comparison.statements
    assert said.key == "scope-unrelated"
    assert comparison.largest == (said,)


def test_several_pools_against_one() -> None:
    flat = """
        lane Front "Customer services" part=front-office {
          start E1 "Report arrives"
          task E2 "Verify the report and crew log"
          xor F1 "Return for the bin?"
        }
        lane Crew "Refuse collectors" part=contractor {
          task E3 "Collect the bin"
          end E4 "Bin collected"
          end E5 "Declined"
        }
        E1 -> E2 -> F1
        F1 -> E3 : yes
        F1 -> E5 : no
        E3 -> E4
    """
    comparison = compare(draw(EAST), draw(flat))

    assert comparison.behaviour == "decided"
    assert {said.kind for said in comparison.statements} <= {"touchpoint", "only", "handover", "scope"}
    assert {said.key for said in comparison.summary} >= {"resident-contacts"}
