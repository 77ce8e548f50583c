"""Whether a walk of one version of a process still goes on another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bpmn.called import SEPARATOR, CannotCall
from bpmn.diff import diff
from engine.errors import WalkError
from engine.hiding import without_calls
from engine.refit import Refit, refit
from engine.walkthrough import Walkthrough as Walk
from webapp import called as calls
from webapp import reading
from webapp.kept import Kept
from webapp.store.database import Session
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs.replaying import LIMITS

_kept: Kept[tuple[str, str, str], tuple[int, int, str | None]] = Kept(500)


def refitted(session: Session, kept: Walkthrough, version: Version) -> Refit:
    """As much of a kept walk as fits a version, elements with other ids recognised; the processes that it went into
    are one step each. Raises WalkError when that version cannot be walked at all."""
    old, new = (reading.read(session, one).diagram for one in (kept.version, version))
    log = _as_one_step_each(session, kept)
    plain = refit(new, log, limits=LIMITS)
    if plain.whole or kept.version.sha256 == version.sha256:
        return plain
    changes = (one for one in diff(old, new).changes if one.kind == "id")
    renamed = {one.before.key: one.after.key for one in changes if one.before and one.after}
    again = refit(new, log, renamed=renamed, limits=LIMITS) if renamed else plain
    return again if again.kept > plain.kept else plain


def _as_one_step_each(session: Session, kept: Walkthrough) -> Mapping[str, Any]:
    called = kept.log.get("calls")
    if not called:
        return kept.log
    try:
        diagram, _, _ = calls.composed(session, kept.version, called, None)
    except CannotCall as error:
        raise WalkError(str(error)) from error
    walk = Walk.replay(diagram, kept.log, limits=LIMITS)
    return without_calls(walk, [key for key in walk.calls if SEPARATOR not in key])


def fits(session: Session, kept: Walkthrough, version: Version) -> tuple[int, int, str | None]:
    """How many steps of a kept walk fit a version, of how many, and what stands in the way of the next; remembered,
    since neither logs of scenarios nor bytes change."""
    digest = hashlib.sha256(json.dumps(kept.log, sort_keys=True).encode()).hexdigest()
    key = (digest, kept.version.sha256, version.sha256)
    found = _kept.get(key)
    if found is None:
        result = refitted(session, kept, version)
        found = (result.kept, result.of, result.why)
        _kept.put(key, found)
    return found
