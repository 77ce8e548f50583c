"""The rules that bpmnlint has too name the same elements, file by file; where they differ, the difference is
explained.

What bpmnlint 11.15 says of each file of the corpus lies beside it, made after `incoming` and `outgoing` were
derived.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.rules import RULES

ORACLE = "bpmnlint-oracle.jsonl"
OUR_OWN = {"user-task-without-pattern", "decision-labels-required", "join-never-complete"}
EMPTY_CONDITION = "an empty condition is none: it says nothing"
REPEATED_IDS = "two processes repeat each other's ids, and bpmnlint takes the second for empty"
DANGLING_FLOW = "a flow whose start is missing from the file leads nowhere"
COMPENSATION = "the association to the step that undoes lies in the sub-process, where bpmnlint does not look"
EXPLAINED = {
    ("label-required", "valid-default-conditional-flow.bpmn"): EMPTY_CONDITION,
    ("no-implicit-split", "valid-default-conditional-flow.bpmn"): EMPTY_CONDITION,
    ("label-required", "A.2.1.bpmn"): EMPTY_CONDITION,
    ("label-required", "A.2.1-export.bpmn"): EMPTY_CONDITION,
    ("label-required", "flows.all.arrows.markers.comparison.bpmn"): EMPTY_CONDITION,
    ("no-implicit-start", "A.3.0-export.bpmn"): DANGLING_FLOW,
    ("start-event-required", "BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("end-event-required", "BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("no-duplicate-sequence-flows", "BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("no-implicit-end", "TransactionSubProcessTest.testMultiInstanceTx.bpmn20.xml"): COMPENSATION,
    ("no-implicit-end", "BPMN2-Compensation-InSubSubProcess.bpmn2"): COMPENSATION,
}


def oracle_of(corpus: tuple[Path, ...]) -> Path:
    """The file with the findings of bpmnlint, in the folder of the corpus; skips where it is missing."""
    found = next((folder / ORACLE for folder in corpus[0].parents if (folder / ORACLE).exists()), None)
    if found is None:
        pytest.skip(f"{ORACLE} is not beside the corpus")
    return found


def ours(diagram: Diagram) -> dict[str, Counter[str]]:
    """What each shared rule names, by the file's own ids."""
    everything = (*diagram.nodes, *diagram.flows, *diagram.lanes, *diagram.pools, *diagram.processes)
    ids = {element.key: element.file_id or "" for element in everything}
    return {
        rule.name: Counter(ids[key] for finding in rule.check(diagram) for key in finding.elements)
        for rule in RULES
        if rule.name not in OUR_OWN
    }


@pytest.mark.corpus
def test_names_what_bpmnlint_names(corpus: tuple[Path, ...]) -> None:
    oracle = oracle_of(corpus)
    differing = set()
    shared = 0
    for line in oracle.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        theirs = entry["raw"] if entry.get("derived") == "same" else entry.get("derived")
        if theirs is None:
            continue
        try:
            diagram = read((oracle.parent / entry["path"]).read_bytes())
        except BpmnError:
            continue
        for rule, named in ours(diagram).items():
            expected = Counter(theirs.get(rule, []))
            shared += (named & expected).total()
            if named != expected:
                differing.add((rule, Path(entry["path"]).name))
    assert differing == set(EXPLAINED)
    assert shared > 3_400
