"""All about the data of one diagram, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from bpmn.compare.meaning import Meaning
from bpmn.compare.questions import asked_in, pair_questions
from bpmn.compare.relations import relations
from bpmn.compare.steps import side
from bpmn.data_used import flags
from bpmn.data_used.asking import asked, blocks
from bpmn.data_used.record import FLAGS, Asking, DataUsed, Drawn, Flag, Named, Using
from bpmn.data_used.using import Written, conditions, used
from bpmn.model import Diagram
from bpmn.patterns import Pattern

SURE = 0.9
"""From this likeness on, questions of other words ask the same."""
MOST_BLOCKS = 40
"""Patterns of one diagram that are set against each other."""


def data_used(diagram: Diagram, library: Mapping[str, Pattern], meaning: Meaning | None = None) -> DataUsed:
    """Where each answer is asked and used, the data drawn, and what to look at. `library` has the attached patterns
    by the reference in the file, and the blocks of whole services; `meaning` judges whether questions of other words
    ask the same."""
    written = tuple(conditions(diagram))
    names = _with_drawn(diagram, _gathered(diagram, written, library))
    found = [*_flags(diagram, written, names, library, meaning)]
    found.sort(key=lambda flag: FLAGS.index(flag.kind))
    return DataUsed(tuple(names.values()), _drawn(diagram), tuple(dict.fromkeys(found)))


def _gathered(
    diagram: Diagram, written: tuple[Written, ...], library: Mapping[str, Pattern]
) -> dict[str, Named]:
    asking: dict[str, list[Asking]] = {}
    using: dict[str, list[Using]] = {}
    for name, one in asked(diagram, library):
        asking.setdefault(name, []).append(one)
    for name, use in used(diagram, written, library):
        using.setdefault(name, []).append(use)
    return {
        name: Named(name, tuple(asking.get(name, ())), tuple(dict.fromkeys(using.get(name, ()))))
        for name in sorted({*asking, *using})
    }


def _with_drawn(diagram: Diagram, names: Mapping[str, Named]) -> dict[str, Named]:
    """What a step asks counts as used where the diagram draws that it puts data out that another step takes."""
    takers: dict[str, list[str]] = {}
    for node in diagram.nodes:
        for key in node.data_in:
            takers.setdefault(key, []).append(node.key)
    called = {data.key: data.name for data in diagram.data}
    found = {}
    for name, one in names.items():
        more = [
            Using(taker, "drawn", called.get(key) or "data")
            for ask in one.asked
            for key in diagram.node_by_key[ask.element].data_out
            for taker in takers.get(key, ())
            if taker != ask.element
        ]
        found[name] = replace(one, used=tuple(dict.fromkeys((*one.used, *more))))
    return found


def _drawn(diagram: Diagram) -> tuple[Drawn, ...]:
    return tuple(
        Drawn(
            data.name,
            "store" if "Store" in data.type else "object",
            tuple(node.key for node in diagram.nodes if data.key in node.data_out),
            tuple(node.key for node in diagram.nodes if data.key in node.data_in),
        )
        for data in diagram.data
    )


def _flags(
    diagram: Diagram,
    written: tuple[Written, ...],
    names: Mapping[str, Named],
    library: Mapping[str, Pattern],
    meaning: Meaning | None,
) -> Iterator[Flag]:
    several = tuple(names.values())
    never_both = relations(side(diagram)).never_both
    yield from flags.never_offered(written, names, diagram)
    yield from flags.never_asked(several, diagram)
    yield from flags.asked_late(several, diagram)
    yield from flags.unreadable(written, diagram)
    yield from flags.asked_twice(several, diagram, never_both)
    yield from flags.by_another_name(_alike(diagram, names, library, meaning), diagram, never_both)
    yield from flags.could_be_looked_up(several)
    yield from flags.never_used(several)


def _alike(
    diagram: Diagram, names: Mapping[str, Named], library: Mapping[str, Pattern], meaning: Meaning | None
) -> Iterator[tuple[tuple[str, Asking], tuple[str, Asking]]]:
    """Questions of two patterns that ask the same under two names: only where their words leave no doubt."""
    attached = {block.slug: block for node in diagram.nodes for block in blocks(node, library)}
    for one, two in combinations(list(attached.values())[:MOST_BLOCKS], 2):
        ours, theirs = asked_in([one]), asked_in([two])
        for pairing in pair_questions(ours, theirs, meaning, "strict"):
            if len(pairing.a) != 1 or len(pairing.b) != 1 or pairing.score < SURE:
                continue
            here, there = ours[pairing.a[0]], theirs[pairing.b[0]]
            if (
                here.key != there.key
                and here.kind == there.kind
                and here.audience == there.audience == "resident"
            ):
                yield (
                    (here.key, _of(names[here.key], one.slug)),
                    (there.key, _of(names[there.key], two.slug)),
                )


def _of(named: Named, slug: str) -> Asking:
    return next(ask for ask in named.asked if ask.slug == slug)
