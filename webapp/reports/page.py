"""Reports as one HTML file that needs nothing else: no script, no picture from elsewhere, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bpmn.check import CHECKS
from webapp.reports.record import Report
from webapp.reports.table import summary

WORDS = {"error": "Error", "warning": "Warning", "advice": "Advice"}
PROPERTIES = {
    "safe": "No step is started twice by mistake",
    "option_to_complete": "Every case can come to an end",
    "proper_completion": "No end is reached twice in one case",
    "no_dead_activities": "Every step can happen",
}
ANSWERS = {True: "Yes", False: "No", None: "Not decided"}


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("webapp.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


def page(reports: Sequence[Report]) -> str:
    """The HTML of these reports, worst first."""
    summaries = {rule.name: rule.summary for rule in CHECKS}
    return _template().render(
        reports=sorted(reports, key=lambda one: (one.gravity, one.file)),
        grouped=_grouped,
        summary=summary(reports),
        summaries=summaries,
        words=WORDS,
        properties=PROPERTIES,
        answers=ANSWERS,
        today=f"{datetime.now(UTC):%-d %B %Y}",
    )


def _grouped(one: Report) -> list[tuple[str, str, list[object]]]:
    """The findings of each severity and rule together, in their order."""
    groups: dict[tuple[str, str], list[object]] = {}
    for finding in one.findings:
        groups.setdefault((finding["severity"], finding["rule"]), []).append(finding)
    return [(severity, rule, items) for (severity, rule), items in groups.items()]
