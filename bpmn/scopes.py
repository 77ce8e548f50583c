"""The places that hold steps of their own: processes and sub-processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.model import Diagram, Node
from bpmn.naming import node_called, process_called


@dataclass(frozen=True)
class Scope:
    """A process or sub-process by its key; in an ad-hoc one steps may stand in any order, unconnected."""

    key: str
    ad_hoc: bool = False


def scopes(diagram: Diagram) -> Iterator[Scope]:
    """Every process, then every sub-process, each in file order."""
    for process in diagram.processes:
        yield Scope(process.key)
    for node in diagram.nodes:
        if node.is_sub_process:
            yield Scope(node.key, node.type == "adHocSubProcess")


def scope_called(diagram: Diagram, key: str) -> str:
    """`the process 'Missed bins'` or `the sub-process 'Assess'`."""
    node = diagram.node_by_key.get(key)
    if node is None:
        return process_called(diagram, key)
    name = node_called(diagram, node)
    return f"the sub-process {name}" if node.name.strip() else name


def lies_in_ad_hoc(diagram: Diagram, node: Node) -> bool:
    """Whether the node lies directly in an ad-hoc sub-process."""
    around = diagram.node_by_key.get(node.scope)
    return around is not None and around.type == "adHocSubProcess"
