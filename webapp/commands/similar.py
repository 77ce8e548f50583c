"""`guildhall similar`: find like this one, or which processes have a step or ask a question like some words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from webapp.commands.files import each, print_json, read_bytes

if TYPE_CHECKING:
    from webapp.store.queries.nearest import Near
    from webapp.store.queries.steps import ServiceHits

BY_WORDS = "Likeness is by words only: the weights for meaning are not installed."


@click.command("similar")
@click.argument("file", metavar="FILE", required=False)
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 50), help="How many to show.")
@click.option("--step", metavar="WORDS", help="Which processes have a step like this?")
@click.option("--asks", metavar="WORDS", help="Which processes ask something like this?")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, a list.")
def command(file: str | None, top: int, step: str | None, asks: str | None, as_json: bool) -> None:
    """Find the processes most like a diagram, among those that everybody may see, and say why.

    Or, without a file, by one step or question."""
    if sum(one is not None for one in (file, step, asks)) != 1:
        raise click.UsageError("Name one file, or give --step or --asks with some words.")
    words = step if step is not None else asks
    if words is not None and not words.strip():
        raise click.UsageError("Say what the step does or what is asked, for example “proof of address”.")
    data = read_bytes(file) if file is not None else b""
    from bpmn.compare.nearest import profile
    from bpmn.reader import read
    from webapp.actions import indexing
    from webapp.commands.library import library
    from webapp.found import hits_json, near_json
    from webapp.store.queries import nearest, steps
    from webapp.store.vectors import writing

    diagram = read(data) if file is not None else None
    with library() as session:
        left = writing.count_unfilled(session)
        for _ in each(indexing.fill_all(session), "Indexing", -(-left // indexing.BATCH)):
            pass
        if nearest.is_by_words(session):
            click.echo(BY_WORDS, err=True)
        if diagram is not None:
            near = nearest.nearest_to(session, profile(diagram), limit=top)
            _shown(near_json(near) if as_json else None, _near_lines(near))
        else:
            hits = steps.find(session, words or "", "step" if step is not None else "question", limit=top)
            _shown(hits_json(hits) if as_json else None, _hit_lines(hits))


def _shown(document: list[dict[str, Any]] | None, lines: Iterable[str]) -> None:
    if document is not None:
        print_json(document)
        return
    said = list(lines)
    for line in said:
        click.echo(line)
    if not said:
        click.echo("Nothing like it was found in the library.", err=True)


def _near_lines(found: Iterable[Near]) -> Iterable[str]:
    for place, near in enumerate(found, 1):
        line = near.line
        yield f"{place}. {line.council}: {line.job}  ({near.likeness:.2f}, /processes/{line.address})"
        if near.why:
            yield "   " + "; ".join(near.why)


def _hit_lines(found: Iterable[ServiceHits]) -> Iterable[str]:
    for group in found:
        yield group.service or "No service yet"
        for one in group.processes:
            yield f"  {one.line.council}: {one.line.job}  (/processes/{one.line.address})"
            for hit in one.hits[:5]:
                yield f"    “{hit.says}” ({hit.how}, {hit.likeness:.2f})"
