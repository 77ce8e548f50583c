"""Matches that people confirmed, read from a file: between the two compared, and by way of a third."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePath
from typing import Any

from bpmn.compare import Match
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


def confirmed_between(content: Any, a: str, b: str, first: Diagram, second: Diagram) -> tuple[Match, ...]:
    """The confirmed matches between files `a` and `b`: those said of the two, then those that follow because
    both were matched with the same steps of a third file. Steps that a diagram does not have (any more) are
    left out.

    Raises `CannotRead` when the content is not the contract's.
    """
    said = tuple(_read(content))
    about_a = [found for one in said if (found := one.seen_from(a)) is not None]
    direct = [pair for other, pairs in about_a if _same_file(other, b) for pair in pairs]
    by_way = [
        (mine, theirs)
        for other, pairs in about_a
        if not _same_file(other, b)
        for mine, between in pairs
        for theirs in _partners(said, other, between, b)
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


def confirmed_among(
    content: Any, files: Sequence[str], diagrams: Sequence[Diagram]
) -> dict[tuple[int, int], tuple[Match, ...]]:
    """The confirmed matches between every two of several files, by their places, the smaller first."""
    return {
        (i, j): matches
        for i, j in combinations(range(len(files)), 2)
        if (matches := confirmed_between(content, files[i], files[j], diagrams[i], diagrams[j]))
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
