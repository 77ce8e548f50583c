"""The form in which a council sets its own values: what stands in it, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from bpmn.conditions.values import name_in_words
from bpmn.patterns import Pattern
from bpmn.patterns.local_values import kind_of, written
from webapp.patterns.local_values import Value
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db

PREFIX = "set:"


@dataclass(frozen=True)
class Field:
    """One setting in the form. `own` is what the council set here ("" where nothing), `otherwise` what holds
    without it and where that comes from."""

    slug: str
    name: str
    label: str
    kind: str
    own: str
    otherwise: str
    whose: str
    holds: str
    is_set: bool

    @property
    def field(self) -> str:
        """The name of the field in the form."""
        return f"{PREFIX}{self.slug}:{self.name}"

    @property
    def id(self) -> str:
        """The id of the field on the page."""
        return f"set-{self.slug}-{self.name}"


def shown_patterns(process: Process) -> dict[str, Pattern]:
    """The patterns with settings that a process shows its users: the whole service first, then the blocks on
    its steps (those of the service where no step has any)."""
    attached = queries.patterns.attached(db(), process.current)
    blocks = {one.ref: one.record for one in attached if one.record is not None}
    found: dict[str, Pattern] = {}
    service = queries.patterns.record(db(), process.service_pattern) if process.service_pattern else None
    if service is not None:
        found[service.slug] = service
        if not blocks:
            library = queries.patterns.library(db())
            blocks = {part.ref: library[part.ref] for part in service.parts if part.ref in library}
    return {slug: one for slug, one in {**found, **blocks}.items() if one.settings}


def fields(values: Mapping[str, tuple[Value, ...]], *, for_process: bool) -> dict[str, list[Field]]:
    """The form's fields by the pattern's slug."""
    return {slug: [_field(slug, one, for_process) for one in found] for slug, found in values.items()}


def _field(slug: str, value: Value, for_process: bool) -> Field:
    own = value.process if for_process else value.council
    behind = [("what your council set for all its processes", value.council)] if for_process else []
    behind += [("what the whole service says", value.service), ("what the pattern says", value.pattern)]
    whose, otherwise = next((whose, one) for whose, one in behind if one is not None)
    return Field(
        slug,
        value.name,
        name_in_words(value.name).capitalize(),
        kind_of(value.pattern),
        "" if own is None else written(own),
        written(otherwise),
        whose,
        written(value.holds),
        value.is_own,
    )


def typed() -> dict[tuple[str, str], str]:
    """What was sent, by the pattern's slug and the setting's name."""
    found = {}
    for name, value in request.form.items():
        if name.startswith(PREFIX) and name.count(":") == 2:
            _, slug, setting = name.split(":")
            found[slug, setting] = value
    return found
