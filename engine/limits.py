"""How much work one walk may be: checked before the work, so that no file can hold the server up."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bpmn.model import Diagram
from engine.errors import WalkError


@dataclass(frozen=True)
class WalkLimits:
    """`elements`: nodes and flows of the diagram; `steps`: entries of a choice log; `seconds`: wall clock for
    one call (a start, a replay, a set of random walks); `moves`: what may happen by itself after one step,
    besides twice the diagram's elements; `tokens`: places where one case may stand at once; `answers`:
    characters typed in one step."""

    elements: int = 50_000
    steps: int = 10_000
    seconds: float = 10.0
    moves: int = 4_000
    tokens: int = 2_000
    answers: int = 20_000


LIMITS = WalkLimits()


def check_size(diagram: Diagram, limits: WalkLimits) -> None:
    """WalkError when the diagram has more elements than may be walked."""
    size = len(diagram.nodes) + len(diagram.flows)
    if size > limits.elements:
        raise WalkError(f"This diagram has {size} elements; at most {limits.elements} can be walked.")


class Deadline:
    """Raises WalkError once the time is up."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._seconds = seconds

    def check(self) -> None:
        """Say so if the time is up."""
        if time.monotonic() > self._until:
            raise WalkError(
                f"Walking this diagram took more than {self._seconds:g} seconds, so it was stopped."
            )
