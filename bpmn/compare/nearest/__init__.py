"""Which processes are most like one: what is kept of a process to find it again by meaning, and how two are judged.

`profile` reads a diagram, `spaces.space()` turns labels into rows of numbers, `judge` compares one process with many
at once, and `why` says in plain words what two have in common."""

from __future__ import annotations

from bpmn.compare.nearest.judge import Judged, judge
from bpmn.compare.nearest.profile import Profile, profile, question_profile
from bpmn.compare.nearest.rows import STEP, process_row, step_rows
from bpmn.compare.nearest.spaces import WIDTH, Space, space
from bpmn.compare.nearest.why import Common, why

__all__ = [
    "STEP",
    "WIDTH",
    "Common",
    "Judged",
    "Profile",
    "Space",
    "judge",
    "process_row",
    "profile",
    "question_profile",
    "space",
    "step_rows",
    "why",
]
