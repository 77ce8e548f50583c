"""Two versions of one diagram compared."""

from __future__ import annotations

from bpmn.diff.changes import Version, changes
from bpmn.diff.drawing import add_drawing
from bpmn.diff.elements import Element, elements
from bpmn.diff.matching import Elements, match
from bpmn.diff.record import Diff
from bpmn.diff.summary import summary
from bpmn.diff.supplement import supplement
from bpmn.document import Document
from bpmn.model import Diagram
from bpmn.signature import twins_of


def diff(
    old: Diagram,
    new: Diagram,
    old_document: Document | None = None,
    new_document: Document | None = None,
) -> Diff:
    """What differs between two versions: elements by id, then by what they say and what is around them.

    With both documents (those the diagrams were read from) everything in the files is compared, colours and what
    the model has no place for included; without, what the model holds. `diff(new, old)` is the mirror image.
    Which tool wrote a file, and how it spells the same XML, is no difference."""
    with_documents = old_document is not None and new_document is not None
    before = Version(old, _elements(old, old_document if with_documents else None))
    after = Version(new, _elements(new, new_document if with_documents else None))
    found = changes(before, after, _matched(before, after))
    return Diff(found, summary(found))


def _elements(diagram: Diagram, document: Document | None) -> Elements:
    found = elements(diagram)
    if document is not None:
        add_drawing(found, document, supplement(found, document))
    return found


def _matched(before: Version, after: Version) -> dict[str, str]:
    """Worked out in an order of the two that depends only on what they hold, so that the mirror image agrees."""
    ours, theirs = _order(before.elements), _order(after.elements)
    if ours == theirs:
        return {uid: uid for uid in before.elements}
    if theirs < ours:
        turned = match(after.elements, before.elements, _twins(after, before))
        back = {theirs: ours for ours, theirs in turned.items()}
        return {uid: back[uid] for uid in before.elements if uid in back}
    found = match(before.elements, after.elements, _twins(before, after))
    return {uid: found[uid] for uid in before.elements if uid in found}


def _order(side: Elements) -> list[tuple[object, ...]]:
    return [_content(element) for element in side.values()]


def _content(element: Element) -> tuple[object, ...]:
    said = sorted(element.own.items()), sorted(element.refs.items()), sorted(element.layout.items())
    return (element.uid, element.type, *said)


def _twins(one: Version, other: Version) -> dict[str, str]:
    """The nodes of two diagrams that draw the same and share no id of a node."""
    ids = [{node.file_id for node in side.diagram.nodes} - {None} for side in (one, other)]
    if ids[0] & ids[1] or not one.diagram.nodes:
        return {}
    for everything in (True, False):
        if (found := twins_of(one.diagram, other.diagram, everything)) is not None:
            return found
    return {}
