"""A large made-up library for the benchmarks: each process is put together from steps of real ones."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from sqlalchemy import insert, select

from bpmn.compare.nearest import Profile, process_row, profile, space, step_rows
from bpmn.compare.nearest.rows import packed, unpacked
from bpmn.errors import BpmnError
from bpmn.reader import read
from webapp.store.database import Database
from webapp.store.tables import (
    Blob,
    LabelUse,
    LabelVector,
    Organisation,
    Process,
    ProcessOrganisation,
    ProcessVector,
    Service,
    VectorState,
    Version,
)

EXAMPLES = Path(__file__).resolve().parents[1] / "webapp" / "examples"
FIRST = 1_000_000
"""The number of the first made-up process and label."""
BATCH = 5_000
MOST_STEPS = 40


def profiles(folder: Path | None) -> list[Profile]:
    """Profiles of the examples and of the real diagrams in a folder that have between 4 and 40 named steps."""
    files = [*sorted(EXAMPLES.glob("*.bpmn"))]
    if folder is not None and folder.is_dir():
        files += sorted(path for path in folder.rglob("*.bpmn*") if path.stat().st_size < 300_000)
    found: dict[tuple[str, ...], Profile] = {}
    for file in files:
        try:
            one = profile(read(file.read_bytes()))
        except (BpmnError, OSError):
            continue
        if 4 <= len(one.steps) <= MOST_STEPS:
            found.setdefault(tuple(step.label for step in one.steps), one)
    return list(found.values())


def grow(database: Database, count: int, folder: Path | None) -> None:
    """Put so many made-up processes into a library."""
    chance = random.Random(4)
    noise = np.random.default_rng(4)
    models = profiles(folder)
    real = sorted({step.label for one in models for step in one.steps})
    where = space()
    rows = where.rows(real)
    print(f"{len(models)} real diagrams with {len(real):,} labels", flush=True)
    with database.session() as session:
        services = list(session.scalars(select(Service.lgsl).limit(200)))
        councils = list(session.scalars(select(Organisation.id).limit(300)))
        session.execute(insert(Blob), [{"sha256": "0" * 64, "data": b"", "size": 0}])
        labels = [packed(row) for row in rows]
        session.execute(
            insert(LabelVector), [_label(where.name, i, real[i], labels[i]) for i in range(len(real))]
        )
        number_of = {text: number for number, text in enumerate(real, FIRST)}
        row_of = {text: unpacked(data) for text, data in zip(real, labels, strict=True)}
        fresh = FIRST + len(real)
        for begin in range(0, count, BATCH):
            batch: dict[type, list[dict[str, object]]] = {
                kind: []
                for kind in (Process, Version, ProcessOrganisation, LabelVector, ProcessVector, LabelUse)
            }
            for number in range(FIRST + begin, FIRST + min(count, begin + BATCH)):
                model = chance.choice(models)
                chosen = [
                    step if chance.random() > 0.2 else chance.choice(chance.choice(models).steps)
                    for step in model.steps
                ]
                own = Profile("", tuple(chosen), (), model.orders, model.shape)
                mine = {step.label: number_of[step.label] for step in chosen}
                texts = {step.label: row_of[step.label] for step in chosen}
                # One label of each process's own: a real one said a little otherwise.
                changed = chance.choice(chosen).label
                row = packed(texts[changed] + noise.normal(0, 0.01, len(rows[0])).astype(np.float32))
                batch[LabelVector].append(
                    _label(where.name, fresh - FIRST, f"{changed[:380]} ({number})", row)
                )
                mine[changed], texts[changed] = fresh, unpacked(row)
                fresh += 1
                _process(
                    batch,
                    number,
                    own,
                    mine,
                    texts,
                    chance.choice(services),
                    chance.choice(councils),
                    where.name,
                )
            for kind, made in batch.items():
                session.execute(insert(kind), made)
            session.commit()
            print(f"\r{begin + BATCH:,} processes", end="", file=sys.stderr)
        session.query(VectorState).update({"changes": VectorState.changes + 1, "made_with": where.name})
        session.commit()
    print(file=sys.stderr)


def _label(made_with: str, number: int, text: str, row: bytes) -> dict[str, object]:
    return {"id": FIRST + number, "made_with": made_with, "text": text, "vector": row}


def _process(
    batch: dict[type, list[dict[str, object]]],
    number: int,
    own: Profile,
    numbers: dict[str, int],
    rows: dict[str, np.ndarray],
    lgsl: int,
    council: int,
    made_with: str,
) -> None:
    batch[Process].append(
        {"id": number, "lgsl": lgsl, "job": f"Job {number}", "state": "published", "current_number": 1}
    )
    batch[Version].append(
        {"id": number, "process_id": number, "number": 1, "sha256": "0" * 64, "filename": "made.bpmn"}
    )
    batch[ProcessOrganisation].append({"process_id": number, "organisation_id": council})
    batch[ProcessVector].append(
        {
            "process_id": number,
            "change": 1,
            "number": 1,
            "made_with": made_with,
            "audience": "",
            "lgsl": lgsl,
            "vector": packed(process_row(own, rows)),
            "steps": step_rows(own, numbers).tobytes(),
            "orders": bytes(code for pair in sorted(own.orders) for code in pair),
            "questions": b"",
            "shape": bytes(own.shape),
        }
    )
    batch[LabelUse] += [
        {"process_id": number, "kind": "step", "label_id": label, "element": "Step"}
        for label in numbers.values()
    ]
