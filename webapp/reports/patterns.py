"""What is said of one pattern file, in the form of the report on a diagram."""

from __future__ import annotations

from bpmn.patterns import PatternError, load
from bpmn.patterns.lint import lint
from webapp.reports.record import Report, unreadable


def pattern_report(file: str, data: bytes) -> Report:
    """Read and check a pattern's bytes. The `elements` of a finding are the place in the file (`pages.0.title`)."""
    try:
        pattern = load(data)
    except PatternError as error:
        return unreadable(file, str(error))
    return Report(
        file,
        None,
        findings=tuple(
            {
                "rule": problem.rule,
                "severity": problem.severity,
                "elements": (problem.where,) if problem.where else (),
                "text": problem.text,
                "fix": "",
            }
            for problem in lint(pattern)
        ),
    )
