"""Which parallel joins wait for something that can no longer come."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.semantics import NormalForm, Station, reaches
from bpmn.statespace.explore import Exploration
from bpmn.statespace.net import Marking, Transition


@dataclass(frozen=True)
class StuckJoin:
    """A join (station key) at which a case can end up waiting for ever: a token has come on `arrived`,
    none can come any more on `missing` (way keys). `split` is the decision that sent the case elsewhere
    and `taken` the ways it took there, None and () where no decision is to blame. `trace` are the
    stations on the way there."""

    join: str
    arrived: tuple[str, ...]
    missing: tuple[str, ...]
    split: str | None
    taken: tuple[str, ...]
    trace: tuple[str, ...]


def stuck_joins(form: NormalForm, exploration: Exploration) -> tuple[StuckJoin, ...]:
    """One for each join that is stuck for certain in some situation, the earliest found.

    A join counts only where it holds a token, and where nothing stands anywhere from which the missing one
    could come: a join that waits behind another wait is a consequence, not a cause.
    """
    found: dict[str, StuckJoin] = {}
    joins = _joins(form, exploration)
    for marking in exploration.stuck:
        for join in joins:
            if join.key not in found:
                stuck = _stuck(form, exploration, marking, join)
                if stuck is not None:
                    found[join.key] = stuck
    return tuple(found[key] for key in form.stations if key in found)


def _joins(form: NormalForm, exploration: Exploration) -> list[Station]:
    compiled = exploration.net.station_places
    return [station for key, station in form.stations.items() if station.join == "all" and key in compiled]


def _stuck(form: NormalForm, exploration: Exploration, marking: Marking, join: Station) -> StuckJoin | None:
    places = exploration.net.way_places
    arrived = tuple(way for way in join.ways_in if places[way] in marking)
    if not arrived:
        return None
    before = reaches(form, join.key)
    standing = exploration.net.station_places
    marked = frozenset(marking)
    missing = tuple(
        way
        for way in join.ways_in
        if way not in arrived
        and all(marked.isdisjoint(standing.get(key, frozenset())) for key in before[way])
    )
    if not missing:
        return None
    trace = exploration.trace(marking)
    split, taken = _to_blame(form, trace, before[missing[0]])
    return StuckJoin(join.key, arrived, missing, split, taken, tuple(step.station for step in trace))


def _to_blame(
    form: NormalForm, trace: tuple[Transition, ...], before: frozenset[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The last choice by which the case left the stations from which the missing way can be reached."""
    for step in reversed(trace):
        if step.station in before and step.chosen:
            targets = (form.ways[way].target for way in step.chosen)
            if not any(target in before for target in targets if target is not None):
                return step.station, step.chosen
    return None, ()
