"""`guildhall export`: a process taken out of the library as a prototype that can be clicked through."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.commands.files import CannotRead, read_bytes


@click.command("export")
@click.argument("file", metavar="FILE")
@click.option("--as", "kind", type=click.Choice(["prototype"]), default="prototype", show_default=True)
@click.option("--to", required=True, metavar="OUT.zip", help="The zip to write.")
@click.option("--title", default="", help="What the prototype is called; without it the file's own name.")
def command(file: str, kind: str, to: str, title: str) -> None:
    """Write a diagram, with the starter patterns it names, as a folder for the GOV.UK Prototype Kit.

    Exit status 0, or 2 when it cannot be read or written.
    """
    from bpmn.reader import read
    from importers.prototype_kit.write import as_zip, write
    from webapp.examples.starters import starters

    diagram = read(read_bytes(file))
    made = write(diagram, starters(), title or Path(file).stem)
    try:
        Path(to).write_bytes(as_zip(made))
    except OSError as error:
        raise CannotRead(f"{to} cannot be written: {error.strerror}.") from error
    click.echo(f"{to}: a prototype of {len(made)} files. Unzip it, then run npm install and npm run dev.")
