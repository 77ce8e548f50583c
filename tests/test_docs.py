"""The documentation says what is there: every command, every variable, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webapp.commands import guildhall

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    broken = [link for link in links if not link.startswith("mailto:") and not (page.parent / link).exists()]
    assert broken == []


def test_every_command_has_its_line() -> None:
    text = (ROOT / "docs/guide/command-line.md").read_text(encoding="utf-8")
    assert [name for name in guildhall.commands if f"guildhall {name}" not in text] == []


def test_every_setting_is_described() -> None:
    text = (ROOT / "docs/guide/run-a-library.md").read_text(encoding="utf-8")
    code = (ROOT / "webapp/settings.py").read_text(encoding="utf-8")
    assert sorted(name for name in set(re.findall(r"GUILDHALL_\w+", code)) if name not in text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_this_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/work/|\.\./shared|/root/|/tmp/", text)
