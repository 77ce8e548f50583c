"""What is in the gold set, family by family, and how far equal labels alone come on it.

    python benchmarks/gold/figures.py [FOLDER]

FOLDER holds the independent drawings (see README.md); without it only the families drawn for this set are counted."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from load import Pair, drawn_by_others, gold_pairs

from bpmn.model import Diagram


def equal_labels(pair: Pair) -> set[tuple[str, str]]:
    """Steps with the same words, letter case and spaces apart."""
    return {
        (one, other)
        for one, words in _words(pair.a).items()
        for other, theirs in _words(pair.b).items()
        if words == theirs
    }


def _words(drawn: Diagram) -> dict[str, str]:
    found = {node.key: " ".join(node.name.lower().split()) for node in drawn.nodes if not node.is_gateway}
    return {key: words for key, words in found.items() if words}


def line(family: str, pairs: list[Pair]) -> str:
    """One row of the table."""
    drawings = {
        name for pair in pairs for name in ((pair.family, pair.names[0]), (pair.family, pair.names[1]))
    }
    matches = [match for pair in pairs for match in pair.matches]
    steps = sum(len(pair.step_pairs) for pair in pairs)
    groups = sum(len(ours) * len(theirs) > 1 for ours, theirs in matches)
    # The share of named steps on either side that have no partner.
    named = sum(len(_words(pair.a)) + len(_words(pair.b)) for pair in pairs)
    paired = sum(
        len({one for both in pair.step_pairs for one in (("a", both[0]), ("b", both[1]))}) for pair in pairs
    )
    said = sum(len(equal_labels(pair)) for pair in pairs)
    right = sum(len(equal_labels(pair) & pair.step_pairs) for pair in pairs)
    return (
        f"| {family} | {len(drawings)} | {len(pairs)} | {len(matches)} | {groups} | {steps} "
        f"| {1 - paired / named:.0%} | {right / max(1, said):.2f} | {right / steps:.2f} |"
    )


def main() -> None:
    """Print the table."""
    print("| family | drawings | pairs | matches | of these n:m | pairs of steps | without partner | P | R |")
    print("|---|---|---|---|---|---|---|---|---|")
    drawn = list(gold_pairs())
    for family, pairs in groupby(drawn, key=lambda pair: pair.family):
        print(line(family, list(pairs)))
    print(line("all drawn for this set", drawn))
    others = list(drawn_by_others(Path(sys.argv[1]))) if len(sys.argv) > 1 else []
    if others:
        print(line("hdbpmn", others))


if __name__ == "__main__":
    main()
