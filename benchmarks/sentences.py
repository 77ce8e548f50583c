"""What is said of two diagrams: how long relations and sentences take, and what is decided.

    python benchmarks/sentences.py [FOLDER]

Over the pairs of the example library that are of one service, without the matching: the relations of both
diagrams, and all sentences and figures, each the best of five runs; wanted are 40 ms together. With FOLDER, the
relations of every diagram in it: how many are decided fully, and how long they take. Times are of the
processor, so that other work on the machine does not count."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median
from time import process_time

from bpmn.compare import WordMeaning, compare
from bpmn.compare.compared import Compared
from bpmn.compare.facts import NO_FACTS
from bpmn.compare.relations import Relations, relations
from bpmn.compare.sentences import speak
from bpmn.compare.steps import Side, side
from bpmn.errors import UnreadableDocument
from bpmn.model import Diagram
from bpmn.patterns import load
from bpmn.reader import read

WEBAPP = Path(__file__).parent.parent / "webapp"
RUNS = 5


def pairs() -> Iterator[tuple[Diagram, Diagram]]:
    """The examples of one service, two by two."""
    files = sorted((WEBAPP / "examples").glob("*.bpmn"))
    for one, two in combinations(files, 2):
        if one.stem.split("-", 1)[1] == two.stem.split("-", 1)[1]:
            yield read(one.read_bytes()), read(two.read_bytes())


def best(what: Callable[[], object]) -> float:
    """The quickest of a few runs, in milliseconds."""
    found = []
    for _ in range(RUNS):
        start = process_time()
        what()
        found.append((process_time() - start) * 1_000)
    return min(found)


def both(sides: tuple[Side, Side]) -> tuple[Relations, Relations]:
    """The relations of both diagrams."""
    return relations(sides[0]), relations(sides[1])


def shown(name: str, times: list[float]) -> None:
    """One line: the median and the worst."""
    print(f"{name}: {median(times):.1f} ms median, {max(times):.1f} ms worst, of {len(times)}")


def examples() -> None:
    """Time the pairs of the example library."""
    files = (WEBAPP / "patterns" / "starter").glob("*.pattern.json")
    patterns = {pattern.slug: pattern for pattern in (load(file.read_bytes()) for file in files)}
    related, said = [], []
    for a, b in pairs():
        matches = compare(a, b, patterns=patterns).matches
        sides: tuple[Side, Side] = side(a, patterns), side(b, patterns)
        known = both(sides)
        compared = Compared(*sides, matches, NO_FACTS, NO_FACTS, WordMeaning())
        related.append(best(partial(both, sides)))
        said.append(best(partial(speak, compared, *known)))
    shown("relations of a pair", related)
    shown("sentences and figures of a pair", said)
    shown("together", [one + two for one, two in zip(related, said, strict=True)])


def folder(path: Path) -> None:
    """Time the relations of every diagram of a folder."""
    times, decided = [], 0
    for file in sorted(path.rglob("*.bpmn")):
        try:
            prepared = side(read(file.read_bytes()))
        except UnreadableDocument:
            continue
        if prepared.steps:
            start = process_time()
            decided += relations(prepared).decided
            times.append((process_time() - start) * 1_000)
    shown("relations of a diagram", times)
    print(f"decided fully: {decided}")


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}")
    examples()
    if len(sys.argv) > 1:
        folder(Path(sys.argv[1]))
