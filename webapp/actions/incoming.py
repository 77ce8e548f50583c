"""The files people send: single diagrams and zips, told apart and held to the limits before anything is
read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from time import monotonic

from webapp.settings import Limits

DIAGRAM_ENDINGS = (".bpmn", ".bpmn2", ".xml")
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
ENTRY_START = b"PK\x01\x02"
SURELY_TOO_MANY = 10
"""So many times the most entries, by their marks, are too many whatever else the bytes may hold by chance."""


TOO_LONG = "The files before it took too long: send this one again in a smaller portion."


@dataclass(frozen=True)
class IncomingFile:
    """A file as it came: the name it was sent under and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class RefusedFile:
    """A file that goes no further, and why, in a sentence."""

    name: str
    reason: str


def unpack(
    files: Iterable[IncomingFile], limits: Limits, clock: Callable[[], float] = monotonic
) -> Iterator[IncomingFile | RefusedFile]:
    """Every single file sent, those in zips too, in the order sent. Nothing is written to disk.

    Whoever takes them works between two of them: past `limits.request_seconds` by `clock` the rest is refused, so
    that one request does not hold the server up.
    """
    until = clock() + limits.request_seconds
    for file in _each(files, limits):
        if isinstance(file, IncomingFile) and clock() > until:
            yield RefusedFile(file.name, TOO_LONG)
        else:
            yield file


def _each(files: Iterable[IncomingFile], limits: Limits) -> Iterator[IncomingFile | RefusedFile]:
    for file in files:
        if file.data.startswith((ZIP_START, EMPTY_ZIP_START)):
            yield from _from_zip(file, limits)
        else:
            yield _checked(file, limits)


def _checked(file: IncomingFile, limits: Limits) -> IncomingFile | RefusedFile:
    if not file.data:
        return RefusedFile(file.name, "The file is empty. Export the diagram again and send that file.")
    if len(file.data) > limits.file:
        return RefusedFile(file.name, _too_large(limits))
    return file


def _too_large(limits: Limits) -> str:
    return f"The file is larger than {_megabytes(limits.file)} MB, the most a diagram may have."


def _megabytes(size: int) -> int:
    return size // (1024 * 1024)


def _from_zip(file: IncomingFile, limits: Limits) -> Iterator[IncomingFile | RefusedFile]:
    if file.data.count(ENTRY_START) > SURELY_TOO_MANY * limits.zip_entries:
        # Counted before it is opened: the list alone of half a million files takes hundreds of megabytes.
        yield RefusedFile(file.name, _too_many(limits))
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        yield RefusedFile(file.name, "The zip is damaged and cannot be opened. Make it again.")
        return
    with archive:
        entries = archive.infolist()
        reason = _why_not(entries, limits)
        if reason:
            yield RefusedFile(file.name, reason)
            return
        wanted = [entry for entry in entries if not entry.is_dir() and not _is_clutter(entry.filename)]
        if not wanted:
            yield RefusedFile(file.name, "The zip holds no files.")
        for entry in wanted:
            yield _entry(archive, entry, f"{file.name}/{entry.filename}", limits)


def _why_not(entries: list[zipfile.ZipInfo], limits: Limits) -> str | None:
    """Why the zip as a whole is refused, unread; None when it is not."""
    if len(entries) > limits.zip_entries:
        return _too_many(limits)
    if sum(entry.file_size for entry in entries) > limits.zip_unpacked:
        most = _megabytes(limits.zip_unpacked)
        return f"Unpacked, the zip would be larger than {most} MB. It was not opened; send it in parts."
    climbing = next((entry.filename for entry in entries if _climbs(entry.filename)), None)
    if climbing is not None:
        return f"The zip holds a path that leads out of it ({climbing[:80]}). Nothing in it was read."
    return None


def _too_many(limits: Limits) -> str:
    return f"The zip holds more than {limits.zip_entries:,} files, the most it may. Send it in parts."


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":")


def _is_clutter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.startswith(".") or "__MACOSX" in path.parts


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, limits: Limits
) -> IncomingFile | RefusedFile:
    if not entry.filename.lower().endswith(DIAGRAM_ENDINGS):
        return RefusedFile(shown, "Left out: its name does not end in .bpmn or .xml.")
    if entry.flag_bits & 1:
        return RefusedFile(shown, "The file in the zip is locked with a password. Send it without one.")
    if entry.file_size > limits.file:
        return RefusedFile(shown, _too_large(limits))
    try:
        with archive.open(entry) as stream:
            # One byte more than allowed tells a lying header from an honest one.
            data = stream.read(limits.file + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        return RefusedFile(shown, "This file in the zip is damaged and cannot be unpacked.")
    except Exception as error:  # zlib.error, lzma.LZMAError: the decompressors share no base class
        if type(error).__module__ not in ("zlib", "_lzma", "lzma"):
            raise
        return RefusedFile(shown, "This file in the zip is damaged and cannot be unpacked.")
    return _checked(IncomingFile(shown, data), limits)
