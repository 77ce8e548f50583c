"""A process is taken away from its page, installed as anybody would, and clicked through in a browser.

Runs only when GUILDHALL_PROTOTYPE_JOURNEY is 1, for it fetches the Prototype Kit from npm and takes about a minute.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.drawing import drawn
from tests.webapp.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        os.environ.get("GUILDHALL_PROTOTYPE_JOURNEY") != "1",
        reason="set GUILDHALL_PROTOTYPE_JOURNEY=1 to install a prototype from npm and click through it",
    ),
]
SECONDS = 120
BADGE = drawn("""
pool R "Resident" part=resident {
  start S "Needs a badge"
  userTask Q "Say who you are" pattern=full-name
  userTask P "Say whether you qualify" pattern=eligibility-check
  xor G "Do they qualify?"
  userTask D "Say when you were born" pattern=date-of-birth
  end Y "Has applied"
  end N "Knows it is not for them"
  S -> Q -> P -> G
  G -> D : yes [eligible == "yes"]
  G -> N : no [eligible == "no"]
  D -> Y
}
""")


def installed(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    command = [npm, "install", "--no-audit", "--no-fund"]
    try:
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm did not install the prototype within {SECONDS} seconds")
    if ran.returncode:
        pytest.skip(f"npm could not install the prototype: {ran.stderr.strip().splitlines()[-1]}")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The kit on a free port; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kit = folder / "node_modules" / ".bin" / "govuk-prototype-kit"
    environment = {**os.environ, "PORT": str(port), "GOVUK_PROTOTYPE_KIT_DISABLE_USAGE_TRACKING": "true"}
    environment["CI"] = "true"
    with (folder / "kit.log").open("w") as log:
        server = subprocess.Popen(
            [str(kit), "dev"], cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait(f"http://127.0.0.1:{port}/", server, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, 15)
            server.wait(10)


def _wait(address: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the kit did not start: {(folder / 'kit.log').read_text()[-2000:]}")


def test_a_process_is_taken_away_and_clicked_through(
    browser: Browser, page: Page, base: tuple[str, Site], tmp_path: Path
) -> None:
    (tmp_path / "badge.bpmn").write_bytes(BADGE)
    page.goto("/upload")
    page.set_input_files("input[type=file]", tmp_path / "badge.bpmn")
    page.get_by_role("button", name="Upload and check").click()
    page.goto(f"/processes/{page.url.split('/processes/')[1].split('/')[0]}")
    page.get_by_role("link", name="Take away as a prototype").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="the prototype of").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "prototype"
    installed(folder)
    with running(folder) as address:
        context = browser.new_context(base_url=address)
        try:
            _click_through(context.new_page())
            kept = "".join(one.read_text() for one in (folder / ".tmp" / "sessions").glob("*.json"))
            assert "Bloggs" not in kept
        finally:
            context.close()


def _click_through(page: Page) -> None:
    go_on = page.get_by_role("button", name="Continue")

    def heading(text: str) -> None:
        expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()

    page.goto("/")
    page.get_by_role("link", name="Resident").click()
    heading("Needs a badge")
    go_on.click()

    heading("What is your full name?")
    go_on.click()
    page.get_by_role("alert").get_by_role("link", name="Enter your full name").click()
    expect(page.locator("#full_name")).to_be_focused()
    page.get_by_label("What is your full name?").fill("Jo <b>Bloggs</b>")
    go_on.click()

    # Not everything applies: the rules say no, and the case ends.
    heading("Check that you can use this service")
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    go_on.click()
    heading("The case has ended")
    expect(page.get_by_text("Knows it is not for them")).to_be_visible()

    page.get_by_role("link", name="Back one step").click()
    heading("Check that you can use this service")
    for place in range(2):
        boxes.nth(place).check()
    go_on.click()
    heading("What is your date of birth?")
    for name, value in (("Day", "31"), ("Month", "2"), ("Year", "1980")):
        page.get_by_label(name, exact=True).fill(value)
    go_on.click()
    expect(page.get_by_role("alert")).to_contain_text("must be a real date")
    expect(page.get_by_label("Day", exact=True)).to_have_value("31")
    page.get_by_label("Day", exact=True).fill("3")
    go_on.click()
    heading("The case has ended")
    expect(page.get_by_text("Has applied")).to_be_visible()

    page.get_by_role("link", name="Clear data").click()
    page.goto("/step")
    heading("Needs a badge")
