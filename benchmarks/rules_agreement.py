"""How our rules agree with bpmnlint's, rule by rule.

python benchmarks/rules_agreement.py FOLDER [RULE]

FOLDER holds BPMN files and `bpmnlint-oracle.jsonl`: for each file the elements that bpmnlint 11.15 (all rules)
reports after `incoming` and `outgoing` were derived from the flows. Prints, for each rule, the files and elements
that both name, only ours, only theirs. With RULE, prints the differing elements of that rule file by file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.rules import RULES

ORACLE = "bpmnlint-oracle.jsonl"


@dataclass
class Agreement:
    """One rule's figures: files either names something in, elements both name, and the differences by file."""

    files: int = 0
    both: int = 0
    ours: int = 0
    theirs: int = 0
    differences: list[tuple[str, Counter[str], Counter[str]]] = field(default_factory=list)

    def add(self, path: str, ours: Counter[str], theirs: Counter[str]) -> None:
        """Count one file."""
        only_ours, only_theirs = ours - theirs, theirs - ours
        self.files += bool(ours or theirs)
        self.both += (ours & theirs).total()
        self.ours += only_ours.total()
        self.theirs += only_theirs.total()
        if only_ours or only_theirs:
            self.differences.append((path, only_ours, only_theirs))


def named(diagram: Diagram) -> dict[str, Counter[str]]:
    """What each rule names in a diagram, by the file's own ids ("" where the file gives none)."""
    parts = (
        *diagram.nodes,
        *diagram.flows,
        *diagram.message_flows,
        *diagram.lanes,
        *diagram.pools,
        *diagram.processes,
        *diagram.data,
        *diagram.notes,
    )
    ids = {held.key: held.file_id or "" for held in parts}
    return {
        rule.name: Counter(
            ids.get(key, "" if "~" in key else key)
            for finding in rule.check(diagram)
            for key in finding.elements
        )
        for rule in RULES
    }


def entries(oracle: Path) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each file's path and what bpmnlint says of it, but for those that bpmnlint could not read."""
    for line in oracle.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found = entry["raw"] if entry.get("derived") == "same" else entry.get("derived")
        if found is not None:
            yield entry["path"], found


def agreement(oracle: Path) -> dict[str, Agreement]:
    """The figures of every rule that bpmnlint has too."""
    found: dict[str, Agreement] = {}
    shared = {rule for _, theirs in entries(oracle) for rule in theirs if not rule.startswith("$")}
    for path, theirs in entries(oracle):
        try:
            ours = named(read((oracle.parent / path).read_bytes()))
        except BpmnError:
            continue
        for rule in shared & set(ours):
            found.setdefault(rule, Agreement()).add(path, ours[rule], Counter(theirs.get(rule, [])))
    return dict(sorted(found.items()))


def _print_differences(name: str, one: Agreement) -> None:
    for path, ours, theirs in one.differences:
        print(f"{name}  {path}\n  ours only: {dict(ours)}\n  theirs only: {dict(theirs)}")


def main() -> None:
    """Print the table, or one rule's differences."""
    if len(sys.argv) not in (2, 3) or not (Path(sys.argv[1]) / ORACLE).is_file():
        raise SystemExit(__doc__)
    found = agreement(Path(sys.argv[1]) / ORACLE)
    if len(sys.argv) == 3:
        _print_differences(sys.argv[2], found[sys.argv[2]])
        return
    print(f"{'rule':36} {'files':>5} {'differ':>6} {'both':>6} {'ours only':>9} {'theirs only':>11}")
    for name, one in found.items():
        figures = f"{one.files:5} {len(one.differences):6} {one.both:6} {one.ours:9} {one.theirs:11}"
        print(f"{name:36} {figures}")


if __name__ == "__main__":
    main()
