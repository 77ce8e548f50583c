"""A whole folder of files as a table for a terminal, worst first, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bpmn.findings import SEVERITIES
from webapp.reports.record import Report

MOST_COMMON = 8
HEAD = f"{'errors':>7} {'warnings':>9} {'advice':>7}  file"


def table(reports: Sequence[Report]) -> str:
    """A line a file, worst first; then how many there are of what."""
    rows = [HEAD, *(_row(one) for one in sorted(reports, key=lambda one: (one.gravity, one.file)))]
    return "\n".join([*rows, "", *summary(reports)])


def summary(reports: Sequence[Report]) -> list[str]:
    """How many files, how they fared, and which rules found most."""
    refused = sum(not one.is_readable for one in reports)
    faulty = sum(one.number("error") > 0 for one in reports)
    clean = sum(one.is_readable and not one.findings for one in reports)
    said = [
        f"{len(reports):,} files: {refused:,} cannot be read, {faulty:,} with errors, {clean:,} with nothing found."
    ]
    by_rule = Counter(finding["rule"] for one in reports for finding in one.findings)
    in_files = Counter(rule for one in reports for rule in {finding["rule"] for finding in one.findings})
    if by_rule:
        said.append("Most often:")
        said += [
            f"{number:>7,} {rule} (in {in_files[rule]:,} files)"
            for rule, number in by_rule.most_common(MOST_COMMON)
        ]
    return said


def _row(one: Report) -> str:
    if not one.is_readable:
        return f"{'cannot be read':>25}  {one.file}: {one.reason}"
    numbers = (one.number(severity) for severity in SEVERITIES)
    return "{:>7,} {:>9,} {:>7,}  {}".format(*numbers, one.file)
