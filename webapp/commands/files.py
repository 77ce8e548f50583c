"""Reading the files a command was given, printing JSON, and progress on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from bpmn.errors import BpmnError
from bpmn.limits import LIMITS

T = TypeVar("T")
FEW = 3
MOST_JSON = 50 * 1024 * 1024
DIAGRAMS = (".bpmn", ".bpmn2", ".bpmn20.xml", ".bpmn.xml")
"""What a diagram's file name ends with, in a folder."""


class CannotRead(BpmnError):
    """A file that is not there, or not for us to read."""


def read_bytes(name: str, most: int = LIMITS.size) -> bytes:
    """A file's bytes, `-` being standard input; no more than one over `most`. Raises `CannotRead`."""
    if name == "-":
        return sys.stdin.buffer.read(most + 1)
    path = Path(name)
    try:
        if path.is_dir():
            raise CannotRead(f"{name} is a folder: name the files in it.")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise CannotRead(f"There is no file {name}: check the name.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{name} cannot be read: {why}.") from error


def read_json(name: str) -> Any:
    """A JSON file's content. Raises `CannotRead`."""
    data = read_bytes(name, MOST_JSON)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise CannotRead(f"{name} is not JSON: it breaks off{where}.") from error


def in_folder(given: str) -> Iterator[str]:
    """The diagrams in a folder, by name; anything but a folder is itself."""
    folder = Path(given)
    if given == "-" or not folder.is_dir():
        yield given
        return
    found = sorted(path for path in folder.rglob("*") if path.name.lower().endswith(DIAGRAMS))
    if not found:
        raise CannotRead(f"There is no BPMN file in the folder {given}: names have to end in .bpmn.")
    yield from (str(path) for path in found if path.is_file())


def print_json(value: Any) -> None:
    """One document on standard output, in UTF-8 whatever the terminal is set to."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", errors="surrogatepass"))
    sys.stdout.buffer.flush()


def each(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The items one by one, with a progress bar on a terminal when there are more than a few."""
    count = total if total is not None else len(items) if isinstance(items, (list, tuple)) else None
    if not sys.stderr.isatty() or (count is not None and count <= FEW):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, total=count, console=Console(stderr=True), transient=True)
