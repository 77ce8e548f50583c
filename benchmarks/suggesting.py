"""How well patterns are suggested: every pattern attached in the examples is taken off in turn, and asked for.

    python benchmarks/suggesting.py

Prints, by the words of the step, by other councils' processes of the same service, and by both, in how many steps the
pattern taken off is the first suggestion, or among the three.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bpmn.compare.blended import usual_meaning
from bpmn.compare.compare import match_all
from bpmn.compare.people import People
from bpmn.compare.steps import side
from bpmn.compare.suggesting import Elsewhere, suggest
from bpmn.document import load
from bpmn.model import Diagram
from bpmn.reader import read_document
from webapp.examples.starters import starters

FOLDER = Path(__file__).parents[1] / "webapp" / "examples"


def examples() -> dict[str, tuple[int, str, Diagram]]:
    """Service, council and diagram of every example, by file."""
    entries = [
        entry
        for name in ("index-a.json", "index-b.json")
        for entry in json.loads((FOLDER / name).read_text())
    ]
    return {
        entry["file"]: (
            entry["service"],
            entry["council"],
            read_document(load((FOLDER / entry["file"]).read_bytes())),
        )
        for entry in entries
    }


def without(diagram: Diagram, key: str, ref: str) -> Diagram:
    """The diagram with one pattern taken off one step."""
    nodes = tuple(
        replace(node, patterns=tuple(one for one in node.patterns if one.ref != ref))
        if node.key == key
        else node
        for node in diagram.nodes
    )
    return replace(diagram, nodes=nodes)


def elsewhere(mine: Diagram, others: list[tuple[str, Diagram]]) -> Iterator[Elsewhere]:
    """What other councils show at steps matched with ours."""
    for council, diagram in others:
        sides = [side(mine), side(diagram)]
        people = {(0, 1): People.of(*sides, (), ())}
        for _, matches, _ in match_all(sides, people, "default", usual_meaning()):
            for match in matches:
                for theirs in match.b:
                    step = sides[1].by_key[theirs]
                    for ours in match.a:
                        yield from (
                            Elsewhere(ours, ref, council, step.name, match.score) for ref in step.refs
                        )


def main() -> None:
    """Print the figures."""
    found, library = examples(), starters()
    first = dict.fromkeys(("words", "councils", "both"), 0)
    among, asked, seconds = dict(first), 0, 0.0
    for file, (service, _, diagram) in found.items():
        others = [(c, d) for name, (s, c, d) in found.items() if s == service and name != file]
        for node in diagram.nodes:
            for ref in node.patterns:
                asked += 1
                bare = without(diagram, node.key, ref.ref)
                theirs = list(elsewhere(bare, others))
                begun = perf_counter()
                answers = {
                    "words": suggest(bare, library, steps=[node.key]),
                    "both": suggest(bare, library, theirs, steps=[node.key]),
                }
                seconds += (perf_counter() - begun) / 2
                answers["councils"] = {
                    key: tuple(one for one in ranked if one.by != "words")
                    for key, ranked in answers["both"].items()
                }
                for how, answer in answers.items():
                    slugs = [one.slug for one in answer.get(node.key, ())]
                    first[how] += slugs[:1] == [ref.ref]
                    among[how] += ref.ref in slugs
    print(f"{asked} patterns attached in {len(found)} examples; judged by {usual_meaning().name}")
    for how in first:
        print(f"by {how}: first {first[how] / asked:.0%}, among three {among[how] / asked:.0%}")
    print(f"{1000 * seconds / asked:.1f} ms a step")


if __name__ == "__main__":
    main()
