"""Messages, signals, errors and escalations are named, used, and there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Shared
from bpmn.naming import tidy

NAME = "global"
SEVERITY: Severity = "advice"
SUMMARY = "A message, signal, error or escalation has no name, is not used, or is there twice."
HEADLINE = "{n} messages, signals, errors or escalations that are unnamed, unused or there twice"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each fault of each message, signal, error and escalation the file declares: no name (and,
    for errors and escalations, no code), nothing that names it, a name that another of its kind has."""
    same = Counter((held.kind, held.name, held.code) for held in diagram.shared if held.name)
    for held in diagram.shared:
        said = f"the {held.kind} '{tidy(held.name)}'" if held.name else f"the {held.kind} {held.key}"
        if not held.name and not held.code:
            yield _finding(held, f"{said} has no name, so nobody can tell what it is.", "Give it a name.")
        if not held.used:
            yield _finding(held, f"{said} is in the file, but nothing in it uses it.", "Take it out.")
        if same[held.kind, held.name, held.code] > 1:
            text = f"{said} is there {_times(same[held.kind, held.name, held.code])} under different ids."
            yield _finding(held, text, "Keep one and let every step and event use it.")


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def _finding(held: Shared, text: str, fix: str) -> Finding:
    return Finding(NAME, SEVERITY, (held.key,), text[:1].upper() + text[1:], fix)
