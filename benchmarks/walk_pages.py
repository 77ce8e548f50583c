"""How fast walking is on the web: `python benchmarks/walk_pages.py [--walkers 50] [--seconds 30] [--think 3]`.

Serves a library of its own as `guildhall serve` does, with a made-up process of 40 steps in it, and walks it. Prints
each figure beside its limit: bringing back a walk of 100 steps; all paths of every example; opening a walk, and one
step at step 40 (what is sent, and the page that comes then), as the server's own work, without the wire; and a step
while many people walk at once, each with a while of thought between steps, as their machines see it. Times are at the
95th percentile.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import platform
import random
import re
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402
from serving import Server, serving  # noqa: E402

from bpmn.reader import read  # noqa: E402
from engine.coverage import paths_of  # noqa: E402
from engine.walkthrough import Walkthrough  # noqa: E402
from tests.drawing import drawn  # noqa: E402
from webapp import start  # noqa: E402
from webapp.actions import indexing, uploads  # noqa: E402
from webapp.app import create_app  # noqa: E402
from webapp.permissions import VISITOR  # noqa: E402
from webapp.settings import Settings  # noqa: E402

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORM = re.compile(r'<form method="post" action="([^"]+/take)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
WAY = re.compile(r'name="chose" type="radio" value="([^"]+)"')
PICTURE = re.compile(r'data-diagram="(/processes/[^"]+)"')
STEPS, AT = 40, 38
BEGINNING = 10.0
"""Seconds over which the many begin, one after the other."""
LIMITS = {"open": 100.0, "step": 30.0, "replay": 150.0, "paths": 1_000.0, "crowd": 300.0}


def process(steps: int) -> bytes:
    """A made-up process: lanes, pages on every fourth step, a decision after every eighth with a way around."""
    lines = ['pool C "Council" {', 'lane D "Customer services" {', 'start S "Case arrives"']
    flows, before = [], "S"
    for number in range(steps):
        if number == steps // 2:
            lines += ["}", 'lane B "Back office" {']
        page = " pattern=contact-details" if number % 4 == 3 else ""
        lines.append(f'userTask T{number} "Do piece of work {number + 1}"{page}')
        flows.append(f"{before} -> T{number}")
        before = f"T{number}"
        if number % 8 == 7 and number + 1 < steps:
            lines.append(f'xor G{number} "Is piece {number + 1} good?"')
            lines.append(f'end X{number} "Stopped after piece {number + 1}"')
            flows += [f"{before} -> G{number}", f"G{number} -> X{number} : no"]
            before = f"G{number}"
    lines += ['end E "Case closed"', "}", *flows, f"{before} -> E", "}"]
    return drawn("\n".join(lines))


class Walker:
    """Somebody with a browser who walks; every step is timed in milliseconds."""

    def __init__(self, address: str) -> None:
        self._address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)
        self._token = ""
        self.page = ""
        self.walk = ""

    def open(self, process_address: str) -> float:
        """Begin a walk: press the button and get the page."""
        text = self._read(f"/processes/{process_address}")
        self._token = _first(TOKEN, text)
        return self._send("/walkthroughs", {"process": process_address})

    def step(self, chance: random.Random) -> float | None:
        """Take the step in hand; None when the case has ended."""
        form = FORM.search(self.page)
        if form is None:
            return None
        sent = dict(HIDDEN.findall(form[0]))
        ways = WAY.findall(form[0])
        if ways:
            # Mostly on, so that walks get long: the way that stops comes first in the file.
            sent["chose"] = ways[0] if chance.random() < 0.02 else ways[-1]
        if 'name="email"' in form[0]:
            sent |= {"contact_by": "email", "email": "amira@example.com", "phone": "07700 900123"}
        return self._send(urllib.parse.urlsplit(form[1]).path, sent)

    def look(self) -> None:
        """Fetch the diagram of the page, as a browser does."""
        picture = _first(PICTURE, self.page)
        if picture:
            self._read(picture)

    def _send(self, path: str, sent: dict[str, str]) -> float:
        data = urllib.parse.urlencode({**sent, "csrf_token": self._token}).encode()
        began = time.perf_counter()
        try:
            with self._opener.open(self._address + path, data) as page:
                self.page = page.read().decode()
                self.walk = urllib.parse.urlsplit(page.url).path
        except urllib.error.HTTPError as error:
            self.page = error.read().decode()
            if error.code != 400:
                raise
        return (time.perf_counter() - began) * 1000

    def _read(self, path: str) -> str:
        with self._opener.open(self._address + path) as page:
            text: str = page.read().decode()
        return text


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


class Alone(Walker):
    """A walker inside the server: what is timed is the application's own work."""

    def __init__(self, app: Flask) -> None:
        super().__init__("")
        self.processor = 0.0
        self._client = app.test_client()

    def _send(self, path: str, sent: dict[str, str]) -> float:
        began, worked = time.perf_counter(), time.process_time()
        answer = self._client.post(path, data={**sent, "csrf_token": self._token}, follow_redirects=True)
        self.page = answer.get_data(as_text=True)
        self.processor = (time.process_time() - worked) * 1000
        return (time.perf_counter() - began) * 1000

    def _read(self, path: str) -> str:
        return self._client.get(path).get_data(as_text=True)


