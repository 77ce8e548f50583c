"""The rules that bpmnlint has too name the same elements, file by file; where they differ, the difference is
explained.

What bpmnlint 11.15 says of each file of the corpus lies beside it, made after `incoming` and `outgoing` were
derived.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.rules import RULES

ORACLE = "bpmnlint-oracle.jsonl"
EMPTY_CONDITION = "an empty condition is none: it says nothing"
REPEATED_IDS = "two processes repeat each other's ids, and bpmnlint takes the second for empty"
DANGLING = "a flow with an end that is missing from the file leads nowhere, and is left out"
COMPENSATION = "the association to the step that undoes lies in the sub-process, where bpmnlint does not look"
PREFIX = "the drawing names its elements with a prefix, and bpmnlint takes nothing for drawn"
SHAPE_IDS = "several shapes share an id, and bpmnlint takes only the first for drawn"
TWO_PAGES = "one diagram holds two planes, and bpmnlint reads the second only"
NO_POSITION = "a line without points is not drawn"
ASSOCIATION = "associations are no part of the model"
NO_NAME = "a missing name is none; bpmnlint refuses an empty one only"
USED = "an operation of an interface uses the message, or an event the error's code"
TWICE = "bpmnlint names a link without a name twice"
DATA = "the data object is drawn, where a reference stands for it"
REFERRED_TO = "the event's definitions are at the root of the file"
SIDE_BY_SIDE = "paths run side by side before the terminate event, so it has something to end"
EXPLAINED = {
    ("conditional-flows", "no-implicit-split/valid-default-conditional-flow.bpmn"): EMPTY_CONDITION,
    ("conditional-flows", "Reference/A.2.1.bpmn"): EMPTY_CONDITION,
    ("conditional-flows", "W4 BPMN+ Composer V.9.4/A.2.1-export.bpmn"): EMPTY_CONDITION,
    ("end-event-required", "resources/BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("global", "resources/nested-subprocesses.bpmn"): NO_NAME,
    ("global", "no-bpmndi/valid-complex.bpmn"): NO_NAME,
    ("global", "servicetask/WebServiceSimplisticTest.testWebResponseKeywordName.bpmn20.xml"): USED,
    ("global", "resources/BPMN2-ServiceTask.bpmn2"): USED,
    ("global", "subprocess/EventSubprocessErrorHandlingWithOutErrorCode.bpmn2"): NO_NAME,
    ("global", "general/BPMN2-MessageStart.bpmn2"): NO_NAME,
    ("global", "event/StartEvent-message.bpmn2"): NO_NAME,
    ("global", "overlays/overlays.edges.message.flows.complex.paths.bpmn"): NO_NAME,
    ("label-required", "no-implicit-split/valid-default-conditional-flow.bpmn"): EMPTY_CONDITION,
    ("label-required", "Reference/A.2.1.bpmn"): EMPTY_CONDITION,
    ("label-required", "W4 BPMN+ Composer V.9.4/A.2.1-export.bpmn"): EMPTY_CONDITION,
    ("label-required", "bpmn-rendering/flows.all.arrows.markers.comparison.bpmn"): EMPTY_CONDITION,
    ("link-event", "ad-hoc-sub-process/valid.bpmn"): TWICE,
    ("link-event", "no-implicit-end/invalid.bpmn"): TWICE,
    ("link-event", "no-implicit-start/invalid.bpmn"): TWICE,
    ("link-event", "no-implicit-start/valid.bpmn"): TWICE,
    ("no-bpmndi", "transaction/TransactionSubProcessTest.testMultiInstanceTx.bpmn20.xml"): ASSOCIATION,
    ("no-bpmndi", "no-bpmndi/invalid-message-flow.bpmn"): DANGLING,
    ("no-bpmndi", "no-overlapping-elements/ignore-missing-di.bpmn"): TWO_PAGES,
    ("no-bpmndi", "GenMyModel 0.47/A.1.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "GenMyModel 0.47/A.2.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "GenMyModel 0.47/A.3.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "GenMyModel 0.47/A.4.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "GenMyModel 0.47/B.1.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "GenMyModel 0.47/C.2.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "GenMyModel 0.47/C.3.0-export.bpmn"): PREFIX,
    ("no-bpmndi", "Open-BPMN 1.2.8_2/B.1.0-roundtrip.bpmn"): NO_POSITION,
    ("no-bpmndi", "Trisotech BPMN Visio Add in 5.0.1/C.1.1-export.bpmn"): SHAPE_IDS,
    (
        "no-bpmndi",
        "parse/BpmnParseTest.testParseSwitchedSourceAndTargetRefsForAssociations.bpmn20.xml",
    ): ASSOCIATION,
    ("no-bpmndi", "resources/BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("no-duplicate-sequence-flows", "resources/BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("no-implicit-end", "transaction/TransactionSubProcessTest.testMultiInstanceTx.bpmn20.xml"): COMPENSATION,
    ("no-implicit-end", "compensation/BPMN2-Compensation-InSubSubProcess.bpmn2"): COMPENSATION,
    ("no-implicit-split", "no-implicit-split/valid-default-conditional-flow.bpmn"): EMPTY_CONDITION,
    ("no-implicit-start", "actiBPM 3.E-8/A.3.0-export.bpmn"): DANGLING,
    ("no-overlapping-elements", "Bizagi Modeler 2.8.0.8/B.1.0-roundtrip.bpmn"): DATA,
    ("no-overlapping-elements", "Open-BPMN 1.2.8_2/B.1.0-roundtrip.bpmn"): DATA,
    ("single-event-definition", "bpmn/ReferenceTest.shouldFindReferenceWithNamespace.bpmn"): REFERRED_TO,
    ("standard-size", "GenMyModel 0.47/A.1.0-export.bpmn"): PREFIX,
    ("standard-size", "GenMyModel 0.47/A.2.0-export.bpmn"): PREFIX,
    ("standard-size", "GenMyModel 0.47/A.3.0-export.bpmn"): PREFIX,
    ("standard-size", "GenMyModel 0.47/A.4.0-export.bpmn"): PREFIX,
    ("standard-size", "GenMyModel 0.47/B.1.0-export.bpmn"): PREFIX,
    ("standard-size", "GenMyModel 0.47/C.2.0-export.bpmn"): PREFIX,
    ("standard-size", "GenMyModel 0.47/C.3.0-export.bpmn"): PREFIX,
    ("standard-size", "Trisotech BPMN Visio Add in 5.0.1/C.1.1-export.bpmn"): SHAPE_IDS,
    ("start-event-required", "resources/BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("superfluous-termination", "pizza-collaboration/old.bpmn"): SIDE_BY_SIDE,
    ("superfluous-termination", "resources/pizza-collaboration.bpmn"): SIDE_BY_SIDE,
    ("superfluous-termination", "resources/BPMN2-MultipleProcessInOneFile.bpmn2"): REPEATED_IDS,
    ("superfluous-termination", "src/e006TravelAgency.bpmn"): SIDE_BY_SIDE,
}


def oracle_of(corpus: tuple[Path, ...]) -> Path:
    """The file with the findings of bpmnlint, in the folder of the corpus; skips where it is missing."""
    found = next((folder / ORACLE for folder in corpus[0].parents if (folder / ORACLE).exists()), None)
    if found is None:
        pytest.skip(f"{ORACLE} is not beside the corpus")
    return found


def ours(diagram: Diagram, theirs: frozenset[str]) -> dict[str, Counter[str]]:
    """What each shared rule names, by the file's own ids."""
    everything = (
        *diagram.nodes,
        *diagram.flows,
        *diagram.message_flows,
        *diagram.lanes,
        *diagram.pools,
        *diagram.processes,
        *diagram.data,
        *diagram.notes,
    )
    ids = {element.key: element.file_id or "" for element in everything}
    ids |= {held.key: held.key for held in diagram.shared}
    return {
        rule.name: Counter(ids[key] for finding in rule.check(diagram) for key in finding.elements)
        for rule in RULES
        if rule.name in theirs
    }


def reports(oracle: Path) -> Iterator[tuple[Path, dict[str, list[str]]]]:
    """Each file and what bpmnlint says of it, but for those it could not read."""
    for line in oracle.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found = entry["raw"] if entry.get("derived") == "same" else entry.get("derived")
        if found is not None:
            yield oracle.parent / entry["path"], found


@pytest.mark.corpus
def test_names_what_bpmnlint_names(corpus: tuple[Path, ...]) -> None:
    oracle = oracle_of(corpus)
    said = dict(reports(oracle))
    rules = frozenset(rule for report in said.values() for rule in report if not rule.startswith("$"))
    assert len(rules) == 28
    assert rules <= {rule.name for rule in RULES}
    differing = set()
    shared = 0
    for path, theirs in said.items():
        try:
            diagram = read(path.read_bytes())
        except BpmnError:
            continue
        for rule, named in ours(diagram, rules).items():
            expected = Counter(theirs.get(rule, []))
            shared += (named & expected).total()
            if named != expected:
                differing.add((rule, "/".join(path.parts[-2:])))
    assert differing == set(EXPLAINED)
    assert shared > 6_500
