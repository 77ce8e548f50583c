"""The Local Government Service List as standards.esd.org.uk exports it (CSV,
list/englishAndWelshServices)."""

from __future__ import annotations

from dataclasses import dataclass

from importers.catalogue import CannotImport, Catalogue, counted, iso_date, table

NEEDS = ("Identifier", "Label", "Status", "Description")
STATUSES = ("Live", "Discontinued")
# The list holds an é that was written in Mac OS Roman, read as Windows-1252 and stored as UTF-8, twice over.
DAMAGED = {"Å½": "é", "â€™": "’", "â€“": "–"}


@dataclass(frozen=True)
class ServiceRecord:
    """A service: its id, name, whether it is `Live` or `Discontinued`, its scope, the ISO day of its last
    change."""

    lgsl: int
    label: str
    status: str
    description: str
    modified: str | None


def read(data: bytes) -> Catalogue[ServiceRecord]:
    """Every service of the list. Notes say which rows were left out. Raises `CannotImport`."""
    records: dict[int, ServiceRecord] = {}
    unnumbered = twice = mended = 0
    for row in table(data, NEEDS, "the Local Government Service List"):
        if not row["Identifier"].isdigit() or not row["Label"]:
            unnumbered += 1
            continue
        number = int(row["Identifier"])
        twice += number in records
        label, description = _mended(row["Label"]), _mended(row["Description"])
        mended += any(wrong in row["Label"] + row["Description"] for wrong in DAMAGED)
        status = row["Status"] if row["Status"] in STATUSES else "Live"
        records[number] = ServiceRecord(number, label, status, description, iso_date(row.get("Modified", "")))
    if not records:
        raise CannotImport("The list holds no services.")
    notes = (
        *counted(
            unnumbered, "row without a number or a name was left out.", "rows without one were left out."
        ),
        *counted(
            twice, "service stood twice; the last row counts.", "services stood twice; the last rows count."
        ),
        *counted(mended, "text with damaged letters was mended.", "texts with damaged letters were mended."),
    )
    return Catalogue(tuple(records.values()), notes)


def _mended(text: str) -> str:
    for wrong, right in DAMAGED.items():
        text = text.replace(wrong, right)
    return " ".join(text.split())
