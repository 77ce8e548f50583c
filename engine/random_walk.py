"""Walking cases at random: a quick look at whether a process can be walked to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, TypeVar

from bpmn.model import Diagram
from bpmn.semantics import NormalForm, normal_form
from engine.choices import VERSION
from engine.errors import EndlessWalk
from engine.limits import LIMITS, Deadline, WalkLimits, check_size
from engine.options import Option
from engine.taken import Taken
from engine.walkthrough import Walkthrough

LIMIT = 300
_AT_ONCE = 100
_T = TypeVar("_T")


@dataclass(frozen=True)
class Walk:
    """One case walked: `limit` is the outcome of a walk that was still going after so many steps, or that
    goes round by itself for ever; `why` says which, in a sentence."""

    process: str
    outcome: Literal["ended", "stuck", "limit"]
    steps: tuple[Taken, ...]
    why: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The walk as the contract writes it."""
        steps = [step.to_json(enabled=True) for step in self.steps]
        return {"process": self.process, "outcome": self.outcome, "steps": steps}


def random_walks(
    diagram: Diagram,
    seed: int,
    walks: int,
    limit: int = LIMIT,
    process: str | None = None,
    limits: WalkLimits = LIMITS,
) -> dict[str, Any]:
    """`walks` cases through each process of the diagram (or one of them), as `guildhall walk --json` prints
    them."""
    return walks_json(each_walk(diagram, seed, walks, limit, process, limits))


def walks_json(walks: Iterable[Walk]) -> dict[str, Any]:
    """The document that `guildhall walk --json` prints."""
    return {"version": VERSION, "walks": [walk.to_json() for walk in walks]}


def each_walk(
    diagram: Diagram,
    seed: int,
    walks: int,
    limit: int = LIMIT,
    process: str | None = None,
    limits: WalkLimits = LIMITS,
) -> Iterator[Walk]:
    """The walks one by one. The same diagram and seed give the same walks. Raises WalkError when the diagram
    has no such process, is over the limits, or takes longer than `limits.seconds` for a hundred walks."""
    check_size(diagram, limits)
    form = normal_form(diagram)
    deadline = Deadline(limits.seconds)
    begun = 0
    for key in [process] if process is not None else [one.key for one in diagram.processes]:
        first: Walkthrough | None = None
        for number in range(walks):
            begun += 1
            if begun % _AT_ONCE == 0:
                deadline = Deadline(limits.seconds)
            deadline.check()
            try:
                first = walkthrough = first.again() if first else _start(diagram, key, form, limits)
            except EndlessWalk as error:
                yield Walk(key, "limit", (), str(error))
                continue
            yield _walk(walkthrough, Random(f"{seed} {key} {number}"), limit, deadline)


def walked(walkthrough: Walkthrough) -> Walk:
    """A walkthrough as a walk: what `walk --choices` prints. One that is still going has the outcome `limit`."""
    outcome: Literal["ended", "stuck", "limit"] = (
        "limit" if walkthrough.outcome == "going" else walkthrough.outcome
    )
    return Walk(walkthrough.process, outcome, walkthrough.history)


def _start(diagram: Diagram, process: str, form: NormalForm, limits: WalkLimits) -> Walkthrough:
    return Walkthrough.start(diagram, process, limits=limits, form=form)


def one_walk(walkthrough: Walkthrough, seed: int | str, limit: int = LIMIT) -> Walk:
    """Walk on at random from where a walkthrough stands."""
    return _walk(walkthrough, Random(seed), limit, Deadline(LIMITS.seconds))


def _walk(walkthrough: Walkthrough, chance: Random, limit: int, deadline: Deadline) -> Walk:
    seen: Counter[str] = Counter()
    why: str | None = f"Still going after {limit} steps."
    while len(walkthrough.history) < limit:
        deadline.check()
        options = walkthrough.options()
        if not options:
            outcome: Literal["ended", "stuck"] = "ended" if walkthrough.outcome == "ended" else "stuck"
            return Walk(walkthrough.process, outcome, walkthrough.history)
        option = _likely(chance, [(one, seen[one.element]) for one in options])
        chose = _chosen(chance, option, seen)
        seen.update([option.element, *chose])
        try:
            walkthrough.take(option, chose=chose)
        except EndlessWalk as error:
            why = str(error)
            break
    else:
        if walkthrough.outcome == "ended":
            return Walk(walkthrough.process, "ended", walkthrough.history)
    return Walk(walkthrough.process, "limit", walkthrough.history, why)


def _chosen(chance: Random, option: Option, seen: Counter[str]) -> tuple[str, ...]:
    if not option.flows:
        return ()
    if not option.several:
        return (_likely(chance, [(flow.flow, seen[flow.flow]) for flow in option.flows]),)
    chosen = tuple(flow.flow for flow in option.flows if not flow.otherwise and chance.random() < 0.5)
    if chosen or (option.least == 0 and chance.random() < 0.5):
        return chosen
    return (_likely(chance, [(flow.flow, seen[flow.flow]) for flow in option.flows]),)


def _likely(chance: Random, options: list[tuple[_T, int]]) -> _T:
    """One of the options, the less likely the more often it was taken: so that loops are left some time."""
    weights = [1 / (1 + times) ** 2 for _, times in options]
    return chance.choices([one for one, _ in options], weights)[0]
