"""Where the pages of a process ask for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.data_used.record import Asking
from bpmn.model import Diagram, Node
from bpmn.patterns import DecisionTable, Pattern, Question, expand, fill, questions


def blocks(node: Node, library: Mapping[str, Pattern]) -> tuple[Pattern, ...]:
    """The patterns attached to a step that the library has, a whole service as its blocks."""
    attached = (library[ref.ref] for ref in node.patterns if ref.ref in library)
    return tuple(block for pattern in attached for block in expand(pattern, library))


def asked(diagram: Diagram, library: Mapping[str, Pattern]) -> Iterator[tuple[str, Asking]]:
    """Every question of every step, with the name of its answer; what a step's rules decide is an answer too."""
    for node in diagram.nodes:
        for block in blocks(node, library):
            for question in questions(block):
                yield question.name, _asking(node, block, question)
            for table in block.tables:
                yield table.name, _given(node, block, table)


def _given(node: Node, block: Pattern, table: DecisionTable) -> Asking:
    values = [row.then for row in table.rows] + [table.otherwise]
    return Asking(
        node.key,
        block.title or block.slug,
        block.slug,
        "Rules",
        table.title or table.name.replace("_", " "),
        choices=tuple(dict.fromkeys(value for value in values if value)),
        audience=block.audience,
    )


def _asking(node: Node, block: Pattern, question: Question) -> Asking:
    component = question.component

    def said(text: str) -> str:
        return fill(text, block.settings)

    return Asking(
        node.key,
        block.title or block.slug,
        block.slug,
        said(block.pages[question.page].title),
        question.title or question.name.replace("_", " "),
        said(component.why),
        said(component.used_for),
        said(component.look_up),
        tuple(value for value, _ in question.choices),
        question.when is not None,
        block.audience,
    )
