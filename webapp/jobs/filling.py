"""Putting into the index for meaning what is not in it yet, in the background: the examples after a first start, and
everything after an update or after the weights were installed.

What is left to do is read from the store, so that a stop in the middle loses nothing."""

from __future__ import annotations

import logging
import threading

from webapp.actions import indexing
from webapp.store.database import Database
from webapp.store.vectors.index import index

log = logging.getLogger(__name__)
PAUSE = 3
"""Seconds after the start before anything is done."""
EVERY = 60
"""Seconds between two looks for something to put in."""


class Filler:
    """A thread that keeps the index full, and loads it once so that nobody's first page has to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
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
                    for _ in indexing.fill_all(session):
                        if self._stop.is_set():
                            return
                    index(session)
            except Exception:
                # The next look tries again; meanwhile what is in it is found.
                log.exception("The index for meaning could not be filled.")
            self._stop.wait(EVERY)
