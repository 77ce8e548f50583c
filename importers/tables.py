"""Tables that people make: CSV with commas or semicolons, or cells pasted from a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from importers.errors import NotATable, NotText, TooLarge

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
_DELIMITERS = "\t;,|"


@dataclass(frozen=True)
class Row:
    """One row with something in it: the number of its line in the table (from 1) and its cells, stripped."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int | None) -> str:
        """A cell, empty when the row is shorter or the table has no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def rows(data: bytes | str) -> tuple[Row, ...]:
    """The rows that hold anything. Raises NotText, NotATable (no rows) or TooLarge."""
    if len(data) > MOST_BYTES:
        raise TooLarge(f"The table is over {MOST_BYTES // 1_000_000} MB; split it and import the parts.")
    text = data if isinstance(data, str) else decoded(data)
    if "\0" in text:
        raise NotText("This is not a text file; save the sheet as CSV and try again.")
    found: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter(text)), 1):
            stripped = tuple(_one_line(cell) for cell in cells)
            if any(stripped):
                found.append(Row(number, stripped))
    except csv.Error as error:
        raise NotATable(f"The table cannot be read ({error}); save it as CSV again.") from error
    if not found:
        raise NotATable("The table is empty; it needs one row for each step or question.")
    if len(found) > MOST_ROWS:
        raise TooLarge(f"The table has {len(found)} rows and {MOST_ROWS} is the most we take; split it.")
    return tuple(found)


def _one_line(cell: str) -> str:
    """A cell without spaces around and between; the lines of a cell are parted by semicolons."""
    return "; ".join(line for line in (" ".join(line.split()) for line in cell.splitlines()) if line)


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16, or as Windows spreadsheets write it. Raises NotText."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in data or data.startswith((b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText("This is not a text file; save the sheet as CSV and try again.")


def delimiter(text: str) -> str:
    """What parts the cells: the candidate that gives the first lines the most cells they agree on."""
    lines = [line for line in text.splitlines() if line.strip()][:20]

    def width(candidate: str) -> tuple[int, int]:
        try:
            counts = [len(cells) for cells in csv.reader(lines, delimiter=candidate)]
        except csv.Error:
            return 0, 0
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        return (counts.count(usual), usual) if usual > 1 else (0, 0)

    return max(_DELIMITERS, key=lambda candidate: (width(candidate)[0] > 0, *width(candidate)))


def columns_by_header(row: Row, known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column is which, from a header: for each name the first cell that says one of its words."""
    found: dict[str, int] = {}
    cells = [cell.lower().strip(" ?:.*") for cell in row.cells]
    for name, words in known.items():
        for word in words:
            if name not in found and word in cells and cells.index(word) not in found.values():
                found[name] = cells.index(word)
    return found
