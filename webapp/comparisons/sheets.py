"""What fits on two A4 sheets: the differences with room for decisions on the first, the steps on the second.

Nobody can know how a browser breaks lines; lines are counted a little too long, so that the sheets stay two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bpmn.compare.results import Figure, Row, RowStep
from webapp.comparisons.shown import Difference, Section, Shown
from webapp.comparisons.words import CHOICES, REASONS

FIRST_LINES = 49
"""Lines of table on the first sheet, below its head."""
SECOND_LINES = 71
"""Lines of table on the second sheet."""
SENTENCE, STEP, CELL = 58, 52, 20
"""Letters in a line of the sentence, of a step, of a cell with a decision."""
LONGEST_SENTENCE, LONGEST_STEP = 400, 110
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
    chosen = _fitting([line for _, line in ranked], FIRST_LINES - ceil(len(figures) / 2))
    order = {section.title: number for number, section in enumerate(shown.sections)}
    lines = sorted(chosen, key=lambda line: order.get(line.title, len(order)))
    rows = _rows(shown.pair.comparison.rows)
    total = len(shown.pair.comparison.statements)
    return Sheets(
        figures, tuple(lines), total - len(lines), rows, len(shown.pair.comparison.rows) - len(rows)
    )


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


def _fitting(lines: Sequence[Line], left: int) -> list[Line]:
    found = []
    for line in lines:
        left -= _height(line)
        if left < 0:
            break
        found.append(line)
    return found


def _height(line: Line) -> int:
    sentence = ceil(len(line.text) / SENTENCE) + bool(line.title)
    decided = 0
    for one in line.difference.decided:
        reason, choice = REASONS.get(one.reason or "", ""), CHOICES.get(one.choice or "", "")
        words = f"{reason} {choice} {one.owner} {one.process.council}"
        decided += 1 + ceil(len(words) / CELL)
    return max(sentence, decided, 2) + 1


def _rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    left, found = SECOND_LINES, []
    for row in rows:
        left -= max(_steps(row.a), _steps(row.b))
        if left < 0:
            break
        found.append(row)
    return tuple(found)


def _steps(steps: Sequence[RowStep]) -> int:
    return sum(ceil((len(short(step.text, LONGEST_STEP)) + len(step.role) + 6) / STEP) for step in steps) or 1


def short(text: str, longest: int) -> str:
    """The text, cut where it is longer."""

    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
