"""The Local Government Interaction List as standards.esd.org.uk exports it (CSV, list/interactions)."""

from __future__ import annotations

from dataclasses import dataclass

from importers.catalogue import CannotImport, Catalogue, counted, table


@dataclass(frozen=True)
class InteractionRecord:
    """A kind of dealing between resident and council."""

    id: int
    label: str


def read(data: bytes) -> Catalogue[InteractionRecord]:
    """Every interaction. Raises `CannotImport`."""
    rows = list(table(data, ("Identifier", "Label"), "the Local Government Interaction List"))
    good = {
        int(row["Identifier"]): row["Label"] for row in rows if row["Identifier"].isdigit() and row["Label"]
    }
    if not good:
        raise CannotImport("The list holds no interactions.")
    left_out = len(rows) - len(good)
    notes = counted(left_out, "row was left out: no number.", "rows were left out: no number, or twice.")
    return Catalogue(tuple(InteractionRecord(number, label) for number, label in good.items()), notes)
