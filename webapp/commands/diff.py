"""`guildhall diff`: two versions of one diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from webapp.commands.files import print_json, read_bytes

if TYPE_CHECKING:
    from bpmn.diff import Change, Diff

LONGEST = 200
TITLES = {
    "added": "Added",
    "removed": "Removed",
    "changed": "Changed",
    "moved": "Moved",
    "layout": "Layout",
    "id": "Ids",
}


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def command(context: click.Context, old: str, new: str, as_json: bool) -> None:
    """Say what changed between two versions of a diagram. Exit status 0 when they say the same (layout and ids
    aside), 1 when they differ, 2 when one cannot be read."""
    from bpmn.diff import diff
    from bpmn.document import load
    from bpmn.reader import read_document

    if old == new == "-":
        raise click.UsageError("Only one of the two can be standard input: name a file for the other.")
    documents = load(read_bytes(old)), load(read_bytes(new))
    found = diff(read_document(documents[0]), read_document(documents[1]), *documents)
    if as_json:
        print_json(found.to_json())
    else:
        _print(found)
    context.exit(0 if found.same else 1)


def _print(found: Diff) -> None:
    from bpmn.diff.record import KINDS, SILENT

    click.echo(found.summary)
    for kind in KINDS:
        changes = found.of(kind)
        if changes and kind not in SILENT:
            click.echo(f"{TITLES[kind]}:")
            for change in changes:
                click.echo(f"- {_line(change)}")
        elif changes:
            many = f"{len(changes)} difference{'s' * (len(changes) > 1)}"
            click.echo(f"{TITLES[kind]}: {many}; --json lists {'them' if len(changes) > 1 else 'it'}.")


def _line(change: Change) -> str:
    from bpmn.diff import property_in_words

    where = f"{change.which.called} ({change.element})"
    if change.property is None:
        return where
    old, new = (_short(text) for text in (change.old_text, change.new_text))
    return f"{where}: {property_in_words(change.property)}: {old} -> {new}"


def _short(text: str | None) -> str:
    if not text:
        return "nothing"
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
