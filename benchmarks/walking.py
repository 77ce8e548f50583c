"""How walking does: its speed by size, and the table of outcomes over a folder of real files.

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

from bpmn.errors import UnreadableDocument  # noqa: E402
from bpmn.model import Diagram, Flow, Node, Process  # noqa: E402
from bpmn.reader import read  # noqa: E402
from engine.errors import WalkError  # noqa: E402
from engine.random_walk import Walk, each_walk  # noqa: E402
from engine.walkthrough import Walkthrough  # noqa: E402
from tests.engine.token_game import GoesRound, TokenGame  # noqa: E402

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
    _sizes()
    if options.folder.is_dir():
        _outcomes(options.folder, options.walks, options.seed)


def _beside() -> Path:
    return Path(os.environ.get("GUILDHALL_CORPUS") or ROOT.parent / "shared" / "corpus")


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
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".bpmn", ".bpmn2", ".xml")):
        began = time.perf_counter()
        outcome, walked, diagram = _file(path, walks, seed)
        times.append(1000 * (time.perf_counter() - began))
        table[outcome] += 1
        wrong = sum(not _agrees(diagram, walk) for walk in walked)
        differ[outcome] += wrong
        if outcome in ORDER[1:3] or wrong:
            notes.append(f"  {outcome}: {path.relative_to(folder)}")
    print(f"\n{folder.name}: {sum(table.values())} files, {walks} random walks a process, seed {seed}")
    for name in ORDER:
        print(f"{name:>20}{table[name]:>8}   walks that differ from the token game: {differ[name]}")
    walkable = sum(table[name] for name in ORDER[:3])
    times.sort()
    print(f"{100 * table[ORDER[0]] / max(walkable, 1):.1f} % of the files with a process end every walk")
    print(
        f"reading and walking a file: median {times[len(times) // 2]:.1f} ms, "
        f"p95 {times[len(times) * 95 // 100]:.1f} ms, slowest {times[-1]:.0f} ms"
    )
    print("\n".join(notes))


def _file(path: Path, walks: int, seed: int) -> tuple[str, list[Walk], Diagram]:
    try:
        diagram = read(path.read_bytes())
    except UnreadableDocument:
        return "not readable", [], Diagram()
    if not diagram.processes:
        return "no process", [], diagram
    try:
        walked = list(each_walk(diagram, seed, walks))
    except WalkError:
        return "refused", [], diagram
    worst = {walk.outcome for walk in walked}
    return ORDER[1 if "stuck" in worst else 2 if "limit" in worst else 0], walked, diagram


def _agrees(diagram: Diagram, walk: Walk) -> bool:
    try:
        game = TokenGame(diagram, walk.process)
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


def _chain(length: int) -> Diagram:
    def nodes() -> Iterator[Node]:
        yield Node("Start", "startEvent", "", "P", "P")
        yield from (Node(f"T{n}", "task", f"Step {n}", "P", "P") for n in range(length))
        yield Node("End", "endEvent", "", "P", "P")

    row = tuple(nodes())
    flows = tuple(Flow(f"F{n}", row[n].key, row[n + 1].key, "P") for n in range(len(row) - 1))
    return Diagram(processes=(Process("P", ""),), nodes=row, flows=flows)


if __name__ == "__main__":
    main()
