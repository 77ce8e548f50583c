"""Questions that pages ask of the store. Answers are frozen lines for lists, and the rows themselves for one
thing.

Nothing here writes, and nothing here shows anybody what they may not read.
"""

from webapp.store.queries import (
    checks,
    councils,
    decisions,
    forms,
    local_settings,
    nearest,
    pattern_uses,
    pattern_work,
    patterns,
    people,
    processes,
    services,
    steps,
    work,
    workshops,
)

__all__ = [
    "checks",
    "councils",
    "decisions",
    "forms",
    "local_settings",
    "nearest",
    "pattern_uses",
    "pattern_work",
    "patterns",
    "people",
    "processes",
    "services",
    "steps",
    "work",
    "workshops",
]
