"""Patterns for the steps of a process that show none: what the library and other councils' processes offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bpmn.compare import Match
from bpmn.compare.compare import match_all
from bpmn.compare.compared import short_name
from bpmn.compare.people import People
from bpmn.compare.steps import Side, side
from bpmn.compare.suggesting import Elsewhere, Suggestion, bare_steps, suggest
from webapp import reading
from webapp.kept import Kept
from webapp.store import queries
from webapp.store.queries.work import Said
from webapp.store.tables import Process, Version
from webapp.web import db, person

KEPT = 64
MOST_OTHERS = 6
"""Other processes of the service that are looked at, those of the same job first."""
LARGEST = 300
"""Steps of a process that is matched with others; for a larger one only words are looked at."""

_kept: Kept[tuple[Any, ...], dict[str, tuple[Suggestion, ...]]] = Kept(KEPT)


def suggestions(process: Process, version: Version) -> dict[str, tuple[Suggestion, ...]]:
    """Up to three patterns for each step at which the resident meets the service and that shows none, by the step's
    key: from what this person may read, what people confirmed first."""
    diagram = reading.read(db(), version).diagram
    if not bare_steps(diagram):
        return {}
    library = dict(queries.patterns.library(db()))
    others = list(_others(process)) if int(version.counts.get("steps") or 0) <= LARGEST else []
    said = queries.work.said_among(db(), [process.id, *(other.id for other in others)])
    key = (
        version.sha256,
        process.id,
        tuple((other.id, other.current.sha256) for other in others),
        said,
        tuple((slug, hash(repr(pattern))) for slug, pattern in library.items()),
    )
    if (found := _kept.get(key)) is None:
        ours = side(diagram)
        theirs = [
            one for other in others for one in _attached(process, ours, other, said) if one.slug in library
        ]
        found = suggest(diagram, library, theirs)
        _kept.put(key, found)
    return found


def _others(process: Process) -> Iterator[Process]:
    """Published processes of the same service that are not this one, the same job first, the last changed first."""
    if process.lgsl is None:
        return
    lines = [
        line
        for line in queries.processes.of_service(db(), process.lgsl, person())
        if line.id != process.id
        and line.state == "published"
        and int(line.counts.get("steps") or 0) <= LARGEST
    ]
    lines.sort(key=lambda line: (line.job == process.job, line.updated_at, line.id), reverse=True)
    for line in lines[:MOST_OTHERS]:
        other = queries.processes.process(db(), line.address, person())
        if other is not None and queries.processes.tombstone(db(), other.current) is None:
            yield other


def _attached(process: Process, ours: Side, other: Process, said: tuple[Said, ...]) -> Iterator[Elsewhere]:
    theirs = side(reading.read(db(), other.current).diagram)
    people = People.of(
        ours, theirs, _said(said, process, other, "confirmed"), _said(said, process, other, "rejected")
    )
    council = short_name(other.council)
    for _, matches, _ in match_all([ours, theirs], {(0, 1): people}):
        for match in matches:
            for key in match.b:
                step = theirs.by_key[key]
                for mine in match.a:
                    yield from (
                        Elsewhere(mine, ref, council, step.name, match.score, match.by == "confirmed")
                        for ref in step.refs
                    )


def _said(said: tuple[Said, ...], process: Process, other: Process, verdict: str) -> list[Match]:
    """What people said of these two, the newest word first, as ours against theirs."""
    found = []
    for one in reversed(said):
        if one.verdict == verdict and {one.process_a, one.process_b} == {process.id, other.id}:
            straight = one.process_a == process.id
            found.append(Match(*((one.a, one.b) if straight else (one.b, one.a))))
    return found
