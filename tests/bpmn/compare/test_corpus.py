"""The reference models beside each tool's redrawing of them that an independent signature calls equal."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bpmn.compare import compare
from bpmn.reader import read

SUITE = "bpmn-miwg+bpmn-miwg-test-suite"


@pytest.mark.corpus
def test_every_step_of_an_equal_redrawing_is_matched(corpus: tuple[Path, ...]) -> None:
    unequal = []
    pairs = list(_equal_pairs(_folder(corpus)))
    for reference, other in pairs:
        comparison = compare(read(reference.read_bytes()), read(other.read_bytes()))
        if comparison.only_a or comparison.only_b:
            unequal.append(f"{other.parent.name}/{other.name}: {comparison.only_a} {comparison.only_b}")
    assert pairs
    assert unequal == []


def _folder(corpus: tuple[Path, ...]) -> Path:
    found = [folder for folder in corpus[0].parents if (folder / "miwg-equal.tsv").exists()]
    if not found:
        pytest.skip("the corpus has no list of equal redrawings")
    return found[0]


def _equal_pairs(corpus: Path) -> list[tuple[Path, Path]]:
    with (corpus / "miwg-equal.tsv").open(encoding="utf-8") as lines:
        rows = [
            row
            for row in csv.DictReader(lines, delimiter="\t")
            if row["differs_from_reference_in"] == "equal"
        ]
    folder = corpus / SUITE
    return [
        (
            _one(folder, "Reference", f"{row['model']}.bpmn"),
            _one(folder, row["tool"], f"{row['model']}-{row['kind']}.bpmn"),
        )
        for row in rows
    ]


def _one(folder: Path, tool: str, name: str) -> Path:
    [found] = [path for path in folder.rglob(name) if path.parent.name == tool]
    return found
