"""The index in PostgreSQL with pgvector: nothing in this process's memory, the same answers but for the rounding of
an approximate index in a large library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bpmn.compare.nearest.rows import unpacked
from bpmn.compare.nearest.spaces import WIDTH, Rows
from webapp.store.search import Reader
from webapp.store.vectors import pgvector
from webapp.store.vectors.kept import Kept, kept_from
from webapp.store.vectors.state import state
from webapp.store.vectors.tables import LabelVector, ProcessVector

NEAR = f"""
SELECT near.id, -(near.vector <#> cast(:row AS vector)) AS score
FROM {pgvector.PROCESSES} AS near JOIN process_vectors AS kept ON kept.process_id = near.id
WHERE near.made_with = :made_with AND near.id <> :without AND {{who}}
ORDER BY near.vector <#> cast(:row AS vector), near.id LIMIT :most
"""
LABELS_LIKE = f"""
SELECT id, -(vector <#> cast(:row AS vector)) AS score FROM {pgvector.LABELS}
WHERE made_with = :made_with ORDER BY vector <#> cast(:row AS vector), id LIMIT :most
"""
WIDEST = 1_000
"""The most neighbours that pgvector looks at (its own limit)."""


class PostgresqlIndex:
    """The index of a PostgreSQL database that has pgvector."""

    def near(
        self, session: Session, row: Rows, *, reader: Reader, most: int, without: int | None = None
    ) -> list[tuple[int, float]]:
        """See `MemoryIndex.near`."""
        values: dict[str, Any] = {f"who{i}": f"%,{number},%" for i, number in enumerate(reader.organisations)}
        may = ["kept.audience = ''", *(f"kept.audience LIKE :{name}" for name in values)]
        who = "true" if reader.everything else "(" + " OR ".join(may) + ")"
        values |= {"without": -1 if without is None else without}
        return self._asked(session, NEAR.format(who=who), row, most, values)

    def kept(self, session: Session, numbers: Iterable[int]) -> dict[int, Kept]:
        """See `MemoryIndex.kept`."""
        made_with = state(session).made_with
        rows = session.scalars(
            select(ProcessVector).where(
                ProcessVector.process_id.in_(list(numbers)),
                ProcessVector.made_with == made_with,
                ProcessVector.vector.is_not(None),
            )
        )
        return {row.process_id: kept_from(row) for row in rows}

    def rows(self, session: Session, numbers: Sequence[int]) -> Rows:
        """See `MemoryIndex.rows`."""
        wanted = select(ProcessVector.process_id, ProcessVector.vector).where(
            ProcessVector.process_id.in_(list(numbers)), ProcessVector.vector.is_not(None)
        )
        found = session.execute(wanted)
        return _aligned({row[0]: row[1] for row in found if row[1] is not None}, numbers)

    def labels(self, session: Session, numbers: NDArray[np.uint32]) -> Rows:
        """See `MemoryIndex.labels`."""
        wanted = numbers.tolist()
        rows = select(LabelVector.id, LabelVector.vector).where(LabelVector.id.in_(set(wanted)))
        return _aligned({row[0]: row[1] for row in session.execute(rows)}, wanted)

    def labels_like(self, session: Session, row: Rows, most: int) -> list[tuple[int, float]]:
        """See `MemoryIndex.labels_like`."""
        return self._asked(session, LABELS_LIKE, row, most, {})

    def refresh(self, session: Session) -> None:
        """Nothing to do: the database itself is the index."""

    def _asked(
        self, session: Session, statement: str, row: Rows, most: int, values: dict[str, Any]
    ) -> list[tuple[int, float]]:
        if most <= 0 or not np.any(row):
            return []
        # For this transaction only; without it the index stops at 40 neighbours, and fewer where some are not allowed.
        session.execute(text(f"SET LOCAL hnsw.ef_search = {min(WIDEST, max(100, 2 * most))}"))
        if pgvector.goes_on(session):
            session.execute(text("SET LOCAL hnsw.iterative_scan = strict_order"))
        asked = {"row": pgvector.literal(row), "made_with": state(session).made_with, "most": most} | values
        found = session.execute(text(statement), asked)
        return [(one.id, min(1.0, round(float(one.score), 5))) for one in found if one.score > 0]


def _aligned(packed: dict[int, bytes], numbers: Sequence[int]) -> Rows:
    unpacked_rows = {number: unpacked(data) for number, data in packed.items()}
    rows = np.zeros((len(numbers), WIDTH), np.float32)
    for row, number in zip(rows, numbers, strict=True):
        if number in unpacked_rows:
            row[:] = unpacked_rows[number]
    return rows
