"""Findings as SARIF 2.1.0 (OASIS, 27 March 2020), which code hosts show beside the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from bpmn.check import CHECKS
from bpmn.patterns.lint import SUMMARIES
from webapp.reports.record import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
UNREADABLE = "cannot-be-read"
MORE_RULES = {
    "xsd": ("warning", "The file departs from the BPMN standard's schema."),
    UNREADABLE: ("error", "The file cannot be read as BPMN."),
    "pattern": ("error", "A pattern lacks something, or says what cannot be."),
    **{name: ("advice", summary) for name, summary in SUMMARIES.items()},
}


def sarif(reports: Sequence[Report]) -> dict[str, Any]:
    """One SARIF log with one run for all files. What cannot be read is a result of its own."""
    rules = {rule.name: (rule.severity, rule.summary) for rule in CHECKS} | MORE_RULES
    used = sorted({name for one in reports for name in _rules_of(one)})
    driver = {
        "name": "Guildhall",
        "version": version("guildhall"),
        "informationUri": "https://guildhall.example/",
        "rules": [_rule(name, *rules.get(name, ("warning", name))) for name in used],
    }
    place = {name: number for number, name in enumerate(used)}
    results = [result for one in reports for result in _results(one, place)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules_of(one: Report) -> set[str]:
    return {finding["rule"] for finding in one.findings} if one.is_readable else {UNREADABLE}


def _rule(name: str, severity: str, summary: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _results(one: Report, place: dict[str, int]) -> list[dict[str, Any]]:
    uri = quote(PurePath(one.file).as_posix())
    if one.reason is not None:
        where = [{"physicalLocation": {"artifactLocation": {"uri": uri}}}]
        return [_result(UNREADABLE, "error", one.reason, place, where)]
    return [
        _result(
            finding["rule"],
            LEVELS[finding["severity"]],
            " ".join(filter(None, (finding["text"], finding["fix"]))),
            place,
            [_location(one, uri, key) for key in finding["elements"]] or [_location(one, uri, "")],
        )
        for finding in one.findings
    ]


def _result(
    rule: str, level: str, text: str, place: dict[str, int], locations: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "ruleId": rule,
        "ruleIndex": place[rule],
        "level": level,
        "message": {"text": text},
        "locations": locations,
    }


def _location(one: Report, uri: str, key: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if key in one.lines:
        physical["region"] = {"startLine": one.lines[key]}
    found: dict[str, Any] = {"physicalLocation": physical}
    if key:
        logical = {"fullyQualifiedName": key, "kind": "element"}
        found["logicalLocations"] = [logical | ({"name": one.names[key]} if key in one.names else {})]
    return found
