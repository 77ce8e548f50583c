"""Counts of a diagram."""

from __future__ import annotations

from bpmn.metrics import Metrics, measure
from tests.drawing import draw


def test_counts_everything_once() -> None:
    drawing = """
        pool P "Council" {
            lane L "Contact centre" {
                start S
                userTask A "Check" pattern=address
                xor M
                xor G "Right?"
            }
            lane K "Depot" {
                sub Q "Collect" {
                    start QS
                    task B
                    and X
                    task C
                    task D
                    end QE
                    QS -> B -> X -> C -> QE
                    X -> D -> QE
                }
                boundary T on=Q timer=PT2H
                sub Z "Not drawn"
                catch W message
                end E
                end F
            }
            S -> M -> A -> G
            G -> M : no
            G -> Q : yes
            Q -> W -> Z -> E
            T -> F
        }
        pool R "Resident"
        R ~> W
    """
    assert measure(draw(drawing)) == Metrics(
        steps=5,
        roles=3,
        pools=2,
        decisions=1,
        parallel=1,
        starts=2,
        ends=3,
        events=7,
        messages=1,
        waits=2,
        timers=1,
        sub_processes=2,
        loops=1,
        flows=15,
        resident=1,
        handovers=1,
        depth=2,
        patterns=1,
    )


def test_nothing_in_it() -> None:
    empty = measure(draw(""))
    assert (empty.steps, empty.roles, empty.depth) == (0, 0, 0)


def test_a_process_without_pools_is_one_role() -> None:
    assert measure(draw("task A")).roles == 1


def test_a_long_loop() -> None:
    chain = " -> ".join(f"T{number}" for number in range(3_000))
    tasks = "\n".join(f"task T{number}" for number in range(3_000))
    assert measure(draw(f"{tasks}\n{chain} -> T0")).loops == 1
