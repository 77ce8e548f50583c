"""What every importer gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Imported(Generic[Thing]):
    """What was read, and in plain sentences what could not be carried over or had to be guessed."""

    result: Thing
    notes: tuple[str, ...] = ()
