"""Every rule has its test table and its page, and keeps to the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpmn.findings import SEVERITIES
from bpmn.rules import RULES, Rule, headline

HERE = Path(__file__).parent
PAGES = HERE.parents[2] / "docs" / "rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_has_a_test_table_and_a_page(rule: Rule) -> None:
    assert (HERE / f"test_{rule.name.replace('-', '_')}.py").is_file()
    page = (PAGES / f"{rule.name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {rule.name}\n\n{rule.severity.capitalize()}. ")
    for heading in ("## Why", "## Wrong", "## Right", "## Beside bpmnlint"):
        assert heading in page


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_keeps_to_the_form(rule: Rule) -> None:
    assert rule.severity in SEVERITIES
    assert rule.summary.endswith(".")
    assert rule.headline.startswith("{n} ")
    assert not rule.headline.endswith(".")


def test_a_headline_says_how_many() -> None:
    assert headline("superfluous-gateway", 12) == "12 gateways that decide nothing"
    assert headline("no-such-rule", 2) == "2 findings of no-such-rule"


def test_no_page_is_without_its_rule() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {rule.name for rule in RULES}


def test_rules_are_found_by_their_files_names() -> None:
    files = {file.stem for file in (HERE.parents[2] / "bpmn" / "rules").glob("[!_]*.py")}
    assert {rule.name.replace("-", "_") for rule in RULES} == files
