"""A kept walk brought back to where it stands, and the patterns of the version it walks through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bpmn.patterns import Pattern
from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.refit import refit
from engine.walkthrough import Walkthrough as Walk
from webapp import reading
from webapp.store import queries
from webapp.store.database import Session
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs import typed, warm

# One page may not hold the server up: a walk of a web page is smaller than one of the command line.
LIMITS = WalkLimits(steps=1_000, seconds=8.0)


def replayed(session: Session, kept: Walkthrough, given: Mapping[int, Mapping[str, Any]]) -> Walk:
    """The walk that a kept log leads to. `given` are answers by the number of their step, put into the log.

    Where the log does not lead all the way (somebody changed it by hand, or the engine changed) the walk stands
    where it stops fitting: `len(walk.history)` is then less than the log's steps. Raises WalkError when the diagram
    cannot be walked at all."""
    diagram = reading.read(session, kept.version).diagram
    log = typed.with_answers(kept.log, given)
    # The diagram is asked for first: a version that was taken down must not live on here.
    if (ready := warm.take(warm.key_of(kept.version.sha256, log))) is not None:
        return ready
    try:
        return Walk.replay(diagram, log, limits=LIMITS)
    except WalkError:
        # The engine or the answers changed under a log: what the log itself says still holds.
        return refit(diagram, kept.log, limits=LIMITS).walk


def patterns_of(session: Session, version: Version) -> dict[str, Pattern]:
    """The patterns attached to a version's steps, by the reference the file uses."""
    attached = queries.patterns.attached(session, version)
    return {one.ref: one.record for one in attached if one.record is not None}
