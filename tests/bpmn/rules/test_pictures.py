"""The pictures on the rules' pages are those that the product draws of the tests' diagrams today."""

from __future__ import annotations

import pytest

from bpmn.rules import RULES, Rule
from tests.bpmn.rules.pictures import FOLDER, pictures


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_is_up_to_date(rule: Rule) -> None:
    for name, text in pictures(rule):
        kept = (FOLDER / name).read_text(encoding="utf-8")
        assert kept == text, "draw them anew: python -m tests.bpmn.rules.pictures"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_is_on_the_page(rule: Rule) -> None:
    page = (FOLDER.parent / f"{rule.name}.md").read_text(encoding="utf-8")
    for name, _ in pictures(rule):
        assert f"](pictures/{name})" in page


def test_no_picture_is_left_behind() -> None:
    drawn = {name for rule in RULES for name, _ in pictures(rule)}
    assert {file.name for file in FOLDER.glob("*.svg")} == drawn
