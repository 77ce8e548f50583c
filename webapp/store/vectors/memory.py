"""The index in memory: every row as signed bytes, searched exactly, brought up to date by what changed since.

A server process loads it when it is first asked. From then on it looks at one number a request, and loads only the
rows that changed; so several server processes see each other's changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import RLock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.compare.nearest.spaces import BY_MEANING, WIDTH, Rows
from webapp.store.database import WRITES
from webapp.store.search import Reader
from webapp.store.vectors.kept import Kept, Packed
from webapp.store.vectors.matrix import ByteMatrix
from webapp.store.vectors.state import State, state
from webapp.store.vectors.tables import LabelVector, ProcessVector

AT_ONCE = 2_000
"""Rows read from the database in one go."""


class MemoryIndex:
    """Processes and labels of one database. Safe between threads."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._state = State("", -1)
        self._clear(self._state)

    def near(
        self, session: Session, row: Rows, *, reader: Reader, most: int, without: int | None = None
    ) -> list[tuple[int, float]]:
        """The processes that the reader may find whose rows are nearest: (id, cosine), nearest first."""
        with self._lock:
            allowed = self._allowed(reader)
            if without is not None and (place := self._processes.place(without)) is not None:
                allowed[place] = False
            return self._processes.nearest(row, most, allowed)

    def kept(self, session: Session, numbers: Iterable[int]) -> dict[int, Kept]:
        """What is kept of these processes, of those that are in the index."""
        with self._lock:
            return {number: Kept(*self._kept[number]) for number in numbers if number in self._kept}

    def rows(self, session: Session, numbers: Sequence[int]) -> Rows:
        """The rows of processes; zeros where one is not in the index."""
        with self._lock:
            return self._processes.rows(numbers)

    def labels(self, session: Session, numbers: NDArray[np.uint32]) -> Rows:
        """The rows of labels by their numbers; zeros for one that is gone meanwhile."""
        with self._lock:
            return self._labels.rows([int(number) for number in numbers])

    def labels_like(self, session: Session, row: Rows, most: int) -> list[tuple[int, float]]:
        """The labels nearest to a row: (number, cosine), nearest first, whoever may read them."""
        with self._lock:
            return self._labels.nearest(row, most)

    def refresh(self, session: Session) -> None:
        """Load what changed since. Within a writing transaction nothing: it may be rolled back."""
        if session.info.get(WRITES):
            return
        with self._lock:
            self._refresh(session)

    def _refresh(self, session: Session) -> None:
        now = state(session)
        if now.changes <= self._state.changes:
            # A session that began a while ago may see less than what is loaded already: what is newer stays.
            return
        if now.made_with != self._state.made_with:
            self._clear(State(now.made_with, -1))
        everything = self._state.changes < 0
        wanted = self._load_processes(session, now)
        self._load_labels(session, None if everything else wanted)
        self._state = now

    def _clear(self, at: State) -> None:
        self._state = at
        by_signs = at.made_with == BY_MEANING
        self._processes = ByteMatrix(WIDTH, by_signs=by_signs)
        self._labels = ByteMatrix(WIDTH, by_signs=by_signs)
        # Plain tuples of plain values: a hundred thousand objects would cost the collector of garbage dear.
        self._kept: dict[int, Packed] = {}
        self._open = np.zeros(0, np.bool_)
        self._own: dict[int, set[int]] = {}

    def _load_processes(self, session: Session, now: State) -> set[int]:
        """Take in the processes that changed; the numbers of the labels they have."""
        changed = (
            select(
                ProcessVector.process_id, ProcessVector.vector, ProcessVector.audience, ProcessVector.number,
                ProcessVector.lgsl, ProcessVector.steps, ProcessVector.orders, ProcessVector.questions,
                ProcessVector.shape,
            )
            .where(ProcessVector.change > self._state.changes, ProcessVector.made_with == now.made_with)
            .order_by(ProcessVector.change, ProcessVector.process_id)
        )  # fmt: skip
        labels: set[int] = set()
        for part in session.execute(changed, execution_options={"yield_per": AT_ONCE}).partitions():
            there = []
            for row in part:
                self._forget(row[0])
                if row[1] is not None:
                    there.append(row)
                    self._kept[row.process_id] = (
                        row.number, row.lgsl, row.steps, row.orders, row.questions, row.shape,
                    )  # fmt: skip
            places = self._processes.put([row[0] for row in there], [row.vector or b"" for row in there])
            for place, row in zip(places, there, strict=True):
                self._let(place, row[2])
                if self._state.changes >= 0:
                    kept = Kept(*self._kept[row[0]])
                    labels.update(kept.steps["label"].tolist(), kept.questions)
        return labels

    def _load_labels(self, session: Session, wanted: set[int] | None) -> None:
        """Take in the rows of labels that are not here yet; of all where `wanted` is None."""
        query = select(LabelVector.id, LabelVector.vector)
        missing = sorted(number for number in wanted or () if self._labels.place(number) is None)
        parts = [missing[start : start + AT_ONCE] for start in range(0, len(missing), AT_ONCE)]
        queries = [query] if wanted is None else [query.where(LabelVector.id.in_(part)) for part in parts]
        for one in queries:
            for rows in session.execute(one, execution_options={"yield_per": AT_ONCE}).partitions():
                self._labels.put([row[0] for row in rows], [row[1] for row in rows])

    def _forget(self, number: int) -> None:
        place = self._processes.remove(number)
        self._kept.pop(number, None)
        if place is not None:
            self._open[place] = False
            for places in self._own.values():
                places.discard(place)

    def _let(self, place: int, audience: str) -> None:
        """Note who may find what stands at a place."""
        if place >= len(self._open):
            more = np.zeros(max(1024, len(self._open) // 4, place + 1 - len(self._open)), np.bool_)
            self._open = np.concatenate([self._open, more])
        self._open[place] = not audience
        for organisation in filter(None, audience.split(",")):
            self._own.setdefault(int(organisation), set()).add(place)

    def _allowed(self, reader: Reader) -> NDArray[np.bool_]:
        count = self._processes.count
        if reader.everything:
            return np.ones(count, np.bool_)
        allowed = self._open[:count].copy()
        for organisation in reader.organisations:
            allowed[list(self._own.get(organisation, ()))] = True
        return allowed
