"""Putting into the index for meaning what is not in it yet, in the background: the examples after a first start, and
everything after an update or after the weights were installed. Then the labels of what is likeliest to be compared
next are met, so that the first comparison of two processes is as quick as the second.

What is left to do is read from the store, so that a stop in the middle loses nothing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from bpmn.compare.ahead import ahead
from bpmn.reader import read
from webapp.actions import indexing
from webapp.store import queries
from webapp.store.database import Database
from webapp.store.vectors.index import index

log = logging.getLogger(__name__)
PAUSE = 3
"""Seconds after the start before anything is done."""
MOST_MET = 100
"""Processes, the newest published, whose labels are met ahead."""
AT_ONCE = 4
"""Processes put in between two rests."""
FILLING, MEETING = 1.0, 4.0
"""How long is rested after each step of either work, in times of what the step took: whoever uses the library
meanwhile hardly feels it. What cannot be found by meaning yet is wanted sooner than what makes comparing quicker."""
EVERY = 60
"""Seconds between two looks for something to put in."""


class Filler:
    """A thread that keeps the index full, and loads it once so that nobody's first page has to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._met: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="filling", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch at hand."""
        self._stop.set()
        self._thread.join(10)

    def _run(self) -> None:
        # Whoever opens the first page should not wait for the weights to be read.
        self._stop.wait(PAUSE)
        while not self._stop.is_set():
            try:
                with self._database.session() as session:
                    for _ in self._gently(indexing.fill_all(session, AT_ONCE), FILLING):
                        pass
                    if self._stop.is_set():
                        return
                    index(session)
                    self._meet(session)
            except Exception:
                # The next look tries again; meanwhile what is in it is found.
                log.exception("The index for meaning could not be filled.")
            self._stop.wait(EVERY)

    def _meet(self, session: Session) -> None:
        """Work out the vectors of the newest processes' labels, once for each version."""
        for _ in self._gently(self._ahead(session), MEETING):
            pass

    def _ahead(self, session: Session) -> Iterator[None]:
        for version in queries.processes.newest(session, MOST_MET):
            if version.sha256 in self._met:
                continue
            data = queries.processes.data(session, version)
            self._met.add(version.sha256)
            # Resting takes long: nobody's writing should meet a reader that only rests.
            session.rollback()
            for _ in ahead(read(data)) if data is not None else ():
                yield

    def _gently(self, steps: Iterable[object], rest: float) -> Iterator[None]:
        """The steps one by one, until there are none left or the end is wanted. After each is a rest: `rest` times as
        long as the step took."""
        began = time.monotonic()
        for _ in steps:
            yield
            if self._stop.wait((time.monotonic() - began) * rest):
                return
            began = time.monotonic()
