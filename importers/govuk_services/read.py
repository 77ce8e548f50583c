"""Which tier of council provides a service, as GOV.UK's publisher lists it (`LGSL,Description,Providing
Tier`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from importers.catalogue import CannotImport, Catalogue, counted, table

Tier = Literal["all", "county/unitary", "district/unitary"]
TIERS: tuple[Tier, ...] = ("all", "county/unitary", "district/unitary")


@dataclass(frozen=True)
class ProvisionRecord:
    """A service's id, what GOV.UK lets people do with it, and who provides it."""

    lgsl: int
    description: str
    tier: Tier


def read(data: bytes) -> Catalogue[ProvisionRecord]:
    """Every row with a tier that is known. Raises `CannotImport`."""
    records: list[ProvisionRecord] = []
    left_out = 0
    for row in table(data, ("LGSL", "Providing Tier"), "GOV.UK's list of local services"):
        tier = row["Providing Tier"].lower()
        if not row["LGSL"].isdigit() or tier not in TIERS:
            left_out += 1
            continue
        records.append(ProvisionRecord(int(row["LGSL"]), row.get("Description", ""), tier))
    if not records:
        raise CannotImport("The list holds no services with a providing tier.")
    notes = counted(left_out, "row was left out: no tier we know.", "rows were left out: no tier we know.")
    return Catalogue(tuple(records), notes)
