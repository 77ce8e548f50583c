"""How quickly and how well similar processes are found: `python benchmarks/similar.py [--corpus FOLDER]`.

Speed and memory: a library of 100,000 processes (`--processes N` for another size), each put together from steps of
real ones with a fifth of them replaced, and each with a label of its own. In a process of its own with the encoder in
it: the ten most alike of 200 stored processes, judging and reasons included (wanted: under 50 ms at the 95th percentile
and under 600 MB of memory), of 20 diagrams that the library does not have, searching steps, and what a change costs.
Beside it: reading the whole index again, as without updates it would be, and a plain scan over 32-bit floats.

Quality: how many of the nearest of an example are of the same service; and over the corpus of real diagrams, how often
another tool's export of the same reference model is the most alike.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from made_library import EXAMPLES, FIRST, grow
from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.compare.nearest import Profile, judge, process_row, profile, space, step_rows
from bpmn.compare.nearest.judge import Candidate
from bpmn.compare.nearest.rows import unpacked
from bpmn.reader import read
from webapp import start
from webapp.actions import indexing, uploads
from webapp.permissions import LIBRARY
from webapp.settings import Settings
from webapp.store.database import Database
from webapp.store.queries import nearest, processes, steps
from webapp.store.search import Reader
from webapp.store.tables import (
    Organisation,
    Process,
    ProcessVector,
)
from webapp.store.vectors.index import index
from webapp.store.vectors.memory import MemoryIndex

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("GUILDHALL_CORPUS") or ROOT.parent / "shared" / "corpus")
ASKED, DIAGRAMS = 200, 20
WORDS = ("check proof of address", "phone the resident", "take a payment", "tell the applicant the decision")


Times = list[tuple[float, float]]


def timed(calls: Iterable[Callable[[], object]]) -> Times:
    """Milliseconds of each call: by the clock, and of the processor, which other work on the machine leaves alone."""
    found = []
    for call in calls:
        began, own = time.perf_counter(), time.process_time()
        call()
        found.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - own)))
    return found


def say(what: str, times: Times, wanted: str = "") -> None:
    """The median and the 95th percentile, by the clock and of the processor."""
    clock, own = (sorted(one[i] for one in times) for i in (0, 1))
    p95 = max(0, round(0.95 * len(times)) - 1)
    figures = (
        f"{statistics.median(clock):8.1f} {clock[p95]:8.1f}   {statistics.median(own):8.1f} {own[p95]:8.1f}"
    )
    print(f"{what:44}{figures}   {wanted}", flush=True)


def memory() -> float:
    """Resident memory in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    said = (
        dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        if status.exists()
        else {}
    )
    return int(said["VmRSS"].split()[0]) / 1024 if said else 0.0


def measure(url: str) -> None:
    """The figures of a library that is full already."""
    from webapp.app import create_app

    config = Settings(Path(tempfile.gettempdir()), url, "a key")
    database = create_app(config).extensions["guildhall-database"]
    space().rows(["warm"])
    before = memory()
    chance = random.Random(5)
    with database.session() as session:
        began = time.perf_counter()
        index(session)
        loaded = time.perf_counter() - began
        numbers = list(
            session.scalars(select(ProcessVector.process_id).where(ProcessVector.process_id >= FIRST))
        )
        chosen = [processes.process(session, str(number)) for number in chance.sample(numbers, ASKED)]
        say(
            "the ten most alike of a stored process",
            timed(lambda one=one: nearest.nearest(session, one, limit=10) for one in chosen if one),
            "wanted: under 50 at p95",
        )
        known = [profile(read(file.read_bytes())) for file in sorted(EXAMPLES.glob("*.bpmn"))][:DIAGRAMS]
        for one in known:
            space().rows(one.labels)
        say(
            "the ten most alike of a diagram just read",
            timed(lambda one=one: nearest.nearest_to(session, one, limit=10) for one in known),
        )
        say(
            "steps like some words",
            timed(lambda words=words: steps.find(session, words) for words in WORDS * 5),
        )
        index_too = memory()
        print(
            f"{'memory with encoder and index':44}{index_too:8.0f} MB, {before:.0f} without it   wanted: under 600"
        )
        print(f"{'loading the index, once a server process':44}{loaded:8.2f} s")
    updates(database)
    peers(database)


def updates(database: Database) -> None:
    """What an upload adds for finding it, and the first question after it."""
    put: Times = []
    asked: Times = []
    with database.session() as session:
        council = session.scalars(select(Organisation.id).limit(1)).one()
        for file in sorted(EXAMPLES.glob("*.bpmn"))[:10]:
            data = file.read_bytes() + b"<!-- another -->"
            place = uploads.Place(council, 524, file.stem)
            (made,) = uploads.upload(session, LIBRARY, [uploads.IncomingFile(file.name, data)], place)
            process = processes.process(session, str(made.process_id), LIBRARY)
            assert process is not None
            put += timed([lambda process=process: _again(session, process)])
            asked += timed([lambda process=process: nearest.nearest(session, process, LIBRARY, 10)])
    say("putting one process in again, its own commit", put)
    say("the first question after that", asked)


def _again(session: Session, process: Process) -> None:
    indexing.process(session, process)
    session.commit()


