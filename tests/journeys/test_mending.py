"""A deadlocked diagram in a real browser: upload it, read the card, play it, make the fix, see it sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.drawing import drawn

pytestmark = pytest.mark.browser

STUCK = drawn(
    'start S "Asked"\nxor G "Is it ours?"\ntask A "Do it"\ntask B "Pass it on"\nand J "Both done"\nend E "Closed"\n'
    "S -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J\nJ -> E"
)


def test_upload_read_play_mend(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "stuck.bpmn"
    file.write_bytes(STUCK)
    page.goto("/upload")
    page.get_by_label("BPMN files").set_input_files(file)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_text("A case can get stuck in 1 place.")).to_be_visible()

    page.get_by_role("link", name="Show me how it happens").click()
    expect(page.get_by_role("heading", name="How a case gets stuck")).to_be_visible()
    expect(page.locator("#diagram")).to_have_attribute("data-ready", "true", timeout=15_000)
    said = page.locator("[role=status]")
    following = page.get_by_role("button", name="Next")
    following.focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Step 1 of")
    while following.is_enabled():
        page.keyboard.press("Enter")
    expect(said).to_contain_text("Here it gets stuck")
    expect(page.locator(".app-token").first).to_be_visible()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(said).not_to_contain_text("Here it gets stuck")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".app-token")).to_have_count(0)

    page.get_by_role("link", name="Make 'Both done' an exclusive gateway").click()
    for box in ("#diagram-before", "#diagram-after"):
        expect(page.locator(box)).to_have_attribute("data-ready", "true", timeout=15_000)
    expect(page.locator("#diagram-after").get_by_text("Changed")).to_be_visible()
    page.get_by_role("button", name="Make this change").click()
    expect(page.get_by_text("Mended: version 2.")).to_be_visible()
    expect(page.get_by_role("link", name="Show me how it happens")).to_have_count(0)
