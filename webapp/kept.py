"""Results kept because the same question always has the same answer: so many, the longest unused dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """A bounded cache for several threads. Two that miss the same key at once both work it out, and the last one's
    answer stays."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """What is kept under `key`, which counts as used."""
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def put(self, key: Key, value: Value) -> None:
        """Keep `value`, and drop what is too much."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)

    def take(self, key: Key) -> Value | None:
        """What is kept under `key`, which is then kept no more: for values that only one may use at a time."""
        with self._lock:
            return self._found.pop(key, None)

    def drop(self, key: Key) -> None:
        """Forget what is kept under `key`, if anything."""
        with self._lock:
            self._found.pop(key, None)
