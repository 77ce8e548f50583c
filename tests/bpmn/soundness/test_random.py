"""Random diagrams: the reduced net and the net as drawn agree, and every trace replays in another token game.

`GUILDHALL_RANDOM_DIAGRAMS` says how many (10,000 take a few minutes).
"""

from __future__ import annotations

import os

import pytest

from tests.bpmn.soundness.agreement import disagreements
from tests.engine.diagrams import drawn

MANY = int(os.environ.get("GUILDHALL_RANDOM_DIAGRAMS", "300"))
BATCH = 50


@pytest.mark.parametrize("first", range(0, MANY, BATCH))
def test_reduced_and_as_drawn_agree_and_traces_replay(first: int) -> None:
    wrong = {seed: lines for seed in range(first, first + BATCH) if (lines := disagreements(drawn(seed)))}
    assert wrong == {}