def peers(database: Database) -> None:
    """The same without updates, and a plain scan; and what the short cut by signs misses of that scan's 50 nearest."""
    with database.session() as session:
        say(
            "peer: the whole index read again",
            timed(lambda: MemoryIndex().refresh(session) for _ in range(2)),
        )
        rows = session.scalars(select(ProcessVector.vector).where(ProcessVector.vector.is_not(None)))
        matrix = np.stack([unpacked(row) for row in rows if row is not None])
        asked = [matrix[i] for i in random.Random(6).sample(range(len(matrix)), 50)]
        say(
            "peer: one scan over 32-bit floats",
            timed(lambda one=one: np.argsort(-(matrix @ one))[:10] for one in asked),
        )
        print(f"{'peer: memory of those floats alone':44}{matrix.nbytes / 2**20:8.0f} MB")
        found = index(session)
        met = 0
        for one in asked:
            least = np.partition(matrix @ one, -50)[-50]
            near = found.near(session, one, reader=Reader(everything=True), most=50)
            met += sum(score >= least - 1e-3 for _, score in near)
        print(f"{'of the 50 nearest by that scan, found':44}{met / (50 * len(asked)):8.4f}")


def quality(corpus: Path | None) -> None:
    """How well it finds, over the examples and the reference models."""
    indexes = [EXAMPLES / name for name in ("index-a.json", "index-b.json")]
    entries = [entry for name in indexes for entry in json.loads(name.read_text())]
    services = [entry["service"] for entry in entries]
    for titled in (True, False):
        data = [(EXAMPLES / entry["file"]).read_bytes() for entry in entries]
        titles = [entry["job"] if titled else " " for entry in entries]
        made = [profile(read(one), title) for one, title in zip(data, titles, strict=True)]
        first, share = _same(services, made)
        named = "with" if titled else "without"
        print(
            f"examples {named} their jobs' names: nearest of the same service {first:.2f}, of all such {share:.2f}"
        )
    if corpus is not None and (corpus / "miwg-equal.tsv").exists():
        reference_models(corpus)


def reference_models(corpus: Path) -> None:
    """Every tool's export of a reference model of the BPMN MIWG: is another export of the same model the nearest?"""
    with (corpus / "miwg-equal.tsv").open(newline="") as file:
        equal = [
            row for row in csv.DictReader(file, delimiter="\t") if row["differs_from_reference_in"] == "equal"
        ]
    made: list[tuple[str, Profile]] = []
    left = 0
    for row in equal:
        file = corpus / "bpmn-miwg+bpmn-miwg-test-suite" / row["tool"] / f"{row['model']}-{row['kind']}.bpmn"
        if not file.exists():
            continue
        one = profile(read(file.read_bytes()), " ")
        if one.steps:
            made.append((row["model"], one))
        else:
            left += 1
    models = [model for model, _ in made]
    again = [model for model in models if models.count(model) > 1]
    first, share = _same(models, [one for _, one in made])
    whole = first * len(models) / max(1, len(again))
    print(f"{len(made)} exports of {len(set(models))} reference models ({left} without names left out):")
    print(
        f"  {len(again)} have another of theirs: nearest of the same model {whole:.2f}, of all such {share:.2f}"
    )


def _same(services: Sequence[object], made: list[Profile]) -> tuple[float, float]:
    """Shares: the nearest is of the same service; of as many nearest as there are others of it, so many are."""
    known = _candidates(made)
    first = hits = total = 0
    for i, one in enumerate(known):
        judged = judge(one, known)
        order = [j for j in sorted(range(len(known)), key=lambda j: (-judged[j].likeness, j)) if j != i]
        wanted = services.count(services[i]) - 1
        if not wanted:
            continue
        first += services[order[0]] == services[i]
        hits += sum(services[j] == services[i] for j in order[:wanted])
        total += wanted
    return first / len(known), hits / total


def _candidates(made: list[Profile]) -> list[Candidate]:
    labels = list(dict.fromkeys(label for one in made for label in one.labels))
    rows = dict(zip(labels, space().rows(labels), strict=True))
    numbers = {label: number for number, label in enumerate(labels)}
    empty = space().rows([])
    return [
        Candidate(
            process_row(one, rows),
            step_rows(one, numbers),
            np.stack([rows[step.label] for step in one.steps]) if one.steps else empty,
            shape=one.shape,
        )
        for one in made
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--processes", type=int, default=100_000)
    parser.add_argument("--corpus", type=Path, default=CORPUS if CORPUS.is_dir() else None)
    parser.add_argument("--measure", metavar="URL", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        measure(asked.measure)
        return
    print(f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores; {space().name}")
    quality(asked.corpus)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/library.sqlite3"
        database = start.prepare(Settings(Path(folder), url, "a key"), examples=False)
        grow(database, asked.processes, asked.corpus)
        database.close()
        print(f"a library of {asked.processes:,} processes; milliseconds")
        print(f"{'':44}   median      p95     median      p95 of the processor's own time")
        sys.stdout.flush()
        subprocess.run([sys.executable, __file__, "--measure", url], check=True)


if __name__ == "__main__":
    main()
