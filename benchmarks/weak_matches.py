"""How often the matcher's own matches are right, and how many sentences hang on wrong ones.

    python benchmarks/weak_matches.py

Over the 21 pairs of examples whose matches were written down by hand (`tests/bpmn/compare/reviewed.json`): the
share of right matches by score; of the sentences made of matches how many name a pair that is not one by hand;
and of the steps left alone that are nearly alike, how many are the same by hand."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bpmn.compare import Comparison, Match, compare
from bpmn.compare.compare import match
from bpmn.compare.near import near_matches
from bpmn.compare.steps import is_step, side
from bpmn.model import Diagram
from bpmn.patterns import Pattern, load
from bpmn.reader import read

ROOT = Path(__file__).parent.parent
MADE_OF_MATCHES = ("order", "optional", "exclusive", "parallel", "repeated", "role", "wait")
BANDS = ((0.0, 0.55), (0.55, 0.6), (0.6, 1.01))
Pairs = set[tuple[str, str]]


def named(diagram: Diagram) -> dict[str, str]:
    """The key of each step by its name; "Appeal (2)" is the second step of that name in the file."""
    found: dict[str, str] = {}
    for node in filter(is_step, diagram.nodes):
        plain = name = " ".join(node.name.split())
        times = 1
        while name in found:
            times += 1
            name = f"{plain} ({times})"
        found[name] = node.key
    return found


def by_hand() -> Iterator[tuple[Diagram, Diagram, Pairs]]:
    """Both diagrams of each pair, and the pairs of steps that are the same by hand."""
    reviewed = json.loads((ROOT / "tests/bpmn/compare/reviewed.json").read_text("utf-8"))
    for pair in reviewed["pairs"]:
        a, b = (read((ROOT / "webapp/examples" / pair[which]).read_bytes()) for which in "ab")
        ours, theirs = named(a), named(b)
        yield a, b, {(ours[x], theirs[y]) for one, two in pair["matches"] for x in one for y in two}


def right(found: Match, same: Pairs) -> float:
    """The share of a match's pairs of steps that are the same by hand."""
    pairs = [(x, y) in same for x in found.a for y in found.b]
    return sum(pairs) / len(pairs)


def wrong_sentences(comparison: Comparison, same: Pairs) -> Iterator[bool]:
    """For each sentence made of matches whether one of these is wrong."""
    for said in comparison.statements:
        if said.kind in MADE_OF_MATCHES:
            of = [
                one for one in comparison.matches if set(one.a) <= set(said.a) and set(one.b) <= set(said.b)
            ]
            yield any(right(one, same) < 1 for one in of)


def main() -> None:
    """Print the three figures."""
    files = (ROOT / "webapp/patterns/starter").glob("*.pattern.json")
    patterns: dict[str, Pattern] = {one.slug: one for one in (load(file.read_bytes()) for file in files)}
    scores: list[tuple[float, float]] = []
    sentences: Counter[bool] = Counter()
    near: Counter[bool] = Counter()
    for a, b, same in by_hand():
        comparison = compare(a, b, patterns=patterns)
        work = a.node_by_key, b.node_by_key
        for one in comparison.matches:
            if all(
                nodes[key].is_activity
                for nodes, keys in zip(work, (one.a, one.b), strict=True)
                for key in keys
            ):
                scores.append((one.score, right(one, same)))
        sentences.update(wrong_sentences(comparison, same))
        left, other = side(a, patterns), side(b, patterns)
        near.update(pair in same for pair in near_matches(left, other, *match(left, other)))
    for low, high in BANDS:
        band = [share for score, share in scores if low <= score < high]
        print(f"matches of work that score {low:g} to {min(high, 1):g}: {sum(band):.0f} of {len(band)} right")
    print(f"sentences made of matches: {sentences[True]} of {sentences.total()} with a wrong match")
    print(f"nearly matched: {near[True]} of {near.total()} the same by hand")


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}")
    main()
