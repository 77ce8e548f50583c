"""What a reader should know about how a diagram was read, in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.model import Diagram
from bpmn.naming import called, listed, opening
from bpmn.semantics import NormalForm
from bpmn.soundness.evidence import Findings
from bpmn.soundness.record import Checked


def notes(diagram: Diagram, form: NormalForm, found: list[Findings], checked: Checked) -> Iterator[str]:
    """The notes on one verdict."""
    if checked == "partly":
        states = sum(one.states for one in found)
        faults = sum(len(one.evidence) for one in found)
        what = "found what is listed" if faults else "found no fault"
        yield (
            f"We checked {states:,} situations and {what}, but this diagram has too many to check them all."
        )
    elif checked == "not":
        yield (
            "This diagram is too large to be played through, so we could not check it."
            if diagram.nodes
            else "There is nothing in this diagram that could happen, so there was nothing to check."
        )
    kinds = {event.kind for node in diagram.nodes for event in node.events}
    if "compensate" in kinds or any(node.for_compensation for node in diagram.nodes):
        yield "What undoes something (compensation) was taken to come to its end: what happens inside was not checked."
    if any(node.type == "complexGateway" for node in diagram.nodes):
        yield "Complex gateways were read as inclusive where paths part and as exclusive where they meet."
    if any(node.type == "adHocSubProcess" for node in diagram.nodes):
        yield "Ad-hoc sub-processes were read as one step: what happens inside was not checked."
    unread = [flow for one in found for flow in one.unread]
    if unread:
        yield _unread(diagram, unread)
    yield from form.left_out


def _unread(diagram: Diagram, unread: list[str]) -> str:
    by_key = {flow.key: flow for flow in diagram.message_flows}
    names = dict.fromkeys(
        by_key[key].name.strip()
        or f"from {called(diagram, by_key[key].source)} to {called(diagram, by_key[key].target)}"
        for key in unread
        if key in by_key
    )
    shown = listed(f"'{name}'" if not name.startswith("from ") else name for name in list(names)[:3])
    if len(names) > 3:
        shown += f" and {len(names) - 3} more"
    return opening(f"a case can end with a message that nobody has read: {shown}.")
