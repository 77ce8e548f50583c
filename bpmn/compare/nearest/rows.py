"""A process as numbers: one row for the whole, and a short record for each step that names the row of its label."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.nearest.profile import SUB_PROCESS, Profile
from bpmn.compare.nearest.settings import EVENT_WEIGHT, TITLE_WEIGHT
from bpmn.compare.nearest.spaces import WIDTH, Rows, unit

STEP = np.dtype(
    [("label", "<u4"), ("kind", "u1"), ("part", "u1"), ("place", "u1"), ("act", "u1"), ("denied", "u1")]
)
"""A step: the number of its label, the rest as in `profile.StepProfile`."""
Steps = NDArray[np.void]


def process_row(profile: Profile, rows: Mapping[str, Rows]) -> Rows:
    """The row of a whole process from the rows of its labels: the mean of its steps, an activity counting more than
    an event, with a share of its title. Length one; zeros when nothing in it has a name."""
    total = np.zeros(WIDTH, np.float32)
    for step in profile.steps:
        total += weight(step.kind) * rows[step.label]
    whole = unit(total)
    if profile.title:
        whole = unit(whole + np.float32(TITLE_WEIGHT) * rows[profile.title])
    return whole


def step_rows(profile: Profile, numbers: Mapping[str, int]) -> Steps:
    """The steps as records, with the numbers of their labels."""
    return np.array(
        [
            (numbers[step.label], step.kind, step.part, step.place, step.act, step.denied)
            for step in profile.steps
        ],
        STEP,
    )


def weight(kind: int) -> float:
    """What a step of a kind counts."""
    return 1.0 if kind <= SUB_PROCESS else EVENT_WEIGHT


def packed(row: Rows) -> bytes:
    """A row as it is stored: a signed byte a number, scaled so that the largest is 127. Its length is lost; rows have
    length one."""
    largest = float(np.abs(row).max(initial=0.0))
    return np.round(row * (127 / largest) if largest > 0 else row).astype(np.int8).tobytes()


def unpacked(data: bytes) -> Rows:
    """The row of length one that `packed` stored, but for rounding."""
    return unit(np.frombuffer(data, np.int8).astype(np.float32))
