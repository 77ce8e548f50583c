"""What people said of other pairs of councils of the same service: the next comparison of it learns from that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.compare import KnownPair, Match
from bpmn.model import Diagram
from webapp import reading
from webapp.permissions import Person
from webapp.store import queries
from webapp.store.queries.work import Said
from webapp.store.tables import Process, Version
from webapp.web import db

MOST_PAIRS = 200
MOST_PROCESSES = 60
"""No more diagrams are read for one comparison: about so many stay read."""


@dataclass(frozen=True, eq=False)
class Told:
    """What people said of two processes in their newest versions. A diagram that stands in several pairs, or is
    compared itself, is the same object everywhere. `mark` is equal as long as nothing of this changes."""

    pair: KnownPair
    mark: tuple[object, ...]


def known(
    a: Process, b: Process, compared: Sequence[tuple[Version, Diagram]], person: Person
) -> tuple[Told, ...]:
    """What helps to compare `a` with `b`: the pairs of the service of either, without the two together, only what
    this person may read, those last spoken of first, bounded. `compared` are the versions and diagrams of the two."""
    found: list[Told] = []
    diagrams = {version.sha256: diagram for version, diagram in compared}
    for lgsl in sorted({lgsl for lgsl in (a.lgsl, b.lgsl) if lgsl is not None}):
        for one, other, said in queries.work.spoken_of(db(), lgsl, person, MOST_PAIRS):
            both = (one.current, other.current)
            new = {version.sha256 for version in both} - set(diagrams)
            if {one.id, other.id} == {a.id, b.id} or len(found) == MOST_PAIRS:
                continue
            if len(diagrams) + len(new) > MOST_PROCESSES or not all(map(_is_there, both)):
                continue
            for version in both:
                if version.sha256 in new:
                    diagrams[version.sha256] = reading.read(db(), version).diagram
            told = _told(both, [diagrams[version.sha256] for version in both], said)
            if told.pair.matches:
                found.append(told)
    return tuple(found)


def _is_there(version: Version) -> bool:
    return queries.processes.tombstone(db(), version) is None


def _told(versions: Sequence[Version], diagrams: Sequence[Diagram], said: Sequence[Said]) -> Told:
    """What was said of steps that the newest versions still have."""
    standing = [
        word
        for word in said
        if all(key in diagrams[0].node_by_key for key in word.a)
        and all(key in diagrams[1].node_by_key for key in word.b)
    ]
    matches, rejected = (
        tuple(Match(word.a, word.b) for word in standing if word.verdict == verdict)
        for verdict in ("confirmed", "rejected")
    )
    shas = tuple(version.sha256 for version in versions)
    words = tuple((word.verdict, word.a, word.b) for word in standing)
    return Told(KnownPair(diagrams[0], diagrams[1], matches, rejected), (shas, words))
