"""How long reading and the schema take: `python benchmarks/reading.py [FOLDER]`.

Prints median, 95th percentile and maximum in milliseconds over every BPMN file of a folder (default: the measuring
corpus beside the checkout, else the example library), and the machine. The aim: under 20 ms median for both
together, under 1 s for the largest file.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

from bpmn.document import Document, load
from bpmn.errors import UnreadableDocument
from bpmn.reader import read_document
from bpmn.schema import xsd_findings

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "../shared/corpus", ROOT / "webapp/examples")
Given = TypeVar("Given")
ENDINGS = (".bpmn", ".bpmn2", ".xml")


def main(arguments: list[str]) -> None:
    """Time each step on its own, then all of it, over a folder."""
    chosen = [Path(argument) for argument in arguments] or [folder for folder in FOLDERS if folder.is_dir()]
    paths = sorted(path for path in chosen[0].rglob("*") if path.suffix in ENDINGS)
    files = [data for data in (path.read_bytes() for path in paths) if _readable(data)]
    if not files:
        sys.exit(f"There is no BPMN file in {chosen[0]}.")
    sizes = [len(data) / 1024 for data in files]
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print(
        f"{len(files)} files of {len(paths)} opened, {median(sizes):.0f} KB median, {max(sizes):.0f} KB largest"
    )
    xsd_findings(load(files[0]))  # the schema is compiled once a process
    documents = [load(data) for data in files]
    _print("parse", [_time(load, data) for data in files])
    _print("read", [_time(read_document, document) for document in documents])
    _print("schema", [_time(xsd_findings, document) for document in documents])
    _print("all", [_time(_everything, data) for data in files])


def _everything(data: bytes) -> None:
    document: Document = load(data)
    read_document(document)
    xsd_findings(document)


def _readable(data: bytes) -> bool:
    try:
        load(data)
    except UnreadableDocument:
        return False
    return True


def _time(step: Callable[[Given], object], given: Given) -> float:
    start = time.perf_counter()
    step(given)
    return (time.perf_counter() - start) * 1000


def _print(name: str, times: list[float]) -> None:
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{name:8} median {median(times):7.2f} ms   p95 {p95:7.2f} ms   max {max(times):8.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
