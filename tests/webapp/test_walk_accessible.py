"""Walk pages that only some diagrams show, looked at by axe and at 320 pixels: how many, undoing, a called process,
a standstill."""

from __future__ import annotations

import pytest

from tests.webapp.pages.test_calls import CALLER, INSPECT, put
from tests.webapp.pages.test_how_many import BINS, UNDONE
from tests.webapp.test_command_walk import STUCK
from tests.webapp.test_pages_accessible import Looked, browser, found_wrong, looked

__all__ = ["browser", "looked"]
SCENES = {
    "how-many": (BINS, ("Done, go on",), "How many are there?"),
    "undoing": (UNDONE, ("Done, go on", "Done, go on", "This happens"), "This undoes 'Book the crew'"),
    "called": (CALLER, ("Done, go on",), "Drive there"),
    "stuck": (STUCK, ("Done, go on", "yes", "Done, go on"), "The check said so"),
}


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_the_page_is_right(looked: Looked, scene: str) -> None:
    data, presses, said = SCENES[scene]
    put(looked.site, "Look at a bin", INSPECT)
    looked.open(f"/processes/{put(looked.site, scene, data)}")
    looked.page.get_by_role("button", name="Walk through it").click()
    for press in presses:
        if press == "yes":
            looked.page.get_by_label("yes", exact=True).check()
            press = "Go this way"
        looked.page.get_by_role("button", name=press).first.click()
    assert said in looked.page.locator("main").inner_text()
    assert found_wrong(looked, looked.page.url.removeprefix(looked.base)) == []
