"""Everything there is to say about a diagram: what the XSD finds and what the rules find, gravest first."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.document import Document
from bpmn.findings import SEVERITIES, Finding
from bpmn.model import Diagram
from bpmn.rules import USUAL_RULES, Rule
from bpmn.schema import xsd_findings


def check(
    diagram: Diagram, document: Document | None = None, rules: Iterable[Rule] = USUAL_RULES
) -> tuple[Finding, ...]:
    """All findings, errors first, then warnings, then advice; within each in the order of the rules (by name), then
    in file order.

    `document` is what the diagram was read from: with it the XSD is asked too, without it only the rules.
    `rules` are those that are asked when nobody says otherwise: the ones that are of use in any library.
    """
    found = [finding for rule in rules for finding in rule.check(diagram)]
    if document is not None:
        found += xsd_findings(document)
    return gravest_first(found)


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of `SEVERITIES`; otherwise as they came (the sort is stable)."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
