"""Aligning the questions of two forms: how many hand-written matches it finds, and how long it takes.

    python benchmarks/questions.py

Precision, recall and F (over pairs of questions, all pairs of forms pooled) for each setting against
`questions_gold.json`, beside equal names alone and equal titles alone: for the pairs the numbers were chosen
on, and for those held back. With `--wrong` it prints what it missed and what it should not have found."""

from __future__ import annotations

import csv
import io
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bpmn.compare.forms import compare_forms, form_of
from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.questions import Asked, asked_in, pair_questions
from bpmn.compare.questions.usual import usual_meaning
from bpmn.compare.results import SettingName
from bpmn.patterns import Pattern, expand, load
from importers.question_list import read

HERE = Path(__file__).parent
STARTER = HERE.parent / "webapp" / "patterns" / "starter"
SETTINGS: tuple[SettingName, ...] = ("strict", "default", "generous")
REPEATS = 5
TWO = ("apply-for-a-resident-permit", "apply-for-a-dropped-kerb")

Pairs = frozenset[tuple[str, str]]
Finder = Callable[["GoldPair"], Pairs]


@dataclass(frozen=True)
class GoldPair:
    """Two lists of questions and the pairs of them that a person wrote down."""

    name: str
    a: tuple[Asked, ...]
    b: tuple[Asked, ...]
    matches: Pairs
    held: bool


def gold_pairs() -> Iterator[GoldPair]:
    """Every pair of the gold file. Raises ValueError for a question that no form has."""
    content = json.loads((HERE / "questions_gold.json").read_text("utf-8"))
    starters = {p.slug: p for p in (load(f.read_bytes()) for f in sorted(STARTER.glob("*.pattern.json")))}
    for entry in content["pairs"]:
        a, b = (_asked(entry[side], content["lists"], starters) for side in ("a", "b"))
        matches = frozenset(
            (_key(a, one), _key(b, other))
            for ours, theirs in entry["matches"]
            for one in ours
            for other in theirs
        )
        yield GoldPair(f"{entry['a']} and {entry['b']}", a, b, matches, entry.get("held", False))


def _asked(name: str, lists: dict[str, Any], starters: dict[str, Pattern]) -> tuple[Asked, ...]:
    blocks: Sequence[Pattern] = (
        (_listed(name, lists[name]),) if name in lists else expand(starters[name], starters)
    )
    return tuple(one for one in asked_in(blocks) if one.audience == "resident")


def _listed(name: str, rows: list[dict[str, str]]) -> Pattern:
    out = io.StringIO()
    writer = csv.DictWriter(out, ("page", "question", "type", "options"))
    writer.writeheader()
    writer.writerows(rows)
    return read(out.getvalue(), name).result


def _key(asked: tuple[Asked, ...], written: str) -> str:
    for one in asked:
        if written in (one.key, one.title):
            return one.key
    raise ValueError(f"No question is called {written}.")


def found_by(setting: SettingName, meaning: Meaning | None = None) -> Finder:
    """The pairs of questions that a setting finds."""

    def find(pair: GoldPair) -> Pairs:
        return frozenset(
            (pair.a[i].key, pair.b[j].key)
            for found in pair_questions(pair.a, pair.b, meaning, setting)
            for i in found.a
            for j in found.b
        )

    return find


def equal_names(pair: GoldPair) -> Pairs:
    """The peer: answers with the same name."""
    return frozenset((one.key, other.key) for one in pair.a for other in pair.b if one.key == other.key)


def equal_titles(pair: GoldPair) -> Pairs:
    """The other peer: questions in the same words."""
    return frozenset(
        (one.key, other.key) for one in pair.a for other in pair.b if normal(one.title) == normal(other.title)
    )


def figures(gold: list[GoldPair], find: Finder) -> tuple[float, float, float]:
    """Precision, recall and F, pooled."""
    found = [find(pair) for pair in gold]
    right = sum(len(pair.matches & pairs) for pair, pairs in zip(gold, found, strict=True))
    said, wanted = sum(map(len, found)), sum(len(pair.matches) for pair in gold)
    precision, recall = right / max(1, said), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def milliseconds(pair: GoldPair) -> float:
    """The median of several alignments."""
    times = []
    for _ in range(REPEATS):
        started = perf_counter()
        pair_questions(pair.a, pair.b)
        times.append((perf_counter() - started) * 1000)
    return median(times)


def whole_comparison() -> float:
    """Milliseconds to compare two whole services, everything included: the median of several."""
    starters = {p.slug: p for p in (load(f.read_bytes()) for f in sorted(STARTER.glob("*.pattern.json")))}
    a, b = (form_of(starters[slug], starters) for slug in TWO)
    times = []
    for _ in range(REPEATS):
        started = perf_counter()
        compare_forms(a, b)
        times.append((perf_counter() - started) * 1000)
    return median(times)


def main() -> None:
    """Print every figure."""
    print(f"Python {platform.python_version()}, {platform.machine()}; judged by {usual_meaning().name}")
    gold = list(gold_pairs())
    finders: list[tuple[str, Finder]] = [("equal names", equal_names), ("equal titles", equal_titles)]
    finders += [(name, found_by(name)) for name in SETTINGS]
    for part, held in (("chosen on", False), ("held back", True)):
        pairs = [pair for pair in gold if pair.held is held]
        count = sum(len(pair.matches) for pair in pairs)
        print(f"{part}: {len(pairs)} pairs of forms, {count} pairs of questions written down by hand")
        for name, find in finders:
            print("  {:<13} P {:.2f}  R {:.2f}  F {:.2f}".format(name, *figures(pairs, find)))
    times = [milliseconds(pair) for pair in gold]
    print(f"one alignment: median {median(times):.1f} ms, worst {max(times):.1f} ms")
    print(f"two whole services compared, everything included: {whole_comparison():.1f} ms (limit 100)")
    if "--wrong" in sys.argv:
        _wrong([pair for pair in gold if not pair.held or "--held" in sys.argv])


def _wrong(gold: list[GoldPair]) -> None:
    find = found_by("default")
    for pair in gold:
        found = find(pair)
        print(pair.name)
        for word, pairs in (("missed", pair.matches - found), ("wrong", found - pair.matches)):
            for one, other in sorted(pairs):
                print(f"  {word}: {one} = {other}")


if __name__ == "__main__":
    main()
