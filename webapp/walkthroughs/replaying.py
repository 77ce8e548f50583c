"""A kept walk brought back to where it stands, and the patterns of the version it walks through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bpmn.patterns import Pattern
from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.walkthrough import Walkthrough as Walk
from webapp import reading
from webapp.patterns.local_values import local
from webapp.store import queries
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs import typed

# One page may not hold the server up: a walk of a web page is smaller than one of the command line.
LIMITS = WalkLimits(steps=1_000, seconds=8.0)


def replayed(session: Session, kept: Walkthrough, given: Mapping[int, Mapping[str, Any]]) -> Walk:
    """The walk that a kept log leads to. `given` are answers by the number of their step, put into the log."""
    diagram = reading.read(session, kept.version).diagram
    try:
        return Walk.replay(diagram, typed.with_answers(kept.log, given), limits=LIMITS)
    except WalkError:
        # The engine or the answers changed under a log: what the log itself says still holds.
        return Walk.replay(diagram, kept.log, limits=LIMITS, decides=False)


def patterns_of(session: Session, version: Version) -> dict[str, Pattern]:
    """The patterns attached to a version's steps, by the reference the file uses, with the values that hold for
    its process."""
    attached = queries.patterns.attached(session, version)
    found = {one.ref: one.record for one in attached if one.record is not None}
    return local(session, version.process, found)
