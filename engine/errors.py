"""Everything that can go wrong in this room, in one hierarchy."""

from __future__ import annotations


class EngineError(Exception):
    """The root of this room's errors. `str()` is one sentence for a person: what, where, what to do."""


class WalkError(EngineError):
    """A choice that is not open, a log that does not fit its diagram, or a walk over the limits."""


class EndlessWalk(WalkError):
    """The case goes round by itself and never comes to a step, a decision or an end."""
