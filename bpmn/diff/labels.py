"""What elements are recognised by: everything they say, their name, their place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from bpmn.diff.elements import Element

Label = Callable[[Element], Hashable]
FLOWS = frozenset({"flow", "message flow"})
Context = tuple[tuple[str, str], ...]
AROUND = frozenset({"parent>", "lane>"})
"""What an element lies in: it tells little about which of those inside it is."""
ENDS = ("source", "target")
HELD = frozenset({"parent<", "lane<", "process<"})
"""What an element holds."""


def known(element: Element, context: Context, label: Label) -> bool:
    """Whether equal contents mean anything: a name, a place on the page, or something joined beside it; for
    a flow both its ends."""
    if element.family in FLOWS:
        return {f"{path}>" for path in ENDS} <= {role for role, _ in context}
    if element.family == "other" or element.name.strip():
        return True
    if label is everything and "bounds" in element.layout:
        return True
    return any(role not in AROUND | HELD for role, _ in context)


def both(
    sides: tuple[list[Element], list[Element]], label: Label
) -> Iterator[tuple[list[Element], list[Element]]]:
    """The elements of one family under equal labels, where both sides have some."""
    left, right = (by_label(lambda one: in_family(one, label), side) for side in sides)
    for said, ours in left.items():
        if said in right:
            yield ours, right[said]


def in_family(element: Element, label: Label) -> Hashable:
    """A label that elements of other families never share."""
    said = label(element)
    return None if said is None else (element.family, said)


def by_label(label: Label, some: Iterable[Element]) -> dict[Hashable, list[Element]]:
    """Elements under their labels, in order; those without one left out."""
    found: dict[Hashable, list[Element]] = {}
    for element in some:
        if (said := label(element)) is not None:
            found.setdefault(said, []).append(element)
    return found


def everything(element: Element) -> Hashable:
    """All it says, and where it is drawn."""
    return (element.type, tuple(sorted(element.own.items())), element.layout.get("bounds"))


def all_words(element: Element) -> Hashable:
    """All it says."""
    return (element.type, tuple(sorted(element.own.items())))


def name_and_type(element: Element) -> Hashable:
    """Its name and type; none for what has no name."""
    return (element.type, element.name) if element.name.strip() else None


def name(element: Element) -> Hashable:
    """Its name; none for what has no name."""
    return element.name if element.name.strip() else None


def bare(element: Element) -> Hashable:
    """Unnamed elements of one type: known only by where they stand."""
    return element.type if not element.name.strip() else None


def unnamed_node(element: Element) -> Hashable:
    """All that a node without a name says."""
    return all_words(element) if element.family == "node" and not element.name.strip() else None


LABELS: tuple[Label, ...] = (everything, all_words, name_and_type, name)
