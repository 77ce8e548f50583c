"""The starter patterns as they lie in the product, without any database."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from bpmn.patterns import Pattern, load


def starter_files() -> tuple[Traversable, ...]:
    """Their files, by name."""
    folder = files("webapp.patterns") / "starter"
    found = (
        (file for file in folder.iterdir() if file.name.endswith(".pattern.json")) if folder.is_dir() else ()
    )
    return tuple(sorted(found, key=lambda file: file.name))


@cache
def starters() -> Mapping[str, Pattern]:
    """Their content by slug."""
    loaded = (load(file.read_bytes()) for file in starter_files())
    return {pattern.slug: pattern for pattern in loaded}
