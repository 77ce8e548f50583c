"""How many people follow a room: counted in memory from who asked lately, by a number that their browser drew.

Nothing of it is stored. Where several server processes serve one library each counts those who asked it, so that the
figure is the least that follow."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock

LATELY = 60.0
"""Seconds: an open page asks every few, one whose screen is off more seldom, and one without scripts when its owner
does."""
MOST = 20_000


class Present:
    """Who asked lately, for several threads."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = Lock()

    def seen(self, room: str, who: str, at: float | None = None) -> None:
        """Somebody of a room asked; the longest unseen are forgotten."""
        moment = time.monotonic() if at is None else at
        with self._lock:
            self._seen[room, who] = moment
            self._seen.move_to_end((room, who))
            while self._seen and (
                len(self._seen) > MOST or next(iter(self._seen.values())) < moment - LATELY
            ):
                self._seen.popitem(last=False)

    def count(self, room: str, at: float | None = None) -> int:
        """How many of a room asked lately."""
        since = (time.monotonic() if at is None else at) - LATELY
        with self._lock:
            return sum(1 for (where, _), when in self._seen.items() if where == room and when >= since)


present = Present()
