"""The page about the pattern file says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bpmn.patterns import known_components, load, problems
from bpmn.patterns.question_problems import ERROR_KINDS
from bpmn.patterns.record import AUDIENCES, CHECKS, KINDS, VERBS

PAGE = (Path(__file__).parents[3] / "docs" / "patterns.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


def test_the_first_example_is_ready_to_publish() -> None:
    assert problems(load(EXAMPLES[0].encode())) == ()


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_read(example: str) -> None:
    assert load(example.encode()).slug


def test_everything_there_is_to_choose_from_is_named() -> None:
    for name in (*KINDS, *VERBS, *CHECKS, *AUDIENCES, *known_components(), *ERROR_KINDS):
        assert f"`{name}`" in PAGE, name
