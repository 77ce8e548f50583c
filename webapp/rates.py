"""How often one address may ask: loose enough for people, tight enough to stop a runaway script.

Counted in the memory of each server process; whoever runs several puts a proxy with its own limits in front.
"""

from __future__ import annotations

import time

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import MemoryStorage

EVERYTHING = "1200 per minute"
UPLOADS = "60 per minute"
WALKS = "120 per minute"
STEPS = "6000 per minute"
"""Pages of a walk: a room of fifty people may walk together from one address."""
SIGNING_IN = "60 per minute"


SWEEP = 60.0
"""Seconds between two looks for counts whose time is over."""


class Counts(MemoryStorage):
    """Counts in memory. The library's own starts a thread at nearly every request only to drop old counts, which
    was a tenth of a page of a walk; here old counts go once a minute, within a request."""

    STORAGE_SCHEME = ["counts"]  # noqa: RUF012 (the library's own attribute)
    _swept = 0.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count one more under a key for so many seconds from the first; the count so far."""
        now = time.time()
        self._sweep(now)
        with self.locks[key]:
            self.get(key)
            self.storage[key] += amount
            if self.storage[key] == amount:
                self.expirations[key] = now + expiry
            return self.storage[key]

    def _sweep(self, now: float) -> None:
        if now - self._swept < SWEEP:
            return
        self._swept = now
        for key, until in list(self.expirations.items()):
            if until <= now:
                self.storage.pop(key, None)
                self.expirations.pop(key, None)
                self.locks.pop(key, None)


limiter = Limiter(get_remote_address, default_limits=[EVERYTHING], storage_uri="counts://")
