"""The record of a persona, and those that come with the library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Persona:
    """Somebody described without a name. `answers` go by what a question means (`webapp.personas.meaning`) or by the
    name of its answer, which counts more. A text is typed as it is ("" for somebody who has none); a list holds
    choices, of which the first that is offered is taken; a number under a date is days ago."""

    slug: str
    name: str
    about: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict, hash=False)


def persona(slug: str) -> Persona | None:
    """The library's own persona of that slug."""
    return next((one for one in PERSONAS if one.slug == slug), None)


def _read() -> tuple[Persona, ...]:
    text = files("webapp.personas").joinpath("made_up.json").read_text(encoding="utf-8")
    return tuple(Persona(**one) for one in json.loads(text))


PERSONAS = _read()
