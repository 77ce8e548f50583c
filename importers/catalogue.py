"""What every catalogue importer shares: its result and reading a table of named columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from importers.errors import ImportRefused, NotText
from importers.tables import decoded

T = TypeVar("T")
MOST_BYTES = 50 * 1024 * 1024


class CannotImport(ImportRefused):
    """The bytes are not the list they were taken for. `str()` is one sentence for a person."""


@dataclass(frozen=True)
class Catalogue(Generic[T]):
    """What was read: the records in file order, and what could not be carried over, in sentences."""

    records: tuple[T, ...]
    notes: tuple[str, ...] = ()


def table(data: bytes, needs: Iterable[str], what: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file by column name, stripped; UTF-8 with or without a mark, else Windows-1252.

    Raises `CannotImport` when a column of `needs` is missing. Rows with too few fields get empty ones.
    """
    text = _text(data, what)
    csv.field_size_limit(1024 * 1024)
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    columns = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in needs if name not in columns]
    if missing:
        raise CannotImport(f"This is not {what}: it has no column named {' or '.join(missing)}.")
    try:
        for row in reader:
            yield {(name or "").strip(): _value(value) for name, value in row.items()}
    except csv.Error as error:
        raise CannotImport(f"Line {reader.line_num} cannot be read as CSV: {error}.") from error


def columns(data: bytes) -> tuple[str, ...]:
    """The names of a CSV file's columns; none when it is no table."""
    try:
        first = next(csv.reader(io.StringIO(_text(data, "a table"), newline="")), [])
    except (csv.Error, CannotImport):
        return ()
    return tuple(name.strip() for name in first)


def iso_date(text: str) -> str | None:
    """`03/04/2013` (day first) or `2013-04-03` as an ISO date; None for anything else."""
    parts = text.split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[2]) == 4:
        return f"{parts[2]}-{int(parts[1]):02}-{int(parts[0]):02}"
    return text if len(text) == 10 and text[4] == text[7] == "-" else None


def counted(number: int, singular: str, plural: str) -> tuple[str, ...]:
    """A note about so many things; none about none."""
    return () if number == 0 else (f"{number:,} {singular if number == 1 else plural}",)


def _text(data: bytes, what: str) -> str:
    if len(data) > MOST_BYTES:
        raise CannotImport(f"This is not {what}: it is over {MOST_BYTES // (1024 * 1024)} MB.")
    try:
        return decoded(data)
    except NotText as error:
        raise CannotImport(f"This is not {what}: it is no table in CSV.") from error


def _value(value: str | list[str] | None) -> str:
    return value.strip() if isinstance(value, str) else ""
