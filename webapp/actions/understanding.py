"""What is understood of an uploaded file: everything the store keeps that is derived from its bytes."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from bpmn import check, document, metrics, parts, reader
from bpmn.compare.contacts import contacts
from bpmn.compare.steps import side
from bpmn.findings import SEVERITIES, Finding
from bpmn.model import Diagram, PatternRef
from bpmn.patterns import Pattern
from bpmn.patterns.attached import attached
from bpmn.rules import RULES
from bpmn.soundness.fixes import with_fixes

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Understanding:
    """A file that could be read. The JSON-able parts are as `webapp.store.processes.Version` keeps them, but that
    the findings are those of every rule: which of them count, the library says (`webapp.actions.checking`)."""

    data: bytes
    diagram: Diagram
    findings: list[dict[str, Any]]
    soundness: dict[str, Any]
    repairs: list[dict[str, Any]]
    metrics: dict[str, Any]
    counts: dict[str, Any]
    labels: list[str]
    patterns: tuple[tuple[str, PatternRef], ...]


def understand(data: bytes) -> Understanding:
    """Read and measure a file. Raises `UnreadableDocument` for what cannot be read, and nothing else."""
    tree = document.load(data)
    diagram = reader.read_document(tree)
    checked = _tried("findings", lambda: check.examine(diagram, tree, RULES), None)
    findings: tuple[Finding, ...] = checked.findings if checked else ()
    measured = _metrics(diagram)
    return Understanding(
        data=data,
        diagram=diagram,
        findings=[dataclasses.asdict(finding) for finding in findings],
        soundness=_soundness(data, checked),
        repairs=[dataclasses.asdict(repair) for repair in diagram.repairs],
        metrics=measured,
        counts=_counts(diagram, findings, measured),
        labels=labels(diagram),
        patterns=tuple((node.key, ref) for node in diagram.nodes for ref in node.patterns),
    )


def touch_points(diagram: Diagram, patterns: Mapping[str, Pattern]) -> int | None:
    """How often the resident is met, the letters, calls and pages of attached patterns (by slug) among it; None when
    that could not be worked out."""
    known = attached([diagram], patterns)
    return _tried("contacts", lambda: contacts(side(diagram, known), parts.involvement(diagram)).count, None)


def labels(diagram: Diagram) -> list[str]:
    """Every name drawn, once each, in file order: what a search for words looks through."""
    named = (
        *(pool.name for pool in diagram.pools),
        *(lane.name for lane in diagram.lanes),
        *(node.name for node in diagram.nodes),
        *(flow.name for flow in diagram.flows),
        *(flow.name for flow in diagram.message_flows),
        *(data.name for data in diagram.data),
        *(note.text for note in diagram.notes),
    )
    return list(dict.fromkeys(" ".join(name.split()) for name in named if name.strip()))


def _metrics(diagram: Diagram) -> dict[str, Any]:
    measured = _tried("metrics", lambda: metrics.measure(diagram), None)
    return dataclasses.asdict(measured) if measured else {}


def _soundness(data: bytes, checked: check.Checked | None) -> dict[str, Any]:
    if checked is None:
        return {}
    verdict = checked.soundness
    return _tried("fixes", lambda: with_fixes(data, verdict), verdict).to_json()


def _counts(diagram: Diagram, findings: tuple[Finding, ...], measured: dict[str, Any]) -> dict[str, Any]:
    involved = _tried("involvement", lambda: parts.involvement(diagram), None)
    counts: dict[str, Any] = {
        "steps": measured.get("steps", sum(node.is_activity for node in diagram.nodes)),
        "roles": measured.get("roles", len(diagram.lanes) or len(diagram.pools)),
        "touch_points": len(involved.touch_points) if involved else 0,
        "handovers": len(involved.handovers) if involved else 0,
    }
    for severity in SEVERITIES:
        counts[severity] = sum(finding.severity == severity for finding in findings)
    return counts


def _tried(what: str, compute: Callable[[], T], otherwise: T) -> T:
    # A fault of ours in one derived figure must not refuse somebody's file: what is derived can be rebuilt.
    try:
        return compute()
    except Exception:
        log.exception("The %s of an upload could not be worked out.", what)
        return otherwise
