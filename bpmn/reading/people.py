"""Whom a file names to do a task."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.reading.inventory import Inventory
from bpmn.reading.names import child, local, text_of, words

_RESOURCE_ROLES = frozenset({"potentialOwner", "humanPerformer", "performer", "resourceRole"})
_ENGINES = frozenset(
    {
        "http://camunda.org/schema/1.0/bpmn",
        "http://activiti.org/bpmn",
        "http://flowable.org/bpmn",
    }
)
_ATTRIBUTES = ("assignee", "candidateGroups", "candidateUsers")


def performer(element: etree._Element, stock: Inventory) -> str | None:
    """Whom the file names: BPMN's own resource roles first, then what engines write as attributes; several
    are joined by a comma, None when there is none."""
    found = list(dict.fromkeys(name for name in (*_roles(element, stock), *_attributes(element)) if name))
    return ", ".join(found) or None


def _roles(element: etree._Element, stock: Inventory) -> Iterator[str]:
    for role in element.iterchildren("*"):
        if local(role) not in _RESOURCE_ROLES:
            continue
        ref = child(role, "resourceRef")
        resource = stock.other(ref.text) if ref is not None else None
        if resource is not None:
            yield words(resource.get("name"))
        assignment = child(role, "resourceAssignmentExpression")
        yield words(text_of(assignment)) or (words(role.get("name")) if resource is None else "")


def _attributes(element: etree._Element) -> Iterator[str]:
    for name in _ATTRIBUTES:
        for engine in _ENGINES:
            yield words(element.get(f"{{{engine}}}{name}"))
