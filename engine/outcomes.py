"""How the walks of one file came out, and whether the soundness check has said so before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bpmn.model import Diagram
from bpmn.naming import opening
from bpmn.semantics import normal_form
from bpmn.soundness import Fault, decide
from engine.errors import WalkError
from engine.limits import LIMITS, Deadline, WalkLimits
from engine.random_walk import LIMIT, Walk, each_walk
from engine.stuck import explained
from engine.walkthrough import Walkthrough


@dataclass(frozen=True)
class Outcomes:
    """The walks of a file. `faults` are those that explain the walks that did not end, each once; `unexplained` how
    many of those walks no fault explains; `stopped` why not all walks were made (or None)."""

    processes: int
    walks: tuple[Walk, ...]
    faults: tuple[Fault, ...] = ()
    unexplained: int = 0
    stopped: str | None = None

    @property
    def counts(self) -> Counter[str]:
        """How many walks ended, got stuck, or were going on at the limit."""
        return Counter(walk.outcome for walk in self.walks)

    @property
    def all_ended(self) -> bool:
        """Whether every walk was made and came to an end."""
        return self.stopped is None and all(walk.outcome == "ended" for walk in self.walks)

    @property
    def predicted(self) -> bool | None:
        """Whether the check tells of every walk that did not end; None when all ended."""
        return None if all(walk.outcome == "ended" for walk in self.walks) else not self.unexplained

    @property
    def why(self) -> str:
        """Why not every walk ended: what the check says, else what the walk says."""
        said = [self.stopped] if self.stopped else []
        said += [fault.text for fault in self.faults[:1]]
        if not self.faults and self.unexplained:
            said += [walk.why or "The case stands still." for walk in self.walks if walk.outcome != "ended"][
                :1
            ]
        more = len(self.faults) - 1
        return opening(" ".join(said)) + (f" (And {more} more.)" if more > 0 else "")


@dataclass(frozen=True)
class _Standing:
    """Where a walk is that never began."""

    diagram: Diagram
    processes: tuple[str, ...]
    tokens: tuple[str, ...] = ()
    outcome: str = "going"


def outcomes(
    diagram: Diagram,
    seed: int,
    walks: int,
    limit: int = LIMIT,
    process: str | None = None,
    limits: WalkLimits = LIMITS,
) -> Outcomes:
    """Walk at random, as `each_walk` does, for `limits.seconds` in all. Raises WalkError when the diagram is over the
    limits or has no such process."""
    made: list[Walk] = []
    stopped = None
    deadline = Deadline(limits.seconds)
    try:
        for walk in each_walk(diagram, seed, walks, limit, process, limits):
            made.append(walk)
            deadline.check()
    except WalkError as error:
        if not made:
            raise
        stopped = str(error)
    faults, unexplained = _explained(diagram, [walk for walk in made if walk.outcome != "ended"], limits)
    processes = 1 if process is not None else len(diagram.processes)
    return Outcomes(processes, tuple(made), faults, unexplained, stopped)


def explains(
    diagram: Diagram, walk: Walk, faults: tuple[Fault, ...], limits: WalkLimits = LIMITS
) -> Fault | None:
    """The fault that explains a walk that did not end."""
    try:
        standing = Walkthrough.replay(diagram, walk.to_json(), limits=limits)
    except WalkError:
        return explained(_Standing(diagram, normal_form(diagram).group_of(walk.process)), faults)
    return explained(standing, faults)


def _explained(diagram: Diagram, unended: list[Walk], limits: WalkLimits) -> tuple[tuple[Fault, ...], int]:
    if not unended:
        return (), 0
    faults = decide(diagram).faults
    found = [explains(diagram, walk, faults, limits) for walk in unended]
    return tuple(dict.fromkeys(fault for fault in found if fault is not None)), found.count(None)
