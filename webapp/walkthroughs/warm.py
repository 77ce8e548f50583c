"""Walks kept ready where they stand: the next page of a walk then need not replay it from its beginning.

A walk is its log and nothing else, so what is kept here is worth nothing but time: a walk that is not here is
replayed. One that is here is taken out by whoever asks, for a walk may be moved by one page at a time only, and is
put back when nothing has gone wrong with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from engine.walkthrough import Walkthrough as Walk
from webapp.kept import Kept

MOST = 64
LARGEST = 400
"""Nodes and flows of a diagram whose walks are kept: with `MOST` that bounds the memory."""

Key = tuple[str, str]
_kept: Kept[Key, Walk] = Kept(MOST)


def key_of(sha256: str, log: Mapping[str, Any]) -> Key:
    """What a walk is kept under: the diagram's bytes, and the log with its answers."""
    steps = [
        (
            step.get("kind"),
            step.get("element"),
            step.get("chose"),
            step.get("times"),
            step.get("answers") or {},
        )
        if isinstance(step, Mapping)
        else step
        for step in log.get("steps") or ()
    ]
    text = json.dumps((log.get("process"), steps), sort_keys=True, default=str)
    return sha256, hashlib.sha256(text.encode()).hexdigest()


def take(key: Key) -> Walk | None:
    """The walk, now the caller's alone; None when it is not here."""
    return _kept.take(key)


def put(sha256: str, walk: Walk) -> None:
    """Keep a walk that its caller has done with, and that stands where its own log leads. One that went into other
    processes is not kept: who may read those is looked at each time."""
    if not walk.calls and len(walk.diagram.nodes) + len(walk.diagram.flows) <= LARGEST:
        _kept.put(key_of(sha256, walk.choice_log), walk)
