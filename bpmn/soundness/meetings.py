"""Two tokens in one place: which fork made two of one, and where they were let through one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.semantics import NormalForm, reaches_any
from bpmn.statespace import Net


@dataclass(frozen=True)
class Meeting:
    """Stations: `step` is what happens twice, `merge` where several ways come together before it and each
    token goes on by itself, `split` the last fork two of whose `ways` lead there.
    Or `split` lies `in_a_loop`: one of its ways goes round, and each time another leads there."""

    step: str
    merge: str | None
    split: str | None
    ways: tuple[str, ...]
    in_a_loop: bool = False


def meeting(form: NormalForm, net: Net, path: Sequence[int], place: int) -> Meeting:
    """Who is to blame that two tokens meet in a place, after these transitions."""
    kind, _, key = net.places[place].partition(" ")
    source = form.ways[key].source if kind == "way" else key
    target = form.ways[key].target if kind == "way" else key
    merge = _merge(form, source)
    goal = merge or source
    leads = reaches_any(form, goal, form.stations[goal].ways_in) | {goal}
    split, ways = _split(form, net, path, leads)
    step = _shown(form, target or source)
    if split is None and (fork := _fork_in_a_loop(form, net, path, leads)) is not None:
        return Meeting(step, None, fork, (), True)
    return Meeting(step, merge, split, ways)


def _shown(form: NormalForm, key: str) -> str:
    """The first step or end from there on: a gateway is nothing that happens."""
    seen = {key}
    here = key
    while form.stations[here].node is not None and form.stations[here].node.is_gateway:  # type: ignore[union-attr]
        targets = [form.ways[way].target for way in form.stations[here].ways_out]
        following = next((one for one in targets if one is not None and one not in seen), None)
        if following is None:
            return key
        seen.add(following)
        here = following
    return here


def _merge(form: NormalForm, source: str) -> str | None:
    """The nearest station at or before this one that several ways lead into."""
    here: str | None = source
    seen: set[str] = set()
    while here is not None and here not in seen:
        seen.add(here)
        station = form.stations[here]
        drawn = [way for way in station.ways_in if form.ways[way].source != here]
        if len(drawn) > 1 and station.join == "each" and station.role == "node":
            return here
        if station.node is not None and station.node.attached_to is not None:
            here = station.node.attached_to
        else:
            here = form.ways[drawn[0]].source if drawn else None
    return None


def _split(
    form: NormalForm, net: Net, path: Sequence[int], leads: frozenset[str]
) -> tuple[str | None, tuple[str, ...]]:
    names = net.places
    for number in reversed(path):
        transition = net.transitions[number]
        ways = [
            names[place].partition(" ")[2] for place in transition.gives if names[place].startswith("way ")
        ]
        ways = [way for way in ways if form.ways[way].target in leads]
        if len(ways) > 1 and form.stations[transition.station].node is not None:
            return transition.station, tuple(ways)
    return None, ()


def _fork_in_a_loop(form: NormalForm, net: Net, path: Sequence[int], leads: frozenset[str]) -> str | None:
    """The last fork of which one way leads there and another comes back to it."""
    names = net.places
    for number in reversed(path):
        transition = net.transitions[number]
        station = form.stations[transition.station]
        ways = [
            names[place].partition(" ")[2] for place in transition.gives if names[place].startswith("way ")
        ]
        targets = [form.ways[way].target for way in ways]
        before = reaches_any(form, station.key, station.ways_in)
        back = any(target in before for target in targets)
        if len(ways) > 1 and back and station.node is not None and any(one in leads for one in targets):
            return station.key
    return None
