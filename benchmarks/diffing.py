"""Two versions of a diagram compared: how long it takes, a file.

    python benchmarks/diffing.py FOLDER

Every BPMN file of the folder against an edited copy of itself: the name of every third step another one, the last
flow gone, every fifth shape moved. Reading the files is not counted. Prints the median, the 99th percentile and
the slowest, for the copy with its ids and for a copy in which every id is another."""

from __future__ import annotations

import platform
import sys
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter

from lxml import etree

from bpmn.diff import diff
from bpmn.document import Document, load
from bpmn.errors import BpmnError
from bpmn.reader import read_document
from bpmn.reading.names import BPMN, BPMN_DI, DC, NODES

ENDINGS = (".bpmn", ".bpmn2", ".xml")


def edited(document: Document) -> bytes:
    """A copy of the file with the edits named above."""
    root = etree.fromstring(etree.tostring(document.root))
    steps = [found for found in root.iter(f"{{{BPMN}}}*") if etree.QName(found).localname in NODES]
    for number, step in enumerate(steps):
        if number % 3 == 0:
            step.set("name", f"{step.get('name') or 'Step'} again")
    for flow in list(root.iter(f"{{{BPMN}}}sequenceFlow"))[-1:]:
        holder = flow.getparent()
        if holder is not None:
            holder.remove(flow)
    for number, shape in enumerate(root.iter(f"{{{BPMN_DI}}}BPMNShape")):
        for bounds in shape.iterchildren(f"{{{DC}}}Bounds"):
            if number % 5 == 0:
                bounds.set("x", str(float(bounds.get("x") or 0) + 10))
    return etree.tostring(root)


def renamed(data: bytes) -> bytes:
    """The file with every id another one, wherever it is written."""
    root = etree.fromstring(data)
    ids = {found.get("id"): f"id-{n}" for n, found in enumerate(root.iter(f"{{{BPMN}}}*")) if found.get("id")}
    for found in root.iter("*"):
        for name, value in found.items():
            if value in ids and name != "name":
                found.set(name, ids[str(value)])
        if found.text and found.text.strip() in ids:
            found.text = ids[found.text.strip()]
    return etree.tostring(root)


def milliseconds(old: Document, new: Document) -> float:
    """How long one comparison takes."""
    before, after = read_document(old), read_document(new)
    started = perf_counter()
    diff(before, after, old, new)
    return (perf_counter() - started) * 1000


def show(title: str, times: list[float]) -> None:
    """One line of figures."""
    p99 = sorted(times)[ceil(0.99 * len(times)) - 1]
    print(f"{title:<28} median {median(times):.1f} ms, p99 {p99:.1f} ms, slowest {max(times):.1f} ms")


def main() -> None:
    """Print every figure."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "webapp" / "examples"
    kept: list[float] = []
    lost: list[float] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in ENDINGS:
            continue
        try:
            old = load(path.read_bytes())
            copy = edited(old)
            new, other = load(copy), load(renamed(copy))
        except (BpmnError, ValueError):
            continue
        kept.append(milliseconds(old, new))
        lost.append(milliseconds(old, other))
    print(
        f"Python {platform.python_version()}, {platform.processor() or platform.machine()}; {len(kept)} files"
    )
    if kept:
        show("an edited copy", kept)
        show("and every id another", lost)


if __name__ == "__main__":
    main()
