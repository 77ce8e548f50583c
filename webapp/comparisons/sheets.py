"""What fits on two A4 sheets: the differences with room for decisions on the first, the steps on the second.

Nobody can know how a browser breaks lines; lines are counted a little too long, so that the sheets stay two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bpmn.compare.results import Figure, Row, RowStep
from webapp.comparisons.shown import Difference, Section, Shown

FIRST_LINES = 52
"""Lines of table on the first sheet, below its head."""
SECOND_LINES = 70
"""Lines of table on the second sheet."""
GAP = 0.4
"""What parts two rows, in lines."""
BOXES = 3
"""Lines that the boxes to tick take."""
SENTENCE, STEP, CELL = 52, 52, 56
"""Letters in a line of the sentence, of a step, of a decision."""
DECIDED_WORDS = 50
"""Letters of a decision beside its owner: side, choice, reason, date."""
LONGEST_SENTENCE, LONGEST_STEP = 400, 110
TITLE_LINE, HEAD_LINE = 35, 100
MOST_FIGURES, LONGEST_FIGURE = 12, 24


@dataclass(frozen=True)
class Line:
    """A difference on the first sheet."""

    title: str
    difference: Difference
    text: str


@dataclass(frozen=True)
class Sheets:
    """Both sheets. `more` and `more_rows` say how much did not fit. `figures` are those in which the two differ."""

    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    more: int
    rows: tuple[Row, ...]
    more_rows: int


def sheets(shown: Shown) -> Sheets:
    """Choose what fits: every topic's first sentence before any topic's second, the analyst's last."""
    ranked = sorted(_lines(shown.sections), key=lambda found: found[0])
    ranked += [(9, Line("", one, short(one.said.text, LONGEST_SENTENCE))) for one in shown.first_details]
    figures = _figures(shown.pair.comparison.figures)
    chosen = _fitting([line for _, line in ranked], FIRST_LINES - _head(shown) - ceil(len(figures) / 2))
    order = {section.title: number for number, section in enumerate(shown.sections)}
    lines = sorted(chosen, key=lambda line: order.get(line.title, len(order)))
    rows = _rows(shown.pair.comparison.rows)
    total = len(shown.pair.comparison.statements)
    return Sheets(
        figures, tuple(lines), total - len(lines), rows, len(shown.pair.comparison.rows) - len(rows)
    )


def _head(shown: Shown) -> int:
    """The lines that title, councils and contacts take beyond the usual."""
    sides = (shown.pair.a.process, shown.pair.b.process)
    about = sum(_letters(f"{one.council} {one.council} {short(one.contact or '', 80)}") for one in sides)
    title = _letters(sides[0].job) // TITLE_LINE
    return 2 * title + max(0, ceil((about + 60) / HEAD_LINE) - 3)


def _letters(text: str) -> int:
    """How many letters wide a text is: those of some scripts take the room of two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _lines(sections: Iterable[Section]) -> Iterable[tuple[int, Line]]:
    for section in sections:
        for place, difference in enumerate(section.differences):
            yield place, Line(section.title, difference, short(difference.said.text, LONGEST_SENTENCE))


def _figures(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Short ones that differ; long words belong into sentences."""
    differ = [
        one for one in figures if one.a != one.b and max(len(str(one.a)), len(str(one.b))) <= LONGEST_FIGURE
    ]
    return tuple(differ[:MOST_FIGURES])


def _fitting(lines: Sequence[Line], left: float) -> list[Line]:
    found = []
    for line in lines:
        left -= _height(line)
        if left < 0:
            break
        found.append(line)
    return found


def _height(line: Line) -> float:
    sentence = ceil(_letters(line.text) / SENTENCE) + bool(line.title)
    decided = sum(ceil((_letters(one.owner[:60]) + DECIDED_WORDS) / CELL) for one in line.difference.decided)
    return max(sentence, decided or BOXES) + GAP


def _rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    left, found = float(SECOND_LINES), []
    for row in rows:
        left -= max(_steps(row.a), _steps(row.b), 2 if row.how == "moved to other role" else 1) + GAP
        if left < 0:
            break
        found.append(row)
    return tuple(found)


def _steps(steps: Sequence[RowStep]) -> int:
    return (
        sum(
            ceil((_letters(short(step.text, LONGEST_STEP)) + _letters(step.role[:40]) + 6) / STEP)
            for step in steps
        )
        or 1
    )


def short(text: str, longest: int) -> str:
    """The text, cut where it is longer."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
