"""What the resident knows at a moment of a case: the last they did, and the last they were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.parts import involvement
from engine.elapsed import Moment
from webapp.walkthroughs.stage import SENT, Past, Stage


@dataclass(frozen=True)
class Knows:
    """`told` is the last step at which the resident was told something, `did` the last that they did themselves;
    None where there is none yet."""

    told: Past | None
    did: Past | None
    told_at: Moment | None
    did_at: Moment | None


def resident_knows(stage: Stage, moments: Sequence[Moment]) -> Knows | None:
    """What they know where the walk stands; None when the process says nothing about a resident at all."""
    contacts = {point.element for point in involvement(stage.diagram).touch_points}
    if not contacts:
        return None
    told = did = None
    for place, past in enumerate(stage.past):
        node = stage.diagram.node_by_key.get(past.element)
        if node is None or past.kind == "choose":
            continue
        patterns = (stage.patterns.get(ref.ref) for ref in node.patterns)
        sends = any(pattern is not None and pattern.kind in SENT for pattern in patterns)
        theirs = stage.side(node) == "resident"
        if sends or (past.element in contacts and not (theirs and node.is_activity)):
            told = place
        elif theirs and node.is_activity:
            did = place
    return Knows(
        None if told is None else stage.past[told],
        None if did is None else stage.past[did],
        None if told is None else moments[told],
        None if did is None else moments[did],
    )
