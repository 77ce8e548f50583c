"""The published processes of one job and what they have in common; kept, because the same versions always give the
same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from bpmn.compare import Match
from bpmn.compare.blueprint import Blueprint, Draft, draft
from bpmn.compare.blueprint import blueprint as find_common
from bpmn.compare.compared import short_name
from bpmn.compare.steps import is_step
from bpmn.errors import TooMuch
from bpmn.model import Diagram
from bpmn.naming import listed
from bpmn.patterns import Pattern, attached
from webapp import reading
from webapp.errors import Refused
from webapp.kept import Kept
from webapp.store import queries
from webapp.store.queries.processes import ProcessLine
from webapp.store.queries.work import Said
from webapp.store.tables import Process, Version
from webapp.web import db, person

T = TypeVar("T")
KEPT = 8
MOST = 25
"""So many processes are looked at, those changed last: each two of them are matched."""
LARGEST = 1_500
"""Steps of one process; a larger one is left out, so that it does not stand in the way of the others."""
MOST_WORK = 600_000
"""Pairs of steps looked at in all."""
MOST_OF_TWO = 1_200_000
"""The same where there are only two processes: those that are large are judged by words."""


@dataclass(frozen=True)
class Source:
    """One council's process: its line in lists, its newest version and the name it goes by on the page."""

    line: ProcessLine
    process: Process
    version: Version
    diagram: Diagram
    name: str


@dataclass(frozen=True)
class Gathered:
    """The processes of one job, and what they have in common. `left` counts processes that were too many or
    too large."""

    job: str
    sources: tuple[Source, ...]
    left: int
    found: Blueprint

    @cached_property
    def _drafts(self) -> dict[int, Draft]:
        return {}

    def draft(self, least: int) -> Draft:
        """The diagram drafted from the steps that so many councils have."""
        if least not in self._drafts:
            self._drafts[least] = draft(self.found, least, name=f"{self.job}: draft")
        return self._drafts[least]

    def drafted_from(self, least: int, day: date) -> str:
        """What a draft was made from, in a sentence, for its note."""
        councils = listed(
            f"{source.process.council} (version {source.version.number})" for source in self.sources
        )
        return (
            f"Drafted on {day.day} {day:%B %Y} from the steps that at least {least} of {len(self.sources)} councils "
            f"have: {councils}."
        )


_kept: Kept[tuple[Any, ...], Blueprint] = Kept(KEPT)


def gather(lgsl: int, job: str, drafts: bool = False) -> Gathered:
    """What the published processes of a job have in common; with `drafts` also those that only this person's council
    may see. Versions that were taken down are left out."""
    lines = [
        line
        for line in queries.processes.of_service(db(), lgsl, person(), job)
        if drafts or line.state == "published"
    ]
    newest = sorted(lines, key=lambda line: (line.updated_at, line.id), reverse=True)[:MOST]
    # What lists count are steps that somebody does, so what is read has no fewer: files far too large are never read.
    light = affordable(newest, [int(line.counts.get("steps") or 0) for line in newest])
    read = [one for line in light if (one := _read(line)) is not None]
    chosen = affordable(read, [sum(map(is_step, one.diagram.nodes)) for one in read])
    place = {line.id: number for number, line in enumerate(lines)}
    sources = _named(sorted(chosen, key=lambda one: place[one.line.id]))
    return Gathered(job, sources, len(lines) - len(light) + len(read) - len(chosen), _common(sources))


def affordable(found: Sequence[T], steps: Sequence[int]) -> list[T]:
    """Of processes with so many steps, as many as one request can compare: in turn, each that still fits."""
    chosen: list[int] = []
    work = 0
    for number, own in enumerate(steps):
        more = sum(own * steps[other] for other in chosen)
        if own <= LARGEST and work + more <= (MOST_OF_TWO if len(chosen) == 1 else MOST_WORK):
            chosen.append(number)
            work += more
    return [found[number] for number in chosen]


def _read(line: ProcessLine) -> Source | None:
    process = queries.processes.process(db(), line.address, person())
    if process is None or queries.processes.tombstone(db(), process.current) is not None:
        return None
    return Source(line, process, process.current, reading.read(db(), process.current).diagram, "")


def _named(sources: Sequence[Source]) -> tuple[Source, ...]:
    names = _names([source.process for source in sources])
    return tuple(replace(source, name=name) for source, name in zip(sources, names, strict=True))


def _names(processes: Sequence[Process]) -> list[str]:
    """Short names of the councils, each another: the stage, then a number tells two of one council apart."""
    short = [short_name(process.council) for process in processes]
    often = Counter(short)
    found: list[str] = []
    for name, process in zip(short, processes, strict=True):
        stage = "as it is now" if process.stage == "as-is" else "as it is to be"
        wanted = name if often[name] == 1 else f"{name}, {stage}"
        same = sum(other == wanted or other.startswith(f"{wanted} (") for other in found)
        found.append(f"{wanted} ({same + 1})" if same else wanted)
    return found


def _common(sources: tuple[Source, ...]) -> Blueprint:
    said = queries.work.said_among(db(), [source.process.id for source in sources])
    library = dict(queries.patterns.library(db()))
    patterns = attached((source.diagram for source in sources), library)
    key = (
        tuple((source.version.sha256, source.process.id, source.name) for source in sources),
        said,
        tuple(map(repr, patterns.items())),
    )
    if (found := _kept.get(key)) is not None:
        return found
    try:
        made = _made(sources, said, patterns)
    except TooMuch as error:
        raise Refused(str(error)) from error
    _kept.put(key, made)
    return made


def _made(sources: tuple[Source, ...], said: tuple[Said, ...], patterns: dict[str, Pattern]) -> Blueprint:
    place = {source.process.id: number for number, source in enumerate(sources)}
    people: dict[str, dict[tuple[int, int], list[Match]]] = {"confirmed": {}, "rejected": {}}
    for one in said:
        pair = place[one.process_a], place[one.process_b]
        people[one.verdict].setdefault(pair, []).append(Match(one.a, one.b))
    return find_common(
        [source.diagram for source in sources],
        [source.name for source in sources],
        confirmed=people["confirmed"],
        rejected=people["rejected"],
        patterns=patterns,
    )
