"""Matches that people confirmed, read from a file: between the two compared, and between any others of the same
service, which the matching learns from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

from bpmn.compare import KnownPair, Match
from bpmn.model import Diagram
from webapp.commands.files import CannotRead

SHAPE = 'a list of {"files": ["a.bpmn", "b.bpmn"], "matches": [{"a": ["id"], "b": ["id"]}]}'
Pairs = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class _Said:
    files: tuple[str, str]
    pairs: Pairs

    def seen_from(self, name: str) -> tuple[str, Pairs] | None:
        """The other file, and the pairs with this file's steps first; None when it is about other files."""
        if _same_file(self.files[0], name):
            return self.files[1], self.pairs
        if _same_file(self.files[1], name):
            return self.files[0], tuple((b, a) for a, b in self.pairs)
        return None


@dataclass(frozen=True)
class Confirmed:
    """What people confirmed: `between` the two compared, and of other pairs (`known`)."""

    between: tuple[Match, ...] = ()
    known: tuple[KnownPair, ...] = ()


def confirmed(
    content: Any,
    files: tuple[str, str],
    diagrams: tuple[Diagram, Diagram],
    folder: Path,
    read: Callable[[Path], Diagram],
) -> Confirmed:
    """What was confirmed about the two `files` compared, and about others. These are looked for as they are named and
    beside the list of matches (`folder`); of one that is not found, only what it leads to counts: steps of the two
    that were matched with the same steps of it are confirmed. Steps that a diagram does not have (any more) are
    left out.

    Raises `CannotRead` when the content is not the contract's.
    """
    said = tuple(_read(content))
    found = _diagrams(said, files, diagrams, folder, read)
    known = tuple(
        KnownPair(found[one.files[0]], found[one.files[1]], tuple(Match(*pair) for pair in one.pairs))
        for one in said
        if all(file in found for file in one.files)
        and not all(any(_same_file(file, mine) for mine in files) for file in one.files)
    )
    lost = tuple(one for one in said if not all(file in found for file in one.files))
    return Confirmed(_between(said, lost, files, diagrams), known)


def _diagrams(
    said: tuple[_Said, ...],
    files: tuple[str, str],
    diagrams: tuple[Diagram, Diagram],
    folder: Path,
    read: Callable[[Path], Diagram],
) -> dict[str, Diagram]:
    """The diagrams by the names the list gives them; two names of one file give the same diagram."""
    found: dict[str, Diagram] = {}
    opened: dict[Path, Diagram] = {}
    for name in dict.fromkeys(file for one in said for file in one.files):
        mine = next((diagrams[n] for n, file in enumerate(files) if _same_file(file, name)), None)
        if mine is not None:
            found[name] = mine
            continue
        places = (Path(name), folder / name, *(Path(file).parent / PurePath(name).name for file in files))
        path = next((place.resolve() for place in places if place.is_file()), None)
        if path is not None:
            found[name] = opened.setdefault(path, opened[path] if path in opened else read(path))
    return found


def _between(
    said: tuple[_Said, ...],
    lost: tuple[_Said, ...],
    files: tuple[str, str],
    diagrams: tuple[Diagram, Diagram],
) -> tuple[Match, ...]:
    """The matches said of the two themselves, then those that follow by way of a file that is not there."""
    (a, b), (first, second) = files, diagrams
    direct = [pair for other, pairs in _about(said, a) if _same_file(other, b) for pair in pairs]
    by_way = [
        (mine, theirs)
        for other, pairs in _about(lost, a)
        if not _same_file(other, b)
        for mine, between in pairs
        for theirs in _partners(lost, other, between, b)
    ]
    matches: list[Match] = []
    taken_a: set[str] = set()
    taken_b: set[str] = set()
    for mine, theirs in direct + by_way:
        fits = all(key in first.node_by_key for key in mine) and all(
            key in second.node_by_key for key in theirs
        )
        if fits and not taken_a & set(mine) and not taken_b & set(theirs):
            matches.append(Match(mine, theirs))
            taken_a |= set(mine)
            taken_b |= set(theirs)
    return tuple(matches)


def _about(said: tuple[_Said, ...], name: str) -> list[tuple[str, Pairs]]:
    return [found for one in said if (found := one.seen_from(name)) is not None]


def confirmed_among(
    content: Any, files: Sequence[str], diagrams: Sequence[Diagram]
) -> dict[tuple[int, int], tuple[Match, ...]]:
    """The confirmed matches between every two of several files, by their places, the smaller first."""
    said = tuple(_read(content))
    return {
        (i, j): matches
        for i, j in combinations(range(len(files)), 2)
        if (matches := _between(said, said, (files[i], files[j]), (diagrams[i], diagrams[j])))
    }


def _partners(
    said: tuple[_Said, ...], other: str, steps: tuple[str, ...], wanted: str
) -> Iterator[tuple[str, ...]]:
    for one in said:
        seen = one.seen_from(other)
        if seen is not None and _same_file(seen[0], wanted):
            yield from (theirs for mine, theirs in seen[1] if set(mine) == set(steps))


def _same_file(one: str, other: str) -> bool:
    return one == other or PurePath(one).name == PurePath(other).name


def _read(content: Any) -> Iterator[_Said]:
    try:
        for entry in content:
            a, b = entry["files"]
            pairs = tuple((_keys(match["a"]), _keys(match["b"])) for match in entry["matches"])
            if not isinstance(a, str) or not isinstance(b, str):
                raise TypeError
            yield _Said((a, b), pairs)
    except (TypeError, KeyError, ValueError) as error:
        raise CannotRead(f"The confirmed matches are not {SHAPE}.") from error


def _keys(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(key, str) for key in value):
        raise TypeError
    return tuple(value)
