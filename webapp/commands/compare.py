"""`guildhall compare`: two councils' diagrams of the same service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.commands.files import print_json, read_bytes, read_json
from webapp.commands.forms import compare_files, is_form

if TYPE_CHECKING:
    from bpmn.compare import Comparison
    from bpmn.compare.results import SettingName
    from bpmn.model import Diagram


@click.command("compare")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--strict", is_flag=True, help="Match only steps that clearly say the same.")
@click.option("--generous", is_flag=True, help="Match steps that may be the same.")
@click.option(
    "--confirmed", "matches", metavar="MATCHES.json", help="What people confirmed, any pairs of the service."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(a: str, b: str, strict: bool, generous: bool, matches: str | None, as_json: bool) -> None:
    """Say how two diagrams differ, or two forms: pattern files and lists of questions. Exit status 0, or 2
    when one cannot be read."""
    from bpmn.compare import compare
    from bpmn.reader import read
    from webapp.commands.confirmed import Confirmed, confirmed
    from webapp.examples.starters import starters

    if strict and generous:
        raise click.UsageError("Choose --strict or --generous, not both.")
    if is_form(a) or is_form(b):
        if matches:
            raise click.UsageError("--confirmed is about steps of diagrams: leave it out for forms.")
        compare_files(a, b, "strict" if strict else "generous" if generous else "default", as_json=as_json)
        return
    first, second = read(read_bytes(a)), read(read_bytes(b))
    people = Confirmed()
    if matches:
        folder = Path(matches).parent
        people = confirmed(
            read_json(matches), (a, b), (first, second), folder, lambda path: read(read_bytes(str(path)))
        )
    setting: SettingName = "strict" if strict else "generous" if generous else "default"
    result = compare(
        first, second, setting=setting, confirmed=people.between, known=people.known, patterns=starters()
    )
    if as_json:
        print_json(result.to_json())
    else:
        _print(result, first, second)


def _print(result: Comparison, first: Diagram, second: Diagram) -> None:
    click.echo(f"Similarity {result.similarity:.2f}; {len(result.matches)} matches.")
    for statement in result.statements:
        click.echo(f"- {statement.text}")
    for match in result.matches:
        click.echo(f"  {_names(first, match.a)} = {_names(second, match.b)} ({match.score:.2f}, {match.by})")
    for title, diagram, keys in (("A", first, result.only_a), ("B", second, result.only_b)):
        if keys:
            click.echo(f"Only in {title}: " + "; ".join(_names(diagram, (key,)) for key in keys))


def _names(diagram: Diagram, keys: tuple[str, ...]) -> str:
    return " + ".join(diagram.node_by_key[key].name or key for key in keys)
