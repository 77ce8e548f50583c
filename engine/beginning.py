"""Which process of a diagram a walk is about."""

from __future__ import annotations

from bpmn.model import Diagram
from engine.choices import Choice
from engine.errors import WalkError


def chosen_process(diagram: Diagram, process: str | None) -> str:
    """The process asked for; without one the first that has any step. Raises WalkError when there is none."""
    if process is not None:
        if process in diagram.process_by_key:
            return process
        raise WalkError(f"There is no process {process[:60]!r} in this diagram.")
    if not diagram.processes:
        raise WalkError("There is no process in this diagram, so there is nothing to walk.")
    with_steps = (one.key for one in diagram.processes if diagram.nodes_in(one.key))
    return next(with_steps, diagram.processes[0].key)


def process_of(diagram: Diagram, choices: list[Choice]) -> str | None:
    """The process in which a log begins."""
    node = diagram.node_by_key.get(choices[0].element) if choices else None
    return node.process if node else None
