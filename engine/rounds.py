"""How often a looped or multi-instance step is done: which round a token is in, and how many were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bpmn.semantics import Station, Way
from engine.deciding import Decision

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from bpmn.conditions import Answer

MOST = 1_000
AGAIN, GO_ON = "again", "go-on"


@dataclass(frozen=True)
class HowMany:
    """A step that is done for each of several can be asked how many there are: from `least` to `most`.
    `suggested` is the number that the file or an answer gives, None where neither does."""

    least: int = 1
    most: int = MOST
    suggested: int | None = None


def carried(token: Task, station: Station, way: Way) -> dict[str, Any]:
    """What a token that leaves a looped step by one of its ways takes along: which round it is, and of how many."""
    if station.repeats or (station.role == "again" and way.choice == AGAIN):
        round_ = round_of(token) + (station.role == "again")
        return {"round": round_, "times": times_of(token)}
    return {}


def round_of(token: Task) -> int:
    """The round that the token is in, from 1."""
    number: int = token.internal_data.get("round", 1)
    return number


def times_of(token: Task) -> int | None:
    """How many rounds were asked for, if they were."""
    times: int | None = token.internal_data.get("times")
    return times


def how_many(token: Task, station: Station, answers: Mapping[str, Answer]) -> HowMany | None:
    """What may be asked about a token at a looped step, or after its first round; None when nothing may: it is an
    ordinary step, a later round, the number is known, or the loop has no number."""
    loop = station.node.loop if station.node is not None else None
    if (
        loop is None
        or token.task_spec.station.key != station.key
        or not (station.repeats or station.role == "again")
    ):
        return None
    if round_of(token) > 1 or times_of(token) is not None:
        return None
    if loop.kind == "standard":
        number = suggested(loop.maximum, answers)
        return HowMany(most=number, suggested=None) if number is not None else None
    return HowMany(suggested=suggested(loop.cardinality, answers))


def by_number(token: Task, station: Station, ways: Iterable[Way]) -> Decision | None:
    """Again or on, when it was said how many there are."""
    times = times_of(token)
    if station.role != "again" or times is None:
        return None
    done = round_of(token)
    word = AGAIN if done < times else GO_ON
    return Decision(
        tuple(way.key for way in ways if way.choice == word), f"{min(done, times)} of {times} done"
    )


def suggested(written: str | None, answers: Mapping[str, Answer]) -> int | None:
    """The number that a file writes (`5`, `${5}`), or the answer whose name it writes (`${number_of_bins}`)."""
    found = re.fullmatch(r"\s*=?\s*(?:[$#]\{)?\s*([A-Za-z_]\w{0,99}|\d{1,4})\s*\}?\s*", written or "")
    if found is None:
        return None
    value = answers.get(found[1], found[1])
    number = int(str(value)) if re.fullmatch(r"\d{1,4}", str(value)) else 0
    return number if 1 <= number <= MOST else None
