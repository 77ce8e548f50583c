"""How long a file takes: reading, checking (XSD, rules, the token game behind the deadlock rule), telling in
words.

python benchmarks/checking.py FOLDER

Prints median, 95th percentile and worst over every BPMN file in the folder. Wanted: reading and checking
under 20 ms in the median and under 1 s for the largest.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from pathlib import Path

from bpmn.check import check
from bpmn.document import load
from bpmn.errors import BpmnError
from bpmn.reader import read_document
from bpmn.words import describe


def measured(folder: Path) -> dict[str, list[float]]:
    """Milliseconds by job, one figure a file that can be read."""
    times: dict[str, list[float]] = {"read": [], "check": [], "read and check": [], "words": []}
    for file in sorted(path for path in folder.rglob("*") if path.suffix in (".bpmn", ".bpmn2", ".xml")):
        start = time.perf_counter()
        try:
            document = load(file.read_bytes())
        except BpmnError:
            continue
        diagram = read_document(document)
        read = time.perf_counter()
        check(diagram, document)
        checked = time.perf_counter()
        describe(diagram)
        told = time.perf_counter()
        for job, seconds in zip(
            times, (read - start, checked - read, checked - start, told - checked), strict=True
        ):
            times[job].append(seconds * 1_000)
    return times


def main() -> None:
    """Print the figures for the folder named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    times = measured(Path(sys.argv[1]))
    if not times["read"]:
        raise SystemExit(f"There is no readable BPMN file in {sys.argv[1]}.")
    print(
        f"{len(times['read'])} files, Python {platform.python_version()}, {platform.machine()}; milliseconds"
    )
    for job, figures in times.items():
        ordered = sorted(figures)
        high = ordered[int(0.95 * (len(ordered) - 1))]
        print(
            f"{job:16} median {statistics.median(ordered):7.2f}   p95 {high:7.2f}   worst {ordered[-1]:7.2f}"
        )


if __name__ == "__main__":
    main()
