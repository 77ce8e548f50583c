"""Whether a walk of one version of a process still goes on another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bpmn.called import SEPARATOR, CannotCall
from bpmn.diff import diff
from bpmn.model import Diagram
from engine.errors import WalkError
from engine.hiding import without_calls
from engine.refit import Refit, refit
from engine.taken import Taken
from engine.walkthrough import Outcome
from engine.walkthrough import Walkthrough as Walk
from webapp import called as calls
from webapp import reading
from webapp.kept import Kept
from webapp.store import queries
from webapp.store.database import Session
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs.replaying import LIMITS


@dataclass(frozen=True)
class Fitted:
    """A kept walk on a version: `fit` of `of` steps go there, `why` says what stands in the way of the next (None:
    all go). `history`, `process` and `outcome` are those of the walk of the steps that fit."""

    fit: int
    of: int
    why: str | None
    diagram: Diagram
    process: str
    outcome: Outcome
    history: tuple[Taken, ...]


_kept: Kept[tuple[str, str, str], Fitted] = Kept(500)


def refitted(
    session: Session, kept: Walkthrough, version: Version, log: Mapping[str, Any] | None = None
) -> Refit:
    """As much of a kept walk (or of its log with answers put in) as fits a version, elements with other ids
    recognised; the processes that it went into are one step each. Raises WalkError when that version cannot be
    walked at all."""
    log = _as_one_step_each(session, kept, kept.log if log is None else log)
    new = reading.read(session, version).diagram
    plain = refit(new, log, limits=LIMITS)
    if plain.whole or kept.version.sha256 == version.sha256:
        return plain
    if queries.processes.tombstone(session, kept.version) is not None:
        # What it was walked on was taken down: nothing is left to recognise its elements by.
        return plain
    old = reading.read(session, kept.version).diagram
    changes = (one for one in diff(old, new).changes if one.kind == "id")
    renamed = {one.before.key: one.after.key for one in changes if one.before and one.after}
    again = refit(new, log, renamed=renamed, limits=LIMITS) if renamed else plain
    return again if again.kept > plain.kept else plain


def _as_one_step_each(session: Session, kept: Walkthrough, log: Mapping[str, Any]) -> Mapping[str, Any]:
    called = log.get("calls")
    if not called:
        return log
    try:
        diagram, _, _ = calls.composed(session, kept.version, called, None)
    except CannotCall as error:
        raise WalkError(str(error)) from error
    walk = Walk.replay(diagram, log, limits=LIMITS)
    return without_calls(walk, [key for key in walk.calls if SEPARATOR not in key])


def fitted(session: Session, kept: Walkthrough, version: Version) -> Fitted:
    """How a kept walk goes on a version, without answers that are not kept with it; remembered by its log, which
    says all about it, and the bytes of both versions, which never change. Raises WalkError as `refitted` does."""
    digest = hashlib.sha256(json.dumps(kept.log, sort_keys=True).encode()).hexdigest()
    key = (digest, kept.version.sha256, version.sha256)
    found = _kept.get(key)
    if found is None:
        result = refitted(session, kept, version)
        walk = result.walk
        found = Fitted(
            result.kept, result.of, result.why, walk.diagram, walk.process, walk.outcome, walk.history
        )
        _kept.put(key, found)
    return found
