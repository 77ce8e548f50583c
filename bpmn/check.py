"""Everything there is to say about a diagram: what the XSD finds, what the rules find, whether it is sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.document import Document
from bpmn.findings import SEVERITIES, Finding, Severity
from bpmn.model import Diagram
from bpmn.rules import RULES, USUAL_RULES, Rule
from bpmn.schema import xsd_findings
from bpmn.soundness import Soundness, decide
from bpmn.soundness.findings import FAULTS
from bpmn.soundness.findings import findings as soundness_findings


@dataclass(frozen=True)
class Check:
    """One thing that is looked for, a rule or a kind of soundness fault: how grave a finding of it is, and in
    a sentence what it says."""

    name: str
    severity: Severity
    summary: str
    usual: str
    """The severity, or `off` for what a library has to switch on."""


CHECKS: tuple[Check, ...] = (
    *(Check(rule.name, rule.severity, rule.summary, rule.usual) for rule in RULES),
    *(Check(fault.name, fault.severity, fault.summary, fault.severity) for fault in FAULTS),
)


@dataclass(frozen=True)
class Checked:
    """What was found: all findings, gravest first, and the soundness verdict whose faults are among them."""

    findings: tuple[Finding, ...]
    soundness: Soundness


def examine(
    diagram: Diagram, document: Document | None = None, rules: Iterable[Rule] = USUAL_RULES
) -> Checked:
    """Ask everything once.

    Findings come errors first, then warnings, then advice; within each those of soundness, then those of the
    rules by rule name and in file order, then the XSD's. `document` is what the diagram was read from:
    without it the XSD is not asked. `rules` are those that are asked when nobody says otherwise: the ones
    that are of use in any library.
    """
    of_rules = [finding for rule in rules for finding in rule.check(diagram)]
    soundness = decide(diagram)
    # What breaks a case comes before what breaks a convention of the same severity.
    found = [*soundness_findings(soundness, of_rules), *of_rules]
    if document is not None:
        found += xsd_findings(document)
    return Checked(gravest_first(found), soundness)


def check(
    diagram: Diagram, document: Document | None = None, rules: Iterable[Rule] = USUAL_RULES
) -> tuple[Finding, ...]:
    """The findings of `examine`."""
    return examine(diagram, document, rules).findings


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of `SEVERITIES`; otherwise as they came (the sort is stable)."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
