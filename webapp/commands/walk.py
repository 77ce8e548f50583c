"""`guildhall walk`: cases walked through diagrams."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.commands.files import each, in_folder, print_json, read_bytes, read_json

if TYPE_CHECKING:
    from bpmn.model import Diagram
    from engine.random_walk import Walk

SAID = {"ended": "ended", "stuck": "got stuck", "limit": "was still going at the limit"}


@click.command("walk")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--process", metavar="ID", help="Walk this process only.")
@click.option("--choices", metavar="LOG.json", help="Walk one file as this choice log says.")
@click.option(
    "--random", "at_random", is_flag=True, help="Choose at random (what happens without --choices)."
)
@click.option("--seed", default=0, show_default=True, help="The same seed walks the same way.")
@click.option(
    "--walks", default=1, show_default=True, type=click.IntRange(1, 100_000), help="Cases a process."
)
@click.option(
    "--limit", default=300, show_default=True, type=click.IntRange(1, 100_000), help="Steps a case."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document; a list of them for several files.")
def command(
    files: tuple[str, ...],
    process: str | None,
    choices: str | None,
    at_random: bool,
    seed: int,
    walks: int,
    limit: int,
    as_json: bool,
) -> None:
    """Walk cases through each process of a diagram.

    Several files, or a folder (every diagram in it), make a table of outcomes, worst first, which says whether the
    soundness check tells of each walk that did not end.

    Exit status 0: every walk ended; 1: some did not; 2: a file could not be read or walked (which wins over 1).
    """
    if choices and at_random:
        raise click.UsageError("Choose --choices or --random, not both.")
    if len(files) > 1 or (files[0] != "-" and Path(files[0]).is_dir()):
        if choices:
            raise click.UsageError("A choice log fits one diagram: give --choices one file.")
        sys.exit(_several(files, process, seed, walks, limit, as_json))
    from bpmn.reader import read

    diagram = read(read_bytes(files[0]))
    found = (
        [_replayed(diagram, read_json(choices), process)]
        if choices
        else _at_random(diagram, process, seed, walks, limit)
    )
    _show(found, as_json)
    sys.exit(0 if all(walk.outcome == "ended" for walk in found) else 1)


def _several(
    files: tuple[str, ...], process: str | None, seed: int, walks: int, limit: int, as_json: bool
) -> int:
    from webapp.commands.walked import status, table, walked

    names = [name for given in files for name in in_folder(given)]
    rows = [walked(name, seed, walks, limit, process) for name in each(names, "Walking")]
    if as_json:
        print_json([row.to_json() for row in rows])
    else:
        click.echo(table(rows))
    return status(rows)


def _at_random(diagram: Diagram, process: str | None, seed: int, walks: int, limit: int) -> list[Walk]:
    from engine.random_walk import each_walk

    total = walks * (1 if process else len(diagram.processes))
    return list(each(each_walk(diagram, seed, walks, limit, process), "Walking", total))


def _replayed(diagram: Diagram, log: Any, process: str | None) -> Walk:
    """The walk that a choice log leads to; one that the log leaves unfinished counts as stopped at a
    limit."""
    from engine.random_walk import Walk
    from engine.walkthrough import Walkthrough

    walkthrough = Walkthrough.replay(diagram, log, process)
    outcome = walkthrough.outcome
    return Walk(walkthrough.process, "limit" if outcome == "going" else outcome, walkthrough.history)


def _show(found: list[Walk], as_json: bool) -> None:
    if as_json:
        from engine.random_walk import walks_json

        print_json(walks_json(found))
        return
    for number, walk in enumerate(found, 1):
        click.echo(
            f"Case {number} through {walk.process} {SAID[walk.outcome]} after {len(walk.steps)} steps."
        )
        for step in walk.steps:
            chosen = f" -> {', '.join(step.said)}" if step.said else ""
            because = f" ({step.because})" if step.because else ""
            note = f" {step.note}" if step.note else ""
            click.echo(f"  {step.pool + ': ' if step.pool else ''}{step.text}{chosen}{because}{note}")
        if walk.why:
            click.echo(f"  {walk.why}")
    if not found:
        click.echo("There is no process to walk through in this file.")
