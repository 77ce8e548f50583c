"""Whether a walk of one version of a process still goes on another."""

from __future__ import annotations

import hashlib
import json

from bpmn.diff import diff
from engine.refit import Refit, refit
from webapp import reading
from webapp.kept import Kept
from webapp.store.database import Session
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs.replaying import LIMITS

_kept: Kept[tuple[str, str, str], tuple[int, int, str | None]] = Kept(500)


def refitted(session: Session, kept: Walkthrough, version: Version) -> Refit:
    """As much of a kept walk as fits a version, elements with other ids recognised. Raises WalkError when that
    version cannot be walked at all."""
    old, new = (reading.read(session, one).diagram for one in (kept.version, version))
    plain = refit(new, kept.log, limits=LIMITS)
    if plain.whole or kept.version.sha256 == version.sha256:
        return plain
    changes = (one for one in diff(old, new).changes if one.kind == "id")
    renamed = {one.before.key: one.after.key for one in changes if one.before and one.after}
    again = refit(new, kept.log, renamed=renamed, limits=LIMITS) if renamed else plain
    return again if again.kept > plain.kept else plain


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
