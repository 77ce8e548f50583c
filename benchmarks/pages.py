"""How fast pages come while ten people read: `python benchmarks/pages.py [--users 10] [--seconds 45] [--think 2]`.

Serves the example library from SQLite with the embedded server, in a folder of its own, and lets people read
pages of every kind, with the diagrams that a browser would fetch with them. Prints the median, the 95th percentile
and the slowest page of each kind in milliseconds beside the limit of 150 ms at the 95th percentile, and the server's
resident memory beside the limit of 300 MB. Everybody's first look at each page counts like any other.
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
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from serving import serving

LIMIT, MOST_MEMORY, MOST_PAGES = 150.0, 300.0, 10_000
PICTURE = re.compile(r'"(/processes/[^"]+/picture\.bpmn)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PROCESS = re.compile(r'"/processes/([^"/?#]+)"')
WORDS = ("bin", "blue badge", "permit", "taxi", "dropped kerb", "garden waste", "letter")


@dataclass
class Times:
    """Milliseconds by kind of page; several people write to it."""

    by_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, milliseconds: float) -> None:
        """One page that came."""
        with self.lock:
            self.by_kind[kind].append(milliseconds)

    @property
    def count(self) -> int:
        """So many pages came."""
        return sum(map(len, self.by_kind.values()))


class Reader:
    """Somebody with a browser: keeps cookies, and is timed."""

    def __init__(self, address: str, times: Times) -> None:
        self._address, self._times = address, times
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, kind: str, path: str) -> str:
        """Read a page and the diagrams on it."""
        text = self._timed(kind, path)
        for picture in dict.fromkeys(PICTURE.findall(text)):
            self._timed("picture of a diagram", picture)
        return text

    def begin_walk(self, process: str) -> str:
        """Begin to walk a process, as its page's button does; the walk's path."""
        token = TOKEN.search(self.get("process", f"/processes/{process}"))
        form = urllib.parse.urlencode({"csrf_token": token[1] if token else "", "process": process})
        with self._opener.open(f"{self._address}/walkthroughs", form.encode()) as page:
            return str(urllib.parse.urlsplit(page.url).path)

    def _timed(self, kind: str, path: str) -> str:
        began = time.perf_counter()
        try:
            with self._opener.open(self._address + path) as page:
                text: str = page.read().decode()
        except urllib.error.URLError as error:
            self._times.failures.append(f"{path}: {error}")
            return ""
        self._times.add(kind, (time.perf_counter() - began) * 1000)
        return text


def pages_to_read(first: Reader) -> dict[str, list[str]]:
    """The addresses of every kind of page, found by following links from the home page."""
    home = first.get("home", "/")
    services = _found(r'"(/services/\d+)"', home)
    by_service = [_found(PROCESS.pattern, first.get("service", path)) for path in services]
    patterns = _found(r'"(/patterns/[^"/]+)"', first.get("patterns", "/patterns"))
    councils = _found(r'"(/councils/[^"/]+)"', first.get("councils", "/councils?with=processes"))
    return {
        "home": ["/"],
        "search": [f"/services?q={urllib.parse.quote(word)}" for word in WORDS],
        "service": services,
        "process": [f"/processes/{one}" for together in by_service for one in together],
        "compare": [
            f"/compare?a={a}&b={b}" for together in by_service for a in together for b in together if a != b
        ],
        "council": councils,
        "patterns": ["/patterns"],
        "pattern": patterns,
    }


def _found(pattern: str, text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(pattern, text)))


def read_on(
    address: str, times: Times, pages: dict[str, list[str]], until: float, think: float, seed: int
) -> None:
    """One person's reading: any kind of page, any page of the kind, then a while of thought."""
    chance, reader = random.Random(seed), Reader(address, times)
    time.sleep(chance.uniform(0, think))  # nobody begins at the same moment
    walk = reader.begin_walk(chance.choice(pages["process"]).rpartition("/")[2])
    kinds = {**pages, "walkthrough": [walk]}
    while time.monotonic() < until and times.count < MOST_PAGES:
        kind = chance.choice(list(kinds))
        reader.get(kind, chance.choice(kinds[kind]))
        time.sleep(chance.uniform(0.5, 1.5) * think)


def print_times(times: Times) -> bool:
    """The table; whether every kind keeps to the limit."""
    every = [one for figures in times.by_kind.values() for one in figures]
    print(f"{'milliseconds':22}{'pages':>6}{'median':>8}{'p95':>8}{'slowest':>9}")
    for kind, figures in [*sorted(times.by_kind.items()), ("all", every)]:
        print(f"{kind:22}{len(figures):6}{median(figures):8.0f}{_p95(figures):8.0f}{max(figures):9.0f}")
    print(f"Wanted: at most {LIMIT:.0f} ms at the 95th percentile.")
    return all(_p95(figures) <= LIMIT for figures in times.by_kind.values())


def _p95(figures: list[float]) -> float:
    ordered = sorted(figures)
    return ordered[int(0.95 * (len(ordered) - 1))]


def main() -> int:
    """Print the figures; status 1 when a limit is not kept or a page failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=45.0)
    parser.add_argument("--think", type=float, default=2.0)
    asked = parser.parse_args()
    times = Times()
    print(f"{platform.machine()}, Python {platform.python_version()}; {asked.users} people, SQLite")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        pages = pages_to_read(Reader(server.address, Times()))
        until = time.monotonic() + asked.seconds
        people = [
            threading.Thread(target=read_on, args=(server.address, times, pages, until, asked.think, seed))
            for seed in range(asked.users)
        ]
        for one in people:
            one.start()
        for one in people:
            one.join()
        now, most = server.memory()
    kept = print_times(times)
    print(f"Resident memory {now:.0f} MB, at most {most:.0f} MB. Wanted: under {MOST_MEMORY:.0f} MB.")
    for failure in times.failures[:5]:
        print(f"Failed: {failure}")
    return int(not kept or most > MOST_MEMORY or bool(times.failures))


if __name__ == "__main__":
    sys.exit(main())
