"""`guildhall search`: find in the library by words."""

from __future__ import annotations

from typing import Any

import click

from webapp.commands.files import print_json

PAGES = {"service": "/services/", "process": "/processes/", "pattern": "/patterns/", "council": "/councils/"}


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, a list.")
def command(words: tuple[str, ...], as_json: bool) -> None:
    """Find services, processes, patterns and councils that everybody may see."""
    from webapp.commands.library import library

    with library() as session:
        found = results(session, " ".join(words))
    if as_json:
        print_json(found)
        return
    for hit in found:
        click.echo(f"{hit['kind']:8} {hit['title']}  ({hit['address']})")
    if not found:
        click.echo("Nothing was found: try a plainer word, such as “bin”.", err=True)


def results(session: Any, words: str, limit: int = 20) -> list[dict[str, Any]]:
    """Services by their everyday names first, then everything else by the text."""
    from webapp.store import search
    from webapp.store.queries import services

    lines = services.find(session, words, limit=limit)
    rest = search.find(session, words, kinds=("process", "pattern", "council"), limit=limit)
    found = [
        {
            "kind": "service",
            "ref": str(line.lgsl),
            "title": line.label,
            "snippet": ", ".join(line.synonyms[:5]),
        }
        for line in lines
    ]
    found += [{"kind": hit.kind, "ref": hit.ref, "title": hit.title, "snippet": hit.snippet} for hit in rest]
    return [{**hit, "address": PAGES[hit["kind"]] + hit["ref"]} for hit in found]
