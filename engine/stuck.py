"""Why a walk did not end, in the words of the soundness check that said so before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from bpmn.model import Diagram

STUCK = ("deadlock", "message-wait")
ROUND = ("livelock", "unsafe")


class FaultLike(Protocol):
    """What is needed of a fault (`bpmn.soundness.Fault`)."""

    @property
    def kind(self) -> str:
        """deadlock, livelock, unsafe, dead, message-wait or ends-twice."""

    @property
    def elements(self) -> tuple[str, ...]:
        """Where it shows, then who is to blame."""


class WalkLike(Protocol):
    """What is needed of a walk that is over."""

    @property
    def diagram(self) -> Diagram:
        """What was walked."""

    @property
    def processes(self) -> tuple[str, ...]:
        """The keys of the processes that are walked together."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The elements where the case stands."""

    @property
    def outcome(self) -> str:
        """ended, stuck or going."""


F = TypeVar("F", bound=FaultLike)


def explained(walk: WalkLike, faults: Sequence[F]) -> F | None:
    """The fault because of which a walk does not go on, None where none of them says so.

    A stuck walk: the fault that shows where it stands, else one that names a place where it stands; for a case that
    could not even begin, the steps that never happen; else a fault by which things happen twice, for what waits then
    waits for one of each. A walk that is still going: the loop that it is in, or work that piles up.
    """
    standing = set(walk.tokens)
    if walk.outcome == "going":
        here = _of(faults, ROUND)
        return _at(here, standing) or _in_its_processes(walk, here)
    if walk.outcome != "stuck":
        return None
    here = _of(faults, STUCK)
    found = next((fault for fault in here if standing.intersection(fault.elements[:1])), None)
    found = found or _at(here, standing)
    if found is None and not standing:
        found = _in_its_processes(walk, _of(faults, (*STUCK, "dead")))
    return found or _in_its_processes(walk, _of(faults, ("unsafe",)))


def _of(faults: Iterable[F], kinds: tuple[str, ...]) -> list[F]:
    """The faults of these kinds, in the order of the kinds."""
    return sorted((one for one in faults if one.kind in kinds), key=lambda fault: kinds.index(fault.kind))


def _at(faults: Iterable[F], standing: set[str]) -> F | None:
    return next((fault for fault in faults if standing.intersection(fault.elements)), None)


def _in_its_processes(walk: WalkLike, faults: Iterable[F]) -> F | None:
    """The first in the processes that are walked together."""
    nodes = walk.diagram.node_by_key
    for fault in faults:
        if any(nodes[key].process in walk.processes for key in fault.elements if key in nodes):
            return fault
    return None
