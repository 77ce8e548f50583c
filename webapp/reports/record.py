"""One checked file: what could be read of it and what was found."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bpmn.errors import BpmnError
from bpmn.findings import SEVERITIES
from bpmn.naming import flat

if TYPE_CHECKING:
    from bpmn.document import Document
    from bpmn.model import Diagram

NOT_CHECKED: Mapping[str, Any] = {
    "checked": "not",
    "safe": None,
    "option_to_complete": None,
    "proper_completion": None,
    "no_dead_activities": None,
    "states": 0,
    "milliseconds": 0.0,
    "faults": [],
    "notes": [],
}


@dataclass(frozen=True)
class Report:
    """What is said of one file; `reason` says why it could not be read, None when it could.

    `findings`, `repairs` and `soundness` are as in `validate --json`. `lines` gives the line of the file in
    which an element begins, `names` what it is called; both by the element's key.
    """

    file: str
    reason: str | None
    repairs: tuple[Mapping[str, Any], ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    soundness: Mapping[str, Any] = field(default_factory=lambda: dict(NOT_CHECKED))
    lines: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read."""
        return self.reason is None

    def number(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(finding["severity"] == severity for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, gravest first."""
        return {severity: self.number(severity) for severity in SEVERITIES}

    @property
    def gravity(self) -> tuple[int, ...]:
        """For sorting: what cannot be read first, then by errors, warnings and advice, most first."""
        return (self.is_readable, *(-number for number in self.counts.values()))

    def to_json(self) -> dict[str, Any]:
        """The file's object of `validate --json`."""
        return {
            "file": self.file,
            "readable": self.is_readable,
            "reason": self.reason,
            "repairs": [dict(repair) for repair in self.repairs],
            "findings": [{**finding, "elements": list(finding["elements"])} for finding in self.findings],
            "soundness": dict(self.soundness),
        }


def unreadable(file: str, reason: str) -> Report:
    """The report of a file that could not be read."""
    return Report(file, reason)


def report(file: str, data: bytes) -> Report:
    """Read and check a file's bytes; what cannot be read is reported, not raised."""
    from bpmn.check import examine
    from bpmn.document import load
    from bpmn.reader import read_document
    from bpmn.soundness.fixes import with_fixes

    try:
        document = load(data)
        diagram = read_document(document)
    except BpmnError as error:
        return unreadable(file, str(error))
    found = examine(diagram, document)
    return Report(
        file,
        None,
        tuple(dataclasses.asdict(repair) for repair in diagram.repairs),
        tuple(dataclasses.asdict(finding) for finding in found.findings),
        with_fixes(data, found.soundness).to_json(),
        lines=lines(document, diagram),
        names=names(diagram),
    )


def lines(document: Document, diagram: Diagram) -> dict[str, int]:
    """The line in which each element of a diagram begins, by its key, for those with an id in the file."""
    by_id: dict[str, int] = {}
    for element in document.root.iter("*"):
        if (name := element.get("id")) is not None and isinstance(element.sourceline, int):
            by_id.setdefault(name.strip(), element.sourceline)
    things: tuple[Any, ...] = (
        *diagram.nodes,
        *diagram.flows,
        *diagram.message_flows,
        *diagram.pools,
        *diagram.lanes,
    )
    return {one.key: by_id[one.file_id] for one in things if one.file_id in by_id}


def names(diagram: Diagram) -> dict[str, str]:
    """What the named nodes of a diagram are called, by their keys."""
    return {node.key: flat(node.name) for node in diagram.nodes if node.name.strip()}
