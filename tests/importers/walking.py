"""Walking a draft process by the answers of a form, as far as the answers decide everything."""

from __future__ import annotations

from collections.abc import Mapping

from bpmn.check import Checked, examine
from bpmn.document import load
from bpmn.model import Diagram
from bpmn.patterns import Pattern, answer_names
from bpmn.reader import read
from bpmn.write.build import build
from engine.walkthrough import Walkthrough
from importers.form_draft import Draft


def walked(
    draft: Draft, answers: Mapping[str, object], most: int = 400, diagram: Diagram | None = None
) -> list[str]:
    """The titles of the pages that somebody sees who gives these answers, in order, and how the case ends. Fails where
    a person would have to choose. What a page asks and `answers` does not say is left empty.
    `diagram` is the draft's as it is read from its file, when the caller has it already."""
    patterns = {pattern.slug: pattern for pattern in draft.patterns}
    diagram = diagram or read(build(draft.diagram))
    walk = Walkthrough.start(diagram, diagram.processes[0].key)
    nodes = diagram.node_by_key
    seen: list[str] = []
    while options := walk.options():
        assert len(seen) < most
        (option,) = options
        assert not option.flows, f"nothing decides {nodes[option.element].name} after {seen}"
        node = nodes[option.element]
        if node.type == "userTask":
            seen.append(patterns[node.patterns[0].ref].title)
            walk.take(option, answers=_given(patterns[node.patterns[0].ref], answers))
        else:
            walk.take(option)
    assert walk.outcome == "ended"
    return [*seen, *(nodes[key].name for key in walk.ends)]


def _given(pattern: Pattern, answers: Mapping[str, object]) -> dict[str, object]:
    return {name: answers.get(name, "") for name in answer_names(pattern)}


def examined(draft: Draft) -> Checked:
    """What the validator says of the process as it is written to a file."""
    data = build(draft.diagram)
    return examine(read(data), load(data))
