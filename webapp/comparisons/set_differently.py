"""What two councils set differently in the patterns that both use."""

from __future__ import annotations

from bpmn.patterns.local_values import SettingDiffers, differing
from webapp.comparisons.compared import Pair, Side
from webapp.patterns.local_values import local
from webapp.store import queries
from webapp.web import db


def set_differently(pair: Pair) -> tuple[SettingDiffers, ...]:
    """The settings of patterns attached on both sides whose values differ, by pattern and name."""
    ours, theirs = (
        {one.ref: one.record for one in _attached(side) if one.record} for side in (pair.a, pair.b)
    )
    return differing(local(db(), pair.a.process, ours), local(db(), pair.b.process, theirs))


def _attached(side: Side) -> tuple[queries.patterns.Attached, ...]:
    return queries.patterns.attached(db(), side.version)