def until_quiet(server: Server) -> None:
    """Wait until the server has done what it does by itself after its start (a minute at most)."""
    used = [_cpu(server)]
    while len(used) < 60 and (len(used) < 12 or used[-1] - used[-3] > 4):
        time.sleep(1)
        used.append(_cpu(server))


def _cpu(server: Server) -> int:
    """Ticks of processor time the server has used; 0 where the system does not say."""
    stat = Path(f"/proc/{server.process.pid}/stat")
    return sum(map(int, stat.read_text().rsplit(")", 1)[1].split()[11:13])) if stat.exists() else 0


def at_step_40(app: Flask, process_address: str, times: int) -> tuple[list[float], list[float], list[float]]:
    """Times of opening a walk, of steps late in it, and the processor's time of the latter."""
    opening, late, worked, chance = [], [], [], random.Random(1)
    for _ in range(times):
        walker = Alone(app)
        opening.append(walker.open(process_address))
        taken = 0
        while (took := walker.step(chance)) is not None:
            taken += 1
            if taken >= AT:
                late.append(took)
                worked.append(walker.processor)
    return opening, late, worked


def crowd(address: str, addresses: list[str], walkers: int, seconds: float, think: float) -> list[float]:
    """Times of every step while so many people walk at once, counted from when everybody has begun. Each page's
    diagram is fetched as a browser does; those who come to an end begin another walk."""
    times: list[float] = []
    lock = threading.Lock()
    begun = time.monotonic() + BEGINNING
    until = begun + seconds

    def walk(seed: int) -> None:
        chance = random.Random(seed)
        time.sleep(BEGINNING * seed / walkers)
        walker = Walker(address)
        walker.open(chance.choice(addresses))
        while time.monotonic() < until:
            walker.look()
            time.sleep(chance.uniform(0.5, 1.5) * think)
            took = walker.step(chance)
            if took is None:
                walker.open(chance.choice(addresses))
            elif time.monotonic() > begun + think:
                with lock:
                    times.append(took)

    people = [threading.Thread(target=walk, args=(seed,)) for seed in range(walkers)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return times


def replays() -> list[float]:
    """Times of bringing back a walk of 100 steps."""
    diagram = read(process(100))
    run = Walkthrough.start(diagram)
    while len(run.history) < 100 and (options := run.options()):
        first = options[0]
        run.take(first, chose=[first.flows[-1].flow] if first.flows else [])
    return [_timed(lambda: Walkthrough.replay(diagram, run.choice_log)) for _ in range(20)]


def all_paths() -> list[float]:
    """Times of finding all paths, one an example."""
    examples = sorted((ROOT / "webapp" / "examples").glob("*.bpmn"))
    diagrams = [read(path.read_bytes()) for path in examples]
    return [_timed(lambda one=diagram: paths_of(one)) for diagram in diagrams]  # type: ignore[misc]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _p95(figures: list[float]) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * 0.95))]


def _say(words: str, figures: list[float], limit: str, worst: bool = False) -> bool:
    figure = max(figures) if worst else _p95(figures)
    print(f"{words:58}{len(figures):7}{median(figures):9.1f}{figure:9.1f}{LIMITS[limit]:9.0f}")
    return figure <= LIMITS[limit]


def main() -> None:
    """Measure, print, and fail where a limit is not kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--walkers", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--think", type=float, default=3)
    asked.add_argument("--times", type=int, default=24)
    options = asked.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")
    print(f"{'milliseconds':58}{'times':>7}{'median':>9}{'p95':>9}{'wanted':>9}")
    kept = [
        _say("bringing back a walk of 100 steps", replays(), "replay"),
        _say("all paths of an example (the slowest)", all_paths(), "paths", worst=True),
    ]
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        settings = Settings(instance, f"sqlite:///{instance / 'guildhall.sqlite3'}", "for this run only")
        database = start.prepare(settings, examples=True)
        with database.session() as session:
            file = uploads.IncomingFile("forty.bpmn", process(STEPS))
            (tried,) = uploads.try_upload(session, VISITOR, [file])
            # Else the server would be at its index while it is measured.
            for _ in indexing.fill_all(session):
                pass
        database.close()
        app = create_app(settings)
        opening, late, worked = at_step_40(app, str(tried.address), options.times)
        kept.append(_say("opening a walk of a 40-step process", opening, "open"))
        kept.append(_say(f"one step of it after {AT} and more, and its page", late, "step"))
        _say("the same, in processor time (whatever else the machine does)", worked, "step")
        with serving(instance) as server:
            until_quiet(server)
            examples = [str(number) for number in range(1, 20)] + [str(tried.address)] * 19
            times = crowd(server.address, examples, options.walkers, options.seconds, options.think)
            words = f"a step while {options.walkers} walk at once, {options.think:g} s of thought"
            kept.append(_say(words, times, "crowd"))
            print(f"\nResident memory of the server: {server.memory()[0]:.0f} MB.")
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
