"""What an inclusive join has to know: which stations could still send it a token (13.4.3)."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.semantics.form import NormalForm


def reaches(form: NormalForm, join: str) -> dict[str, frozenset[str]]:
    """For every way into the join, the stations from which a token could come along it without passing
    through the join itself. One search a way: `reaches_any` asks about many ways at once."""
    return {way: reaches_any(form, join, (way,)) for way in form.stations[join].ways_in}


def reaches_any(form: NormalForm, join: str, ways: Iterable[str]) -> frozenset[str]:
    """The stations from which a token could come along any of these ways into the join, without passing
    through the join itself. A token at an activity can also leave by the activity's boundary events."""
    seen = {form.ways[way].source for way in ways} - {join}
    rest = list(seen)
    while rest:
        station = form.stations[rest.pop()]
        before = [form.ways[way].source for way in station.ways_in]
        if station.node is not None and station.node.attached_to is not None:
            before.append(station.node.attached_to)
        for key in before:
            if key not in seen and key != join:
                seen.add(key)
                rest.append(key)
    return frozenset(seen)
