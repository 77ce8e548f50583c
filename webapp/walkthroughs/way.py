"""The way a walk took, on its diagram as a picture that any file can hold."""

from __future__ import annotations

from markupsafe import Markup

from bpmn.called import call_of, without_called
from bpmn.picture import Tag, picture
from engine.walkthrough import Walkthrough as Walk

WALKED, HERE = "#00703c", "#0b0c0c"
MOST_NUMBERS = 4


def way_picture(walk: Walk, title: str) -> Markup:
    """The diagram with the numbers of the steps at what was done, the words where the case stands, and the lines
    chosen at decisions in red. What lies in a called process is said at the step that calls it."""
    return Markup(picture(without_called(walk.diagram), title, ways(walk), _tags(walk)))


def ways(walk: Walk) -> frozenset[str]:
    """The flows that were chosen."""
    flows = walk.diagram.flow_by_key
    return frozenset(key for step in walk.history for key in step.chose if key in flows)


def _tags(walk: Walk) -> dict[str, Tag]:
    numbers: dict[str, list[int]] = {}
    for number, step in enumerate(walk.history, start=1):
        numbers.setdefault(_drawn(walk, step.element), []).append(number)
    nodes = walk.diagram.node_by_key
    tags = {
        key: Tag(_said(found, is_small=key in nodes and not nodes[key].is_activity), WALKED)
        for key, found in numbers.items()
    }
    for key in walk.ends:
        tags.setdefault(_drawn(walk, key), Tag("Ended", WALKED))
    for key in walk.tokens:
        tags[_drawn(walk, key)] = Tag("The case is here", HERE)
    return tags


def _said(numbers: list[int], *, is_small: bool) -> str:
    shown = ", ".join(str(number) for number in numbers[:MOST_NUMBERS])
    more = " …" if len(numbers) > MOST_NUMBERS else ""
    if is_small:
        # The names of events and gateways stand beside them: a long word would hide them.
        return f"{shown}{more}"
    return f"Step{'s' if len(numbers) > 1 else ''} {shown}{more}"


def _drawn(walk: Walk, key: str) -> str:
    return call_of(walk.diagram, key) or key
