"""How well steps are matched: precision, recall and F against matches written down by hand, and how often the right
partner is suggested.

    python benchmarks/matching.py [CORPUS]

`examples`: pairs of the example library. `gold/*.json`: families of one service drawn in different hands, matched by
reading before any run. `gold/nine`: nine drawings of a service, with what each step does, for what confirmed matches
teach: of three or seven other councils ("bridge"), and of eight to one nobody has matched yet ("ninth"). With CORPUS,
a folder of real diagrams: independent drawings of the same exercise, and for each file that an independent signature
calls equal to its reference model, whether every step is matched and the flow said to be the same.

Peers, in the same run: equal labels alone, and words without sentence embeddings."""

from __future__ import annotations

import csv
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from comparing import gold_pairs as example_pairs
from comparing import starter_patterns
from gold.concepts import Family, matches
from gold.concepts import families as nine_families
from gold.load import drawn_by_others
from gold.load import families as gold_files
from gold.load import gold_pairs as drawn_pairs

from bpmn.compare import KnownPair, Match, WordMeaning, compare
from bpmn.compare.compare import match
from bpmn.compare.matching import suggestions
from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.people import NOBODY
from bpmn.compare.results import SettingName
from bpmn.compare.steps import Side, side
from bpmn.reader import read

Pairs = frozenset[tuple[str, str]]
SETTINGS: tuple[SettingName, ...] = ("strict", "default", "generous")
SUITE = "bpmn-miwg+bpmn-miwg-test-suite"


@dataclass(frozen=True)
class Task:
    """Two diagrams, what is the same work, and what people confirmed of others."""

    a: Side
    b: Side
    right: Pairs
    known: tuple[KnownPair, ...] = ()


@dataclass
class Tally:
    """Counts over several tasks."""

    hit: int = 0
    said: int = 0
    wanted: int = 0
    asked: int = 0
    first: int = 0
    three: int = 0

    def __str__(self) -> str:
        precision, recall = self.hit / max(1, self.said), self.hit / max(1, self.wanted)
        f = 2 * precision * recall / max(1e-9, precision + recall)
        text = f"P {precision:.2f}  R {recall:.2f}  F {f:.2f}"
        if self.asked:
            text += f"   first {self.first / self.asked:.2f}  first three {self.three / self.asked:.2f}"
        return text


def tally(tasks: Iterable[Task], setting: SettingName, meaning: Meaning | None = None) -> Tally:
    """Match every task and count."""
    found = Tally()
    for task in tasks:
        made, judged = match(task.a, task.b, setting=setting, meaning=meaning, known=task.known)
        pairs = {(x, y) for one in made for x in one.a for y in one.b}
        _count(found, pairs, task.right)
        offered = suggestions(task.a, task.b, judged, NOBODY)
        for key in sorted({ours for ours, _ in task.right}):
            partners = [partner for partner, _ in offered[key]]
            right = {theirs for ours, theirs in task.right if ours == key}
            found.asked += 1
            found.first += bool(right.intersection(partners[:1]))
            found.three += bool(right.intersection(partners[:3]))
    return found


def equal_labels(tasks: Iterable[Task]) -> Tally:
    """The peer: steps of the same words."""
    found = Tally()
    for task in tasks:
        pairs = {
            (one.key, other.key)
            for one in task.a.steps
            for other in task.b.steps
            if one.name and normal(one.name) == normal(other.name)
        }
        _count(found, pairs, task.right)
    return found


def _count(found: Tally, pairs: set[tuple[str, str]], right: Pairs) -> None:
    found.hit += len(pairs & right)
    found.said += len(pairs)
    found.wanted += len(right)


def sets_of_pairs(corpus: Path | None) -> Iterator[tuple[str, list[Task]]]:
    """Each set of tasks with its name."""
    patterns = starter_patterns()
    yield (
        "examples",
        [
            Task(side(one.a, patterns), side(one.b, patterns), frozenset(one.matches))
            for one in example_pairs()
        ],
    )
    for file in gold_files():
        pairs = drawn_pairs((file,))
        yield file.stem, [Task(side(one.a), side(one.b), one.step_pairs) for one in pairs]
    if corpus is not None:
        others = [Task(side(one.a), side(one.b), one.step_pairs) for one in drawn_by_others(corpus)]
        if others:
            yield "independent drawings", others


def taught(family: Family, choose: Callable[[str, str, Sequence[str]], set[str]]) -> list[Task]:
    """Each pair of a family, with what is confirmed among the councils chosen for it (never of the pair itself)."""
    drawings = {one.name: one for one in family.drawings}
    sides = {name: side(one.diagram) for name, one in drawings.items()}
    known = {
        (x, y): KnownPair(
            drawings[x].diagram,
            drawings[y].diagram,
            tuple(Match((a,), (b,)) for a, b in sorted(matches(drawings[x], drawings[y]))),
        )
        for x, y in combinations(drawings, 2)
    }
    tasks = []
    for x, y in combinations(drawings, 2):
        chosen = choose(x, y, [name for name in drawings if name not in (x, y)])
        told = tuple(pair for two, pair in known.items() if set(two) <= chosen and two != (x, y))
        tasks.append(Task(sides[x], sides[y], matches(drawings[x], drawings[y]), told))
    return tasks


def equal_redrawings(corpus: Path) -> str:
    """How many of the files that an independent signature calls equal are wholly matched, nothing of the flow being
    said to differ."""
    suite = corpus / SUITE
    with (corpus / "miwg-equal.tsv").open(encoding="utf-8") as lines:
        rows = [
            row
            for row in csv.DictReader(lines, delimiter="\t")
            if row["differs_from_reference_in"] == "equal"
        ]
    whole = 0
    for row in rows:
        reference = _one(suite, "Reference", f"{row['model']}.bpmn")
        other = _one(suite, row["tool"], f"{row['model']}-{row['kind']}.bpmn")
        found = compare(read(reference.read_bytes()), read(other.read_bytes()))
        good = not found.only_a and not found.only_b and found.same_flow
        whole += good
        if not good:
            print(f"  {row['tool']} {row['model']}-{row['kind']}: not wholly matched")
    return f"{whole} of {len(rows)}"


def _one(folder: Path, tool: str, name: str) -> Path:
    [found] = [path for path in folder.rglob(name) if path.parent.name == tool]
    return found


def main() -> None:
    """Print every figure."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for name, tasks in sets_of_pairs(corpus):
        print(f"{name}: {len(tasks)} pairs, {sum(len(task.right) for task in tasks)} pairs of steps")
        print(f"  equal labels  {equal_labels(tasks)}")
        print(f"  words         {tally(tasks, 'default', WordMeaning())}")
        for setting in SETTINGS:
            print(f"  {setting:13} {tally(tasks, setting)}")
    for family in nine_families():
        print(f"{family.name}: {len(family.drawings)} drawings")
        print(f"  nothing known    {tally(taught(family, lambda x, y, rest: set()), 'default')}")
        for count in (3, 7):
            tasks = taught(family, lambda x, y, rest, count=count: {x, y, *rest[:count]})
            print(f"  bridge through {count} {tally(tasks, 'default')}")
        print(f"  ninth to eight   {tally(taught(family, lambda x, y, rest: {y, *rest}), 'default')}")
    if corpus is not None and (corpus / "miwg-equal.tsv").exists():
        print(f"equal redrawings wholly matched: {equal_redrawings(corpus)}")


if __name__ == "__main__":
    main()
