"""`guildhall rules`: what is checked."""

from __future__ import annotations

import click


@click.command("rules")
def command() -> None:
    """List every rule: its name, how grave a finding of it is, what it says; and whether it is off unless asked for.
    Then the kinds of fault that the soundness check finds."""
    from bpmn.rules import RULES
    from bpmn.soundness.findings import FAULTS

    width = max(len(name) for name in (*(rule.name for rule in RULES), *(fault.name for fault in FAULTS)))
    for rule in RULES:
        off = "" if rule.by_default else " (off unless asked for)"
        click.echo(f"{rule.name:{width}}  {rule.severity:7}  {rule.summary}{off}")
    for fault in FAULTS:
        click.echo(f"{fault.name:{width}}  {fault.severity:7}  {fault.summary}")
