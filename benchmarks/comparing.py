"""Comparing two diagrams: how long it takes, and how many hand-written matches it finds.

    python benchmarks/comparing.py

Time: the median over the pairs of the example library, and over one pair of 30-step processes, against the
limit of 100 ms. Quality: precision, recall and F (over pairs of steps, all pairs of files pooled) for each
setting against `matching_gold.json`, beside equal labels alone; and how often the right partner is the
first suggestion or among the first three."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bpmn.compare import Comparison, compare
from bpmn.compare.meaning import normal
from bpmn.compare.results import SettingName
from bpmn.model import Diagram, Flow, Node, Process
from bpmn.patterns import Pattern, load
from bpmn.reader import read

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "webapp" / "examples"
STARTER = HERE.parent / "webapp" / "patterns" / "starter"
REPEATS = 20
VERBS = ("Check", "Send", "Record", "Approve", "Book", "Print")
THINGS = ("application", "letter", "payment", "permit", "inspection")

Pairs = set[tuple[str, str]]


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


def found_pairs(comparison: Comparison) -> Pairs:
    """The pairs of steps a comparison matched."""
    return {(ours, theirs) for match in comparison.matches for ours in match.a for theirs in match.b}


def equal_labels(pair: GoldPair) -> Pairs:
    """The peer: steps with the same words."""
    return {
        (one.key, other.key)
        for one in pair.a.nodes
        for other in pair.b.nodes
        if one.name.strip()
        and not one.is_gateway
        and normal(one.name) == normal(other.name)
        and not other.is_gateway
    }


def figures(gold: list[GoldPair], found: list[Pairs]) -> tuple[float, float, float]:
    """Precision, recall and F, pooled."""
    right = sum(len(pair.matches & pairs) for pair, pairs in zip(gold, found, strict=True))
    said, wanted = sum(map(len, found)), sum(len(pair.matches) for pair in gold)
    precision, recall = right / max(1, said), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def hits(gold: list[GoldPair], comparisons: list[Comparison], first: int) -> float:
    """How often a right partner is among the first suggestions of a step that has one."""
    asked = [
        (comparison.suggestions.get(key, ())[:first], {b for a, b in pair.matches if a == key})
        for pair, comparison in zip(gold, comparisons, strict=True)
        for key in {a for a, _ in pair.matches}
    ]
    return sum(any(partner in right for partner, _ in shown) for shown, right in asked) / max(1, len(asked))


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


def milliseconds(a: Diagram, b: Diagram, patterns: dict[str, Pattern]) -> float:
    """The median of several comparisons."""
    times = []
    for _ in range(REPEATS):
        started = perf_counter()
        compare(a, b, patterns=patterns)
        times.append((perf_counter() - started) * 1000)
    return median(times)


def main() -> None:
    """Print every figure."""
    print(f"Python {platform.python_version()}, {platform.processor() or platform.machine()}")
    patterns, gold = starter_patterns(), list(gold_pairs())
    chains = milliseconds(thirty_steps(0), thirty_steps(1), patterns)
    print(f"two chains of 30 steps: {chains:.1f} ms (limit 100)")
    if not gold:
        print("no example diagrams: no gold set")
        return
    times = [milliseconds(pair.a, pair.b, patterns) for pair in gold]
    print(f"{len(gold)} pairs of examples: median {median(times):.1f} ms, worst {max(times):.1f} ms")
    lost = sum(pair.lost for pair in gold)
    print(
        f"{sum(len(pair.matches) for pair in gold)} pairs of steps written down by hand, {lost} no longer drawn"
    )
    print(
        "equal labels   P {:.2f}  R {:.2f}  F {:.2f}".format(
            *figures(gold, [equal_labels(pair) for pair in gold])
        )
    )
    settings: tuple[SettingName, ...] = ("strict", "default", "generous")
    for name in settings:
        done = [compare(pair.a, pair.b, setting=name, patterns=patterns) for pair in gold]
        print(
            "{:<14} P {:.2f}  R {:.2f}  F {:.2f}".format(
                name, *figures(gold, [found_pairs(one) for one in done])
            )
        )
    print(f"right partner first {hits(gold, done, 1):.2f}, among the first three {hits(gold, done, 3):.2f}")


if __name__ == "__main__":
    main()
