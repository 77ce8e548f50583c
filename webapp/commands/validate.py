"""`guildhall validate`: what is wrong with diagrams."""

from __future__ import annotations

import dataclasses
import sys
from dataclasses import dataclass
from typing import Any

import click

from bpmn.errors import BpmnError
from bpmn.findings import SEVERITIES, Finding
from bpmn.model import Repair
from webapp.commands.files import each, print_json, read_bytes

NOT_CHECKED: dict[str, Any] = {
    "checked": "not",
    "safe": None,
    "option_to_complete": None,
    "proper_completion": None,
    "no_dead_activities": None,
    "states": 0,
    "milliseconds": 0.0,
    "faults": [],
}


@dataclass(frozen=True)
class Report:
    """What is said of one file; `reason` says why it could not be read, None when it could."""

    file: str
    reason: str | None
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The file's object of `validate --json`."""
        return {
            "file": self.file,
            "readable": self.reason is None,
            "reason": self.reason,
            "repairs": [dataclasses.asdict(repair) for repair in self.repairs],
            "findings": [
                {**dataclasses.asdict(finding), "elements": list(finding.elements)}
                for finding in self.findings
            ],
            "soundness": dict(NOT_CHECKED),
        }


@click.command("validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, a list with an object a file.")
def command(files: tuple[str, ...], as_json: bool) -> None:
    """Say what is wrong with each diagram.

    Exit status 0: no errors; 1: an error found; 2: a file could not be read (which wins over 1).
    """
    reports = [report(name) for name in each(files, "Checking")]
    if as_json:
        print_json([one.to_json() for one in reports])
    else:
        for one in reports:
            _print(one)
    sys.exit(status(reports))


def report(name: str) -> Report:
    """Read and check one file; what cannot be read is reported, not raised."""
    from bpmn.check import check
    from bpmn.document import load
    from bpmn.reader import read_document

    try:
        document = load(read_bytes(name))
        diagram = read_document(document)
    except BpmnError as error:
        return Report(name, str(error))
    return Report(name, None, diagram.repairs, check(diagram, document))


def status(reports: list[Report]) -> int:
    """The exit status for these files."""
    if any(one.reason is not None for one in reports):
        return 2
    return int(any(finding.severity == "error" for one in reports for finding in one.findings))


def _print(one: Report) -> None:
    if one.reason is not None:
        click.echo(f"{one.file}: cannot be read. {one.reason}")
        return
    counts = ", ".join(_count(one, severity) for severity in SEVERITIES if _number(one, severity))
    click.echo(f"{one.file}: {counts or 'nothing to mend'}")
    for repair in one.repairs:
        click.echo(f"  read with a repair: {repair.text}")
    for finding in one.findings:
        where = f" [{', '.join(finding.elements)}]" if finding.elements else ""
        click.echo(f"  {finding.severity}: {finding.text}{where} ({finding.rule})")
        if finding.fix:
            click.echo(f"    {finding.fix}")


def _number(one: Report, severity: str) -> int:
    return sum(finding.severity == severity for finding in one.findings)


def _count(one: Report, severity: str) -> str:
    number = _number(one, severity)
    return f"{number} {severity}" + ("" if number == 1 or severity == "advice" else "s")
