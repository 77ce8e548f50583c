"""Which ways out of a station may be taken together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bpmn.semantics import NormalForm, Station

MOST_WAYS_IN_FULL = 5


def splits(
    station: Station, form: NormalForm, in_full: int = MOST_WAYS_IN_FULL
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The sets of ways that may be taken together, each with those of them that were chosen. Of more than
    `in_full` free ways only one, all but one, and all together."""
    leading = tuple(way for way in station.ways_out if form.ways[way].target is not None)
    if station.split in ("all", "race") or not station.ways_out:
        yield leading, ()
    elif station.split == "one":
        for way in station.ways_out:
            yield ((way,) if way in leading else ()), (way,)
    else:
        yield from _subsets(station, in_full)


def too_many(station: Station, in_full: int) -> bool:
    """Whether not every choice of ways is tried at this station."""
    return station.split == "some" and len(_free(station)) > in_full


def _free(station: Station) -> list[str]:
    return [way for way in station.ways_out if way not in station.always and way != station.default]


def _subsets(station: Station, in_full: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    free = _free(station)
    sizes = range(1, len(free) + 1) if len(free) <= in_full else (1, len(free) - 1, len(free))
    for size in sizes:
        for ways in combinations(free, size):
            yield (*station.always, *ways), ways
    if station.default is not None:
        yield (*station.always, station.default), (station.default,)
    elif station.always:
        yield station.always, ()
