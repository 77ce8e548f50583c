"""The register of UK local authorities, past and present, that mySociety keeps (CSV)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from importers.catalogue import CannotImport, Catalogue, counted, iso_date, table

NEEDS = ("local-authority-code", "official-name", "gss-code", "local-authority-type", "current-authority")
Tier = Literal["county", "district", "unitary"]
TIER_OF_TYPE: dict[str, Tier] = {
    "CTY": "county",
    "NMD": "district",
    "UA": "unitary",
    "MD": "unitary",
    "LBO": "unitary",
    "CC": "unitary",
    "SCO": "unitary",
    "WPA": "unitary",
    "NID": "unitary",
}


@dataclass(frozen=True)
class CouncilRecord:
    """A council. `code` is the register's own, and `successors`, `county` and `combined` are such codes too.

    `tier` None: not a principal council (a combined authority). `slug` is the one it has on GOV.UK, else
    made from the name. Dates are ISO, None where the register does not say. `former_gss` are codes it had
    before.
    """

    code: str
    name: str
    short_name: str
    slug: str
    gss: str | None
    former_gss: tuple[str, ...]
    type_code: str
    type_name: str
    tier: Tier | None
    nation: str
    region: str
    starts: str | None
    ends: str | None
    is_current: bool
    successors: tuple[str, ...]
    county: str | None


def read(data: bytes) -> Catalogue[CouncilRecord]:
    """Every authority, current ones first. Slugs and GSS codes are unique. Raises `CannotImport`."""
    rows = [row for row in table(data, NEEDS, "the register of local authorities") if row["official-name"]]
    if not rows:
        raise CannotImport("The register holds no authorities.")
    rows.sort(key=lambda row: row["current-authority"] != "True")
    slugs: set[str] = set()
    codes: set[str] = set()
    records: list[CouncilRecord] = []
    shared = 0
    for row in rows:
        gss = row["gss-code"] or None
        if gss in codes:
            gss, shared = None, shared + 1
        codes.add(gss or "")
        records.append(_record(row, gss, _free_slug(row, slugs)))
    known = {record.code for record in records}
    dangling = sum(code not in known for record in records for code in record.successors)
    notes = (
        *counted(shared, "code stood twice; the present council has it.", "codes stood twice."),
        *counted(dangling, "successor is not in the register.", "successors are not in the register."),
    )  # fmt: skip
    return Catalogue(tuple(records), notes)


def slugged(name: str) -> str:
    """A name as it can stand in an address."""
    plain = name.lower().replace("&", "and").replace("'", "").replace("’", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "council"


def _record(row: dict[str, str], gss: str | None, slug: str) -> CouncilRecord:
    kind = row["local-authority-type"]
    return CouncilRecord(
        code=row["local-authority-code"],
        name=row["official-name"],
        short_name=row.get("nice-name") or row["official-name"],
        slug=slug,
        gss=gss,
        former_gss=_codes(row.get("former-gss-codes", "")),
        type_code=kind,
        type_name=row.get("local-authority-type-name", ""),
        tier=TIER_OF_TYPE.get(kind),
        nation=row.get("nation", ""),
        region=row.get("region", ""),
        starts=iso_date(row.get("start-date", "")),
        ends=iso_date(row.get("end-date", "")),
        is_current=row["current-authority"] == "True",
        successors=_codes(row.get("replaced-by", "")),
        county=row.get("county-la") or None,
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))


def _free_slug(row: dict[str, str], taken: set[str]) -> str:
    wanted = row.get("gov-uk-slug") or slugged(row.get("nice-name") or row["official-name"])
    free = wanted
    for ending in (row["local-authority-code"].lower(), *map(str, range(2, 100))):
        if free not in taken:
            break
        free = f"{wanted}-{ending}"
    taken.add(free)
    return free
