"""How long comparing two diagrams takes, everything included, beside the limit of 100 ms.

    python benchmarks/comparing.py

The median over the pairs of the example library, and over one pair of 30-step processes: with the vectors of their
labels at hand, by words alone, and the first time labels are met. What the matching finds: `matching.py`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bpmn.compare import Meaning, WordMeaning, compare
from bpmn.compare.embedding import encoder
from bpmn.model import Diagram, Flow, Node, Process
from bpmn.patterns import Pattern, load
from bpmn.reader import read

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "webapp" / "examples"
STARTER = HERE.parent / "webapp" / "patterns" / "starter"
REPEATS = 20
VERBS = ("Check", "Send", "Record", "Approve", "Book", "Print")
THINGS = ("application", "letter", "payment", "permit", "inspection")


@dataclass(frozen=True)
class GoldPair:
    """Two diagrams and the pairs of step keys that a person wrote down; `lost` are those whose names are gone."""

    a: Diagram
    b: Diagram
    matches: frozenset[tuple[str, str]]
    lost: int


def gold_pairs() -> Iterator[GoldPair]:
    """The pairs of the gold file whose diagrams are there; names that a diagram no longer has are left
    out."""
    for entry in json.loads((HERE / "matching_gold.json").read_text("utf-8"))["pairs"]:
        files = EXAMPLES / entry["a"], EXAMPLES / entry["b"]
        if all(file.exists() for file in files):
            a, b = (read(file.read_bytes()) for file in files)
            found = frozenset(_keys(a, b, entry["matches"]))
            written = sum(len(ours) * len(theirs) for ours, theirs in entry["matches"])
            yield GoldPair(a, b, found, written - len(found))


def _keys(a: Diagram, b: Diagram, matches: list[Any]) -> Iterator[tuple[str, str]]:
    keys_a, keys_b = (
        {" ".join(node.name.split()): node.key for node in d.nodes if not node.is_gateway} for d in (a, b)
    )
    for ours, theirs in matches:
        for one in ours:
            for other in theirs:
                if one in keys_a and other in keys_b:
                    yield keys_a[one], keys_b[other]


def starter_patterns() -> dict[str, Pattern]:
    """The starter patterns by slug."""
    found = [load(file.read_bytes()) for file in sorted(STARTER.glob("*.pattern.json"))]
    return {pattern.slug: pattern for pattern in found}


def thirty_steps(shift: int) -> Diagram:
    """A chain of thirty tasks, two of three labels shared between shifts."""
    names = [f"{VERBS[(i + i // 3 * shift) % 6]} the {THINGS[i % 5]}" for i in range(30)]
    nodes = tuple(
        Node(
            f"T{i}",
            "task",
            name,
            "P",
            "P",
            incoming=(f"F{i - 1}",) if i else (),
            outgoing=(f"F{i}",) if i < 29 else (),
        )
        for i, name in enumerate(names)
    )
    flows = tuple(Flow(f"F{i}", f"T{i}", f"T{i + 1}", "P") for i in range(29))
    return Diagram(processes=(Process("P", "Permits"),), nodes=nodes, flows=flows)


def milliseconds(
    a: Diagram, b: Diagram, patterns: dict[str, Pattern], meaning: Meaning | None = None
) -> float:
    """The median of several comparisons, the first left out: it meets the labels."""
    compare(a, b, patterns=patterns, meaning=meaning)
    times = []
    for _ in range(REPEATS):
        started = perf_counter()
        compare(a, b, patterns=patterns, meaning=meaning)
        times.append((perf_counter() - started) * 1000)
    return median(times)


def first_time(a: Diagram, b: Diagram, patterns: dict[str, Pattern]) -> float | None:
    """A comparison whose labels were never met; None without the weights of sentence embeddings."""
    known = encoder()
    if known is None:
        return None
    known.forget()
    started = perf_counter()
    compare(a, b, patterns=patterns)
    return (perf_counter() - started) * 1000


def main() -> None:
    """Print every figure."""
    print(f"Python {platform.python_version()}, {platform.machine()}; limit 100 ms, labels met before")
    patterns, gold = starter_patterns(), list(gold_pairs())
    chains = thirty_steps(0), thirty_steps(1)
    print(f"two chains of 30 steps: {milliseconds(*chains, patterns):.1f} ms")
    print(f"  by words alone: {milliseconds(*chains, patterns, WordMeaning()):.1f} ms")
    times = [milliseconds(pair.a, pair.b, patterns) for pair in gold]
    print(f"{len(gold)} pairs of examples: median {median(times):.1f} ms, worst {max(times):.1f} ms")
    new = [taken for pair in gold if (taken := first_time(pair.a, pair.b, patterns)) is not None]
    if new:
        print(f"  the first time: median {median(new):.1f} ms, worst {max(new):.1f} ms")


if __name__ == "__main__":
    main()
