"""`guildhall blueprint`: what several councils' diagrams of one service have in common."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from webapp.commands.files import CannotRead, each, print_json, read_bytes, read_json

if TYPE_CHECKING:
    from bpmn.compare.blueprint import Blueprint, Draft

PIPE_WIDTH = 140
"""Letters in a line where there is no terminal to ask."""


@click.command("blueprint")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--at-least", metavar="K", type=click.IntRange(min=1), help="Steps that at least K councils have."
)
@click.option("--confirmed", metavar="MATCHES.json", help="What people confirmed, any pairs of the service.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--bpmn", "out", metavar="OUT", help="Write the drafted diagram to this file.")
def command(
    files: tuple[str, ...], at_least: int | None, confirmed: str | None, as_json: bool, out: str | None
) -> None:
    """Say what councils' diagrams of one service share. Exit status 0, or 2 when one cannot be read."""
    from bpmn.compare.blueprint import blueprint, draft
    from bpmn.reader import read
    from bpmn.write.build import build
    from webapp.commands.confirmed import confirmed_among
    from webapp.examples.starters import starters

    diagrams = [read(read_bytes(name)) for name in each(files, "Reading")]
    people = confirmed_among(read_json(confirmed), files, diagrams) if confirmed else {}
    found = blueprint(diagrams, names(files), at_least=at_least, confirmed=people, patterns=starters())
    drafted = draft(found, at_least)
    if out is not None:
        _write(out, build(drafted.diagram))
    if as_json:
        print_json(found.to_json())
    else:
        _print(found, drafted)


def names(files: tuple[str, ...]) -> list[str]:
    """What to call each council: its file's name without the ending, numbered where two are the same."""
    stems = [PurePath(name).stem or name for name in files]
    return [
        f"{stem} ({stems[: number + 1].count(stem)})" if stems.count(stem) > 1 else stem
        for number, stem in enumerate(stems)
    ]


def _write(name: str, data: bytes) -> None:
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotRead(f"{name} cannot be written: {why}.") from error


def _print(found: Blueprint, drafted: Draft) -> None:
    """The evidence as a table that fits the terminal, then what stands out, then what was drafted."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    total = len(found.councils)
    click.echo(f"{total} {'council' if total == 1 else 'councils'}: {', '.join(found.councils)}.")
    if not found.steps:
        click.echo(f"No step is shared by {found.least} of them.")
    else:
        table = Table(
            title=f"{len(found.steps)} steps that at least {found.least} of {total} have",
            title_justify="left",
        )
        for title in ("", "Step", "Councils", "Who does it", "Not in every case", "Wordings"):
            table.add_column(title, overflow="fold")
        for number, step in enumerate(found.steps, 1):
            table.add_row(
                *map(
                    Text,
                    (
                        str(number),
                        step.name,
                        f"{len(step.councils)} of {total}",
                        ", ".join(f"{text} ({count})" for text, count in step.roles),
                        f"{len(step.optional_in)} of {len(step.councils)}" if step.optional_in else "",
                        "; ".join(f"{text} ({count})" for text, count in step.wordings),
                    ),
                )
            )
        Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH).print(table)
    for number, name in enumerate(found.councils):
        alone = found.alone(number)
        if alone and total > 1:
            click.echo(f"Only {name}: " + "; ".join(step.name for step in alone) + ".")
    for number in found.outliers:
        click.echo(
            f"{found.councils[number]} is clearly further from the others than they are from each other."
        )
    click.echo(
        f"Drafted from the steps that at least {drafted.least} have: {len(drafted.step_of)} steps."
        " --bpmn OUT writes the diagram."
    )
