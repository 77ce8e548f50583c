"""How walking does: what must be fast beside its limit, its speed by size, and the table of outcomes over a folder of
real files.

python benchmarks/walking.py [FOLDER] [--walks 3] [--seed 1]

FOLDER is the measuring corpus beside the checkout unless given; without one only the sizes are printed. The
outcome of a file is the worst of its walks. The last column counts the walks in which the token game of the
tests, written apart from the engine, allows other steps anywhere or ends otherwise.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bpmn.called import Called, with_called  # noqa: E402
from bpmn.errors import UnreadableDocument  # noqa: E402
from bpmn.model import Diagram, EventDefinition, Flow, Loop, Node, Process  # noqa: E402
from bpmn.reader import read  # noqa: E402
from engine.errors import WalkError  # noqa: E402
from engine.outcomes import Outcomes, outcomes  # noqa: E402
from engine.random_walk import Walk, each_walk  # noqa: E402
from engine.walkthrough import Walkthrough  # noqa: E402
from tests.engine.token_game import GoesRound  # noqa: E402
from tests.engine.undoing_game import UndoingGame  # noqa: E402

ORDER = (
    "every walk ended",
    "stuck in some walk",
    "limit in some walk",
    "no process",
    "not readable",
    "refused",
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=_beside())
    asked.add_argument("--walks", type=int, default=3)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    _limits()
    _sizes()
    if options.folder.is_dir():
        _outcomes(options.folder, options.walks, options.seed)


def _beside() -> Path:
    return Path(os.environ.get("GUILDHALL_CORPUS") or ROOT.parent / "shared" / "corpus")


def _limits() -> None:
    """What must be fast, each beside its limit: the best of a few runs, and the slowest step of one walk."""
    diagram = _chain(40)
    walk = Walkthrough.start(diagram)
    steps = [_timed(lambda: walk.take(walk.options()[0]))[0] for _ in range(40)]
    before = {**walk.choice_log, "steps": walk.log[:-1]}
    log = [{"element": "Start"}, *({"element": f"T{n}"} for n in range(99))]
    long, large = _chain(120), _chain(3_000)
    everything = {"element": "A", "times": 200}
    rows = (
        ("a step at step 40 of 40, in memory, slowest of 40", max(steps), 30),
        (
            "the same as a page does it: replay, options, step",
            _best(lambda: _as_a_page(diagram, before), 10),
            30,
        ),
        ("replay of a log of 100 steps", _best(lambda: Walkthrough.replay(long, log)), 150),
        ("opening a walk of 40 steps", _best(lambda: Walkthrough.start(diagram).options()), 100),
        ("opening a walk of 3,000 steps", _best(lambda: Walkthrough.start(large).options()), 1_000),
        ("walking 3,000 steps to the end", _best(lambda: next(each_walk(large, 1, 1, 4_000)), 2), 2_000),
        ("200 instances done and undone", _best(lambda: _undone(everything)), 1_000),
        ("a call walked into, replayed", _best(_called), 30),
    )
    print(f"\n{'':<52}{'ms':>10}{'limit ms':>12}")
    for what, took, limit in rows:
        print(f"{what:<52}{took:>10.1f}{limit:>12,}{'' if took <= limit else '   TOO SLOW'}")


def _as_a_page(diagram: Diagram, log: dict[str, object]) -> None:
    again = Walkthrough.replay(diagram, log)
    again.take(again.options()[0])


def _undone(first: dict[str, object]) -> None:
    walk = Walkthrough.start(_repeated())
    walk.take(walk.options()[0])
    walk.take(first)
    while walk.outcome == "going":
        walk.take(walk.options()[0])
    assert len(walk.history) > 500


def _called() -> None:
    caller, called = _chain(20, "callActivity", 1), _chain(20)
    diagram = with_called(caller, {"T0": Called(called, "P", "called")})
    steps = ["Start", *(f"T0/T{n}" for n in range(20))]
    assert Walkthrough.replay(diagram, [{"element": one} for one in steps]).outcome == "ended"


def _repeated() -> Diagram:
    nodes = (
        Node("Start", "startEvent", "", "P", "P"),
        Node("A", "task", "", "P", "P", loop=Loop("parallel")),
        Node("X", "boundaryEvent", "", "P", "P", attached_to="A", events=(EventDefinition("compensate"),)),
        Node("U", "task", "", "P", "P", for_compensation=True),
        Node("End", "endEvent", "", "P", "P", events=(EventDefinition("compensate"),)),
    )
    flows = (Flow("F", "Start", "A", "P"), Flow("G", "A", "End", "P"))
    return Diagram(processes=(Process("P", ""),), nodes=nodes, flows=flows, associations=(("X", "U"),))


def _best(work, times=3):  # type: ignore[no-untyped-def]
    return min(_timed(work)[0] for _ in range(times))


def _sizes() -> None:
    print(f"\n{'steps in a row':>16}{'start ms':>12}{'walk ms':>12}{'replay ms':>12}")
    for length in (40, 200, 300, 3_000):
        diagram = _chain(length)
        start, _ = _timed(lambda diagram=diagram: Walkthrough.start(diagram))
        walk, walked = _timed(lambda diagram=diagram, n=length: next(each_walk(diagram, 1, 1, n + 1)))
        log = walked.to_json()
        replay, _ = _timed(lambda diagram=diagram, log=log: Walkthrough.replay(diagram, log))
        print(f"{length:>16}{start:>12.1f}{walk:>12.1f}{replay:>12.1f}")


def _outcomes(folder: Path, walks: int, seed: int) -> None:
    table: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    times: list[float] = []
    notes: list[str] = []
    unpredicted = 0
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".bpmn", ".bpmn2", ".xml")):
        began = time.perf_counter()
        outcome, found, diagram = _file(path, walks, seed)
        walked = found.walks if found is not None else ()
        unpredicted += found.unexplained if found is not None else 0
        times.append(1000 * (time.perf_counter() - began))
        table[outcome] += 1
        wrong = sum(not _agrees(diagram, walk) for walk in walked)
        differ[outcome] += wrong
        if outcome in ORDER[1:3] or wrong:
            notes.append(f"  {outcome}: {path.relative_to(folder)}")
    print(f"\n{folder.name}: {sum(table.values())} files, {walks} random walks a process, seed {seed}")
    for name in ORDER:
        print(f"{name:>20}{table[name]:>8}   walks that differ from the token game: {differ[name]}")
    print(f"walks that did not end and that the soundness check does not predict: {unpredicted}")
    walkable = sum(table[name] for name in ORDER[:3])
    times.sort()
    print(f"{100 * table[ORDER[0]] / max(walkable, 1):.1f} % of the files with a process end every walk")
    print(
        f"reading and walking a file: median {times[len(times) // 2]:.1f} ms, "
        f"p95 {times[len(times) * 95 // 100]:.1f} ms, slowest {times[-1]:.0f} ms"
    )
    print("\n".join(notes))


def _file(path: Path, walks: int, seed: int) -> tuple[str, Outcomes | None, Diagram]:
    try:
        diagram = read(path.read_bytes())
    except UnreadableDocument:
        return "not readable", None, Diagram()
    if not diagram.processes:
        return "no process", None, diagram
    try:
        found = outcomes(diagram, seed, walks)
    except WalkError:
        return "refused", None, diagram
    return ORDER[1 if found.counts["stuck"] else 2 if found.counts["limit"] else 0], found, diagram


def _agrees(diagram: Diagram, walk: Walk) -> bool:
    try:
        game = UndoingGame(diagram, walk.process)
        for place, step in enumerate(walk.steps):
            if game.enabled() != list(step.enabled):
                return False
            if walk.outcome == "limit" and place + 1 == len(walk.steps):
                return True
            game.take(step.to_json())
    except GoesRound:
        return walk.outcome == "limit"
    return walk.outcome == "limit" or game.outcome() == walk.outcome


def _timed(work):  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    result = work()
    return 1000 * (time.perf_counter() - began), result


def _chain(length: int, type_: str = "task", of_type: int = 0) -> Diagram:
    """So many steps in a row, the first `of_type` of another type and the only ones."""
    length = of_type or length

    def nodes() -> Iterator[Node]:
        yield Node("Start", "startEvent", "", "P", "P")
        yield from (Node(f"T{n}", type_, f"Step {n}", "P", "P") for n in range(length))
        yield Node("End", "endEvent", "", "P", "P")

    row = tuple(nodes())
    flows = tuple(Flow(f"F{n}", row[n].key, row[n + 1].key, "P") for n in range(len(row) - 1))
    return Diagram(processes=(Process("P", ""),), nodes=row, flows=flows)


if __name__ == "__main__":
    main()
