"""`guildhall validate`: what is wrong with diagrams."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from bpmn.errors import BpmnError
from webapp.commands.files import CannotRead, each, in_folder, print_json, read_bytes
from webapp.reports.record import Report, report, unreadable

PATTERN = ".pattern.json"


@click.command("validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, a list with an object a file.")
@click.option("--html", metavar="OUT", help="Write one HTML file that needs nothing else.")
@click.option("--sarif", metavar="OUT", help="Write the findings for a code host (SARIF 2.1.0).")
def command(files: tuple[str, ...], as_json: bool, html: str | None, sarif: str | None) -> None:
    """Say what is wrong with each diagram, or with a pattern (a name ending in .pattern.json). A folder stands for
    every diagram in it: then a table, worst first.

    Exit status 0: no errors; 1: an error found; 2: a file could not be read (which wins over 1).
    """
    names = [name for given in files for name in in_folder(given)]
    reports = [_report(name) for name in each(names, "Checking")]
    if html is not None:
        from webapp.reports.page import page

        _write(html, page(reports))
    if sarif is not None:
        from webapp.reports.sarif import sarif as log

        _write(sarif, json.dumps(log(reports), ensure_ascii=False, indent=1) + "\n")
    if as_json:
        print_json([one.to_json() for one in reports])
    elif any(Path(given).is_dir() for given in files if given != "-"):
        from webapp.reports.table import table

        click.echo(table(reports))
    elif html is None and sarif is None:
        for one in reports:
            _print(one)
    sys.exit(status(reports))


def status(reports: list[Report]) -> int:
    """The exit status for these files."""
    if not all(one.is_readable for one in reports):
        return 2
    return int(any(one.number("error") for one in reports))


def _report(name: str) -> Report:
    try:
        data = read_bytes(name)
    except BpmnError as error:
        return unreadable(name, str(error))
    if name.lower().endswith(PATTERN):
        from webapp.reports.patterns import pattern_report

        return pattern_report(name, data)
    return report(name, data)


def _write(name: str, text: str) -> None:
    if name == "-":
        sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
        return
    try:
        Path(name).write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CannotRead(f"{name} cannot be written: {error.strerror}.") from error


def _print(one: Report) -> None:
    if not one.is_readable:
        click.echo(f"{one.file}: cannot be read. {one.reason}")
        return
    counts = ", ".join(_count(number, severity) for severity, number in one.counts.items() if number)
    click.echo(f"{one.file}: {counts or 'nothing to mend'}")
    for repair in one.repairs:
        click.echo(f"  read with a repair: {repair['text']}")
    for finding in one.findings:
        _print_finding(finding)


def _print_finding(finding: Any) -> None:
    where = f" [{', '.join(finding['elements'])}]" if finding["elements"] else ""
    click.echo(f"  {finding['severity']}: {finding['text']}{where} ({finding['rule']})")
    if finding["fix"]:
        click.echo(f"    {finding['fix']}")


def _count(number: int, severity: str) -> str:
    return f"{number} {severity}" + ("" if number == 1 or severity == "advice" else "s")
