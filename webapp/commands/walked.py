"""The table of `guildhall walk` for several files: one row a file, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.errors import BpmnError
from bpmn.reader import read
from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.outcomes import Outcomes, outcomes
from engine.random_walk import walks_json
from webapp.commands.files import read_bytes

SECONDS = 20.0
"""How long the walks of one file may take: a hostile file cannot hold up the others."""
LONGEST_WHY = 160
HEAD = f"{'processes':>9} {'ended':>7} {'stuck':>7} {'limit':>7} {'predicted':>11}  file: why not every walk ended"


@dataclass(frozen=True)
class Walked:
    """A file and how its walks came out; `reason` why it could not be read or walked."""

    file: str
    outcomes: Outcomes | None = None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As `walk --json` writes one file, with its name, and the reason where there is nothing to tell."""
        walks = self.outcomes.walks if self.outcomes is not None else ()
        reason = self.reason or (self.outcomes.stopped if self.outcomes is not None else None)
        return {"file": self.file, **walks_json(walks), "reason": reason}

    @property
    def rank(self) -> tuple[float, ...]:
        """What sorts the worst to the top: unreadable, unpredicted, the share of walks that did not end."""
        if self.outcomes is None:
            return (0,)
        counts, walks = self.outcomes.counts, len(self.outcomes.walks)
        bad = (walks - counts["ended"]) / walks if walks else 0.0
        return (1, -self.outcomes.unexplained, self.outcomes.stopped is None, -bad)


def walked(file: str, seed: int, walks: int, limit: int, process: str | None) -> Walked:
    """Walk one file at random; what cannot be read or walked is told in its row."""
    try:
        diagram = read(read_bytes(file))
        return Walked(file, outcomes(diagram, seed, walks, limit, process, WalkLimits(seconds=SECONDS)))
    except (BpmnError, WalkError) as error:
        return Walked(file, reason=str(error))


def status(rows: Sequence[Walked]) -> int:
    """The exit status for these files."""
    if any(row.outcomes is None or row.outcomes.stopped is not None for row in rows):
        return 2
    return 0 if all(row.outcomes is not None and row.outcomes.all_ended for row in rows) else 1


def table(rows: Sequence[Walked]) -> str:
    """The rows under one another, worst first, and a line that sums them up."""
    lines = [HEAD, *(_row(row) for row in sorted(rows, key=lambda row: (row.rank, row.file)))]
    return "\n".join([*lines, "", _summary(rows)])


def _row(row: Walked) -> str:
    if row.outcomes is None:
        return f"{'cannot be read or walked':>45}  {_plain(row.file)}: {_plain(row.reason or '')}"
    counts = row.outcomes.counts
    predicted = {None: "", True: "yes", False: "no"}[row.outcomes.predicted]
    why = f": {_cut(row.outcomes.why)}" if row.outcomes.why else ""
    numbers = (
        f"{row.outcomes.processes:>9,} {counts['ended']:>7,} {counts['stuck']:>7,} {counts['limit']:>7,}"
    )
    return f"{numbers} {predicted:>11}  {_plain(row.file)}{why}"


def _summary(rows: Sequence[Walked]) -> str:
    counts: Counter[str] = Counter()
    unexplained = 0
    for row in rows:
        if row.outcomes is not None:
            counts += row.outcomes.counts
            unexplained += row.outcomes.unexplained
    out = sum(row.outcomes is None for row in rows)
    unended = counts["stuck"] + counts["limit"]
    return (
        f"{_many(len(rows), 'file')}, {out:,} of them not readable or walkable; "
        f"{_many(sum(counts.values()), 'walk')}: "
        f"{counts['ended']:,} ended, {counts['stuck']:,} got stuck, {counts['limit']:,} were still going at the limit. "
        f"The soundness check predicts {unended - unexplained:,} of the {unended:,} that did not end."
    )


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _cut(text: str) -> str:
    line = _plain(text)
    return line if len(line) <= LONGEST_WHY else line[: LONGEST_WHY - 1].rstrip() + "…"


def _plain(text: str) -> str:
    """On one line, and nothing in it that a terminal would obey."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
