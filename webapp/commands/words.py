"""`guildhall words`: a diagram in words."""

from __future__ import annotations

import click

from webapp.commands.files import print_json, read_bytes


@click.command("words")
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, a list with an object a step.")
def command(file: str, as_json: bool) -> None:
    """Tell a diagram in numbered steps. Exit status 0, or 2 when it cannot be read."""
    from bpmn.reader import read
    from bpmn.words import describe, words_as_json, words_as_text

    steps = describe(read(read_bytes(file)))
    if as_json:
        print_json(words_as_json(steps))
    else:
        click.echo(words_as_text(steps))
