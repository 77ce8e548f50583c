"""Everyday words for services: a CSV of `words,lgsl,rank` (rank 1: this is the service people mean)."""

from __future__ import annotations

from dataclasses import dataclass

from importers.catalogue import CannotImport, Catalogue, counted, table

LONGEST = 100


@dataclass(frozen=True)
class SynonymRecord:
    """A word or phrase, in lower case, for a service."""

    words: str
    lgsl: int
    rank: int


def read(data: bytes) -> Catalogue[SynonymRecord]:
    """Every row with words and a service. Raises `CannotImport`."""
    found: dict[tuple[str, int], SynonymRecord] = {}
    left_out = 0
    for row in table(data, ("words", "lgsl"), "a list of everyday words"):
        words = " ".join(row["words"].lower().split())
        if not words or len(words) > LONGEST or not row["lgsl"].isdigit():
            left_out += 1
            continue
        rank = row.get("rank", "")
        number = int(row["lgsl"])
        found[words, number] = SynonymRecord(words, number, int(rank) if rank.isdigit() else 1)
    if not found:
        raise CannotImport("The list holds no words.")
    notes = counted(
        left_out,
        "row was left out: no words, or no number of a service.",
        "rows were left out: no words, or no number of a service.",
    )
    return Catalogue(tuple(found.values()), notes)
