"""Hard input gets an answer, in time."""

from __future__ import annotations

from time import process_time

import pytest

from bpmn.compare.blueprint import blueprint, draft
from tests.bpmn.compare.test_bad_input import chain

SECONDS = 5.0


@pytest.mark.parametrize(
    "labels",
    [
        [f"Step {i}" for i in range(1000)],
        ["Check the application"] * 1000,
        [""] * 1000,
        ["x" * 5000 + str(i) for i in range(200)],
    ],
    ids=["numbered", "all alike", "no labels", "long"],
)
def test_a_thousand_steps_in_five_seconds(labels: list[str]) -> None:
    diagrams = chain(labels), chain(list(reversed(labels))[: len(labels) - 7])
    started = process_time()

    found = blueprint(diagrams)
    made = draft(found)

    assert process_time() - started < SECONDS
    assert sum(len(step.keys_in(0)) for step in found.groups) == len(labels)
    assert made.diagram.nodes
