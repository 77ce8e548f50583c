"""Checking the library again in the background, after a rule or the checker changed.

What is left to do is read from the store, so that a stop in the middle loses nothing and several server
processes do no harm to each other: at worst they do the same work twice.
"""

from __future__ import annotations

import logging
import threading

from webapp.actions import checking
from webapp.store.database import Database

log = logging.getLogger(__name__)
EVERY = 60
"""Seconds between two looks for something to check again, where nobody calls before."""


class Rechecker:
    """A thread that keeps the library's findings up to date. `wake` makes it look at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rechecking", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    def stop(self) -> None:
        """End after the batch at hand."""
        self._stop.set()
        self._wake.set()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                with self._database.session() as session:
                    for _ in checking.recheck_all(session):
                        if self._stop.is_set():
                            return
            except Exception:
                # The next look tries again; meanwhile what was found before stays readable.
                log.exception("The library could not be checked again.")
            self._wake.wait(EVERY)
