"""Where the answers of a process are looked at: by its conditions, its pages and letters, and the data it draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bpmn.conditions import Condition, parse
from bpmn.data_used.asking import blocks
from bpmn.data_used.record import Using
from bpmn.model import Diagram, Node
from bpmn.patterns import Component, Pattern, places
from bpmn.patterns.places import texts_in


@dataclass(frozen=True)
class Written:
    """A condition of the diagram: the element that looks at it, its text, and what it says where it can be read."""

    element: str
    text: str
    read: Condition | None
    event: bool = False


def conditions(diagram: Diagram) -> Iterator[Written]:
    """Every condition on a flow, an event or a repetition."""
    for flow in diagram.flows:
        if flow.condition:
            yield Written(flow.source, flow.condition, parse(flow.condition, flow.language))
    for node in diagram.nodes:
        for event in node.events:
            if event.condition:
                yield Written(node.key, event.condition, parse(event.condition), event=True)
        if node.loop is not None and node.loop.condition:
            yield Written(node.key, node.loop.condition, parse(node.loop.condition))


def used(
    diagram: Diagram, written: Iterable[Written], library: Mapping[str, Pattern]
) -> Iterator[tuple[str, Using]]:
    """Every use of an answer, with its name."""
    for one in written:
        for name in sorted(one.read.names) if one.read else ():
            words = one.read.in_words() if one.read else one.text
            yield name, Using(one.element, "event" if one.event else "decision", words, one.text)
    for node in diagram.nodes:
        for ref in node.patterns:
            if (pattern := library.get(ref.ref)) is not None:
                yield from _parts(node, pattern)
        for block in blocks(node, library):
            yield from _of_block(node, block)


def _parts(node: Node, pattern: Pattern) -> Iterator[tuple[str, Using]]:
    for part in pattern.parts:
        condition = parse(part.when) if part.when else None
        for name in sorted(condition.names) if condition else ():
            text = f"{part.ref}: {condition.in_words()}" if condition else ""
            yield name, Using(node.key, "shown", text, part.when)


def _of_block(node: Node, block: Pattern) -> Iterator[tuple[str, Using]]:
    for name in _written_into(block):
        yield name, Using(node.key, "written", block.title or block.slug)
    for table in block.tables:
        for name in dict.fromkeys(table.inputs):
            yield name, Using(node.key, "ruled", table.title or table.name)
    for component in _components(block):
        condition = parse(component.required_when) if component.required_when else None
        for name in sorted(condition.names) if condition else ():
            text = f"{component.name or component.component}: {condition.in_words()}" if condition else ""
            yield name, Using(node.key, "needed", text, component.required_when)
        if component.name and component.used_for:
            yield component.name, Using(node.key, "said", component.used_for)


def _written_into(block: Pattern) -> list[str]:
    """The names that its texts have places for, without its own settings."""
    texts = [block.subject, block.body]
    for page in block.pages:
        texts += [page.title, page.body]
    for component in _components(block):
        texts += texts_in(component.params)
    found = dict.fromkeys(name for text in texts for name in places(text))
    return [name for name in found if name not in block.settings]


def _components(block: Pattern) -> Iterator[Component]:
    rest = [component for page in reversed(block.pages) for component in reversed(page.components)]
    while rest:
        component = rest.pop()
        yield component
        rest.extend(inner for _, shown in reversed(component.reveals) for inner in reversed(shown))
