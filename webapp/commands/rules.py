"""`guildhall rules`: what is checked."""

from __future__ import annotations

import click


@click.command("rules")
def command() -> None:
    """List every rule: its name, how grave a finding of it is, what it says; and whether it is off unless asked for."""
    from bpmn.rules import RULES

    width = max((len(rule.name) for rule in RULES), default=0)
    for rule in RULES:
        off = "" if rule.by_default else " (off unless asked for)"
        click.echo(f"{rule.name:{width}}  {rule.severity:7}  {rule.summary}{off}")
