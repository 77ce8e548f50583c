"""`guildhall compare` where one side or both is no diagram: a pattern file, or a list of questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.commands.files import CannotRead, print_json, read_bytes

if TYPE_CHECKING:
    from bpmn.compare.forms import Form, FormComparison
    from bpmn.compare.questions import Asked
    from bpmn.compare.results import SettingName
    from bpmn.patterns import Pattern

PATTERN, QUESTIONS = (".json",), (".csv", ".tsv", ".txt")
MARKS = {"both": "=", "other words": "~", "only A": "A", "only B": "B"}


def is_form(name: str) -> bool:
    """Whether a file is a pattern or a list of questions, by the end of its name."""
    return name.lower().endswith((*PATTERN, *QUESTIONS))


def compare_files(a: str, b: str, setting: SettingName, *, as_json: bool) -> None:
    """Compare two files of which at least one is a form, and say how they differ. Raises `CannotRead`."""
    from bpmn.compare.forms import compare_forms

    result = compare_forms(form_in(a), form_in(b), setting=setting)
    if as_json:
        print_json(result.to_json())
    else:
        _print(result)


def form_in(name: str) -> Form:
    """A file as a form; the parts of a service pattern are looked for beside it, then among the starters.

    Raises `CannotRead`, and `BpmnError` for a diagram that cannot be read."""
    from bpmn.compare.forms import form_of, form_of_diagram
    from bpmn.patterns import PatternError, load
    from bpmn.reader import read
    from importers.errors import ImportRefused
    from webapp.examples.starters import starters

    data = read_bytes(name)
    if not is_form(name):
        return form_of_diagram(read(data), starters(), title=Path(name).name)
    try:
        if name.lower().endswith(QUESTIONS):
            return form_of(_listed(name, data), {})
        pattern = load(data)
        return form_of(pattern, {**starters(), **_beside(name, pattern)})
    except (PatternError, ImportRefused) as error:
        raise CannotRead(f"{name}: {error}") from error


def _listed(name: str, data: bytes) -> Pattern:
    from importers.question_list import read

    drawn = read(data, Path(name).stem)
    for note in drawn.notes:
        click.echo(f"{name}: {note}", err=True)
    return drawn.result


def _beside(name: str, service: Pattern) -> Mapping[str, Pattern]:
    """The parts of a service that lie in its folder as `<slug>.pattern.json`, and the parts of these."""
    from bpmn.patterns import load

    found: dict[str, Pattern] = {}
    wanted = [part.ref for part in service.parts]
    while wanted:
        slug = wanted.pop()
        file = Path(name).parent / f"{slug}.pattern.json"
        if slug not in found and slug != service.slug and file.is_file():
            found[slug] = load(read_bytes(str(file)))
            wanted += [part.ref for part in found[slug].parts]
    return found


def _print(found: FormComparison) -> None:
    click.echo(f"A: {found.a.title}. B: {found.b.title}.")
    if found.same:
        click.echo("They ask and say the same.")
    elif found.similarity is not None:
        shared = sum(row.pairing is not None for row in found.questions)
        things = "thing" if shared == 1 else "things"
        click.echo(f"Similarity {found.similarity:.2f}; both ask {shared or 'no'} {things}.")
    for statement in found.statements:
        click.echo(f"- {statement.text}")
    for row in found.questions:
        click.echo(f"  {MARKS[row.how]} " + _sides(_titles(row.a), _titles(row.b)))
        for one in row.differs:
            click.echo(f"      {one.about}: {one.a} / {one.b}")
    for contacts in found.contacts:
        left, right = (" + ".join(one.text for one in side) for side in (contacts.a, contacts.b))
        click.echo("  " + _sides(left, right))
    for limit in found.limits:
        click.echo(f"Not compared: {limit}")


def _titles(side: tuple[Asked, ...]) -> str:
    return " + ".join(one.title for one in side)


def _sides(left: str, right: str) -> str:
    return f"{left or '-'} | {right or '-'}"
