"""What else differs between two diagrams that draw the same steps and the same flow: data, messages, notes, conditions,
documentation. Limits and waits have sentences of their own, and what a tool adds for itself is nobody's concern here:
`bpmn.diff` tells both."""

from __future__ import annotations

from bpmn.compare.results import Statement
from bpmn.diff import Change, diff
from bpmn.diff.summary import summary
from bpmn.model import Diagram

ELSEWHERE = ("extension", "timer", "isImmediate")
"""Properties, by how their paths begin, that are left out."""
WHOLE = frozenset({"definitions", "process", "collaboration", "resource", "itemDefinition"})
"""Types of element that stand for the file and not for what is drawn."""


def besides(a: Diagram, b: Diagram) -> Statement | None:
    """The sentence, with the steps that differ; None where nothing of this kind does."""
    told = tuple(change for change in diff(a, b).changes if _is_told(change))
    if not told:
        return None
    return Statement(
        "only",
        f"Both draw the same steps and the same flow. Besides, from A to B: {summary(told)}",
        tuple(dict.fromkeys(c.before.key for c in told if c.before and c.before.key in a.node_by_key)),
        tuple(dict.fromkeys(c.after.key for c in told if c.after and c.after.key in b.node_by_key)),
        key="besides",
    )


def _is_told(change: Change) -> bool:
    if change.kind in ("layout", "id") or change.type in WHOLE:
        return False
    return not (change.property or "").startswith(ELSEWHERE)
