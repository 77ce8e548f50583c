"""Local authorities as GOV.UK lists them: the newest names, tiers, slugs and homepages (CSV)."""

from __future__ import annotations

from dataclasses import dataclass

from importers.catalogue import CannotImport, Catalogue, counted, table
from importers.councils.read import Tier

NEEDS = ("id", "gss", "tier_id", "slug", "name")
TIERS: dict[str, Tier] = {"1": "county", "2": "district", "3": "unitary"}


@dataclass(frozen=True)
class AuthorityRecord:
    """A council as GOV.UK knows it. `parent_gss` is the county around a district."""

    gss: str
    name: str
    slug: str
    tier: Tier
    nation: str
    homepage: str | None
    parent_gss: str | None


def read(data: bytes) -> Catalogue[AuthorityRecord]:
    """Every authority with a tier. Raises `CannotImport`."""
    rows = list(table(data, NEEDS, "GOV.UK's list of local authorities"))
    gss_of = {row["id"]: row["gss"] for row in rows}
    records = tuple(
        AuthorityRecord(
            gss=row["gss"],
            name=row["name"],
            slug=row["slug"],
            tier=TIERS[row["tier_id"]],
            nation=row.get("country_name", ""),
            homepage=_homepage(row.get("homepage_url", "")),
            parent_gss=gss_of.get(row.get("parent_local_authority_id", "")),
        )
        for row in rows
        if row["tier_id"] in TIERS and row["gss"] and row["name"] and row["slug"]
    )
    if not records:
        raise CannotImport("The list holds no authorities.")
    left_out = len(rows) - len(records)
    return Catalogue(
        records,
        counted(left_out, "row was left out: no code or tier.", "rows were left out: no code or tier."),
    )


def _homepage(text: str) -> str | None:
    return text if text.startswith(("https://", "http://")) else None
