"""A kept walk brought back to where it stands, and the patterns of the version it walks through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bpmn.called import CannotCall
from bpmn.model import Diagram
from bpmn.patterns import Pattern
from engine.errors import WalkError
from engine.hiding import without_calls
from engine.limits import WalkLimits
from engine.refit import refit
from engine.walkthrough import Walkthrough as Walk
from webapp import called as calls
from webapp import reading
from webapp.patterns.local_values import local
from webapp.permissions import Person
from webapp.store import queries
from webapp.store.database import Session
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs import typed, warm

# One page may not hold the server up: a walk of a web page is smaller than one of the command line.
LIMITS = WalkLimits(steps=1_000, seconds=8.0)


def replayed(
    session: Session,
    kept: Walkthrough,
    given: Mapping[int, Mapping[str, Any]],
    person: Person | None = None,
) -> Walk:
    """The walk that a kept log leads to, with the processes that it went into where this person may read them.
    `given` are answers by the number of their step, put into the log.

    Where the log does not lead all the way (somebody changed it by hand, or the engine changed) the walk stands
    where it stops fitting: `len(walk.history)` is then less than the log's steps. Raises WalkError when the diagram
    cannot be walked at all."""
    diagram = reading.read(session, kept.version).diagram
    log = typed.with_answers(kept.log, given)
    called = kept.log.get("calls") or {}
    if not called:
        # The diagram is asked for first: a version that was taken down must not live on here.
        ready = warm.take(warm.key_of(kept.version.sha256, log))
        return ready if ready is not None else _replayed(diagram, log, kept.log)
    diagram, hidden, _ = _composed(session, kept.version, called, person)
    walk = _replayed(diagram, log, kept.log)
    if not hidden:
        return walk
    shown = without_calls(walk, hidden)
    diagram, _, _ = _composed(session, kept.version, shown["calls"], person)
    return _replayed(diagram, shown, shown)


def _composed(
    session: Session, version: Version, called: calls.Calls, person: Person | None
) -> tuple[Diagram, frozenset[str], dict[str, Version]]:
    try:
        return calls.composed(session, version, called, person)
    except CannotCall as error:
        # What was called went, or a log was changed by hand: the pages of walks tell what cannot be walked.
        raise WalkError(str(error)) from error


def _replayed(diagram: Diagram, log: Mapping[str, Any], bare: Mapping[str, Any]) -> Walk:
    try:
        return Walk.replay(diagram, log, limits=LIMITS)
    except WalkError:
        # The engine or the answers changed under a log: what the log itself says still holds.
        return refit(diagram, bare, limits=LIMITS, calls=bare.get("calls")).walk


def started(session: Session, version: Version, person: Person, of: str | None = None) -> Walk:
    """A walk of a version from its beginning (`of`: the process of the file, the first unless said), with what its
    calls lead to put in as far as this person may read it. Raises WalkError."""
    walk = Walk.start(reading.read(session, version).diagram, of, limits=LIMITS)
    called = calls.found(session, version, walk.process, person)
    if not called:
        return walk
    whole, _, _ = _composed(session, version, called, person)
    return Walk.start(whole, walk.process, limits=LIMITS, calls=called)


def patterns_of(
    session: Session, version: Version, walk: Walk | None = None, person: Person | None = None
) -> dict[str, Pattern]:
    """The patterns attached to a version's steps, by the reference the file uses, and to those of the processes that
    a walk went into, each with the values that hold for its process."""
    versions = [version]
    if walk is not None and walk.calls:
        versions = [*_composed(session, version, walk.calls, person)[2].values(), version]
    found: dict[str, Pattern] = {}
    for each in versions:
        attached = queries.patterns.attached(session, each)
        own = {one.ref: one.record for one in attached if one.record is not None}
        found |= local(session, each.process, own)
    return found
