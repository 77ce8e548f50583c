"""The Local Government Function List (CSV), with the services each function contains where the file says
so."""

from __future__ import annotations

from dataclasses import dataclass, field

from importers.catalogue import CannotImport, Catalogue, counted, table

NEEDS = ("Identifier", "Label", "Parent identifiers")


@dataclass(frozen=True)
class FunctionRecord:
    """A function: its id, name, description, the one above it, and the ids of the services it contains.

    `services` is None when the file has no mapping at all, so that the mapping there was may stay.
    """

    id: int
    label: str
    description: str
    parent: int | None
    services: tuple[int, ...] | None


@dataclass
class _Growing:
    label: str
    description: str
    parent: int | None
    services: list[int] = field(default_factory=list)


def read(data: bytes) -> Catalogue[FunctionRecord]:
    """Every function, those above before those below. Raises `CannotImport`."""
    found: dict[int, _Growing] = {}
    left_out = 0
    mapped = False
    for row in table(data, NEEDS, "the Local Government Function List"):
        if not row["Identifier"].isdigit():
            left_out += 1
            continue
        parent = int(row["Parent identifiers"]) if row["Parent identifiers"].isdigit() else None
        one = found.setdefault(
            int(row["Identifier"]), _Growing(row["Label"], row.get("Description", ""), parent)
        )
        service = row.get("Mapped identifier")
        mapped = mapped or service is not None
        if service and service.isdigit():
            one.services.append(int(service))
    if not found:
        raise CannotImport("The list holds no functions.")
    lost = [number for number, one in found.items() if one.parent is not None and one.parent not in found]
    for number in lost:
        found[number].parent = None
    records = tuple(
        FunctionRecord(
            number,
            one.label,
            one.description,
            one.parent,
            tuple(dict.fromkeys(one.services)) if mapped else None,
        )
        for number, one in sorted(found.items(), key=lambda item: (_depth(item[0], found), item[0]))
    )
    notes = (
        *counted(left_out, "row without a number was left out.", "rows without a number were left out."),
        *counted(
            len(lost), "function's parent is not in the list.", "functions' parents are not in the list."
        ),
    )
    return Catalogue(records, notes)


def _depth(number: int, found: dict[int, _Growing]) -> int:
    depth, parent = 0, found[number].parent
    while parent is not None:
        depth, parent = depth + 1, found[parent].parent
        if depth > len(found):
            raise CannotImport(f"Function {number} lies within itself.")
    return depth
