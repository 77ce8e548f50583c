"""Loading the starter patterns and the example diagrams into a library that has none."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.actions import base, indexing, patterns, versions
from webapp.actions.understanding import understand
from webapp.errors import Refused
from webapp.examples.starters import starter_files
from webapp.permissions import LIBRARY
from webapp.store.database import writing
from webapp.store.processes import FACTS
from webapp.store.tables import Interaction, LocalSetting, Organisation, Pattern, Process, Service, now

log = logging.getLogger(__name__)
WHY = "From the example library"
TIERS = {"County": "county", "District": "district", "Borough": "district"}
"""By a word of its name, whom a council that does not exist would be; any other is unitary."""


def load_patterns(session: Session) -> int:
    """Put the starter patterns in and publish them, if the library has no patterns; how many there were."""
    if session.scalars(select(Pattern.id).limit(1)).first() is not None:
        return 0
    found = starter_files()
    with writing(session):
        for file in found:
            pattern = patterns.create(session, LIBRARY, file.read_bytes(), None, is_starter=True, why=WHY)
            try:
                patterns.publish(session, LIBRARY, pattern.slug)
            except Refused as error:
                log.warning("The starter pattern %s stays a draft. %s", pattern.slug, error)
    return len(found)


def load_examples(session: Session) -> int:
    """Put the example diagrams in, published, if the library has no processes; how many there were."""
    if session.scalars(select(Process.id).where(Process.try_token.is_(None)).limit(1)).first() is not None:
        return 0
    entries = list(_entries())
    with writing(session):
        councils = {entry["council_slug"]: entry["council"] for entry in entries}
        rows = {slug: _council(session, slug, name) for slug, name in councils.items()}
        for entry in entries:
            _process(session, entry, rows[entry["council_slug"]])
        indexing.councils(session)
    return len(entries)


def _entries() -> Iterator[Mapping[str, Any]]:
    for index in sorted(files("webapp.examples").iterdir(), key=lambda file: file.name):
        if index.name.startswith("index") and index.name.endswith(".json"):
            yield from json.loads(index.read_text(encoding="utf-8"))


def _council(session: Session, slug: str, name: str) -> Organisation:
    row = session.scalars(select(Organisation).where(Organisation.slug == slug)).one_or_none()
    if row is None:
        tier = next((tier for word, tier in TIERS.items() if word in name.split()), "unitary")
        row = Organisation(
            slug=slug,
            name=name,
            short_name=name.split()[0],
            is_example=True,
            tier=tier,
            type_name="Example council",
            about="This council does not exist. Its processes are drawn to show what the library does.",
        )
        session.add(row)
        session.flush()
    return row


def _process(session: Session, entry: Mapping[str, Any], council: Organisation) -> None:
    data = (files("webapp.examples") / entry["file"]).read_bytes()
    facts = {name: value for name, value in entry.get("facts", {}).items() if value not in (None, "")}
    interaction = entry.get("interaction")
    process = Process(
        lgsl=entry["service"] if session.get(Service, entry["service"]) else None,
        interaction_id=interaction if session.get(Interaction, interaction) else None,
        job=entry["job"],
        stage=entry.get("state", "as-is"),
        state="published",
        published_at=now(),
        organisations=[council],
        is_example=True,
        sources=list(entry.get("sources", ())),
        note=entry.get("note", ""),
        service_pattern=entry.get("service_pattern") or None,
        more_facts={name: value for name, value in facts.items() if name not in FACTS},
        **{name: _as_text(facts[name]) for name in FACTS if name in facts},
    )
    session.add(process)
    session.flush()
    session.add_all(
        LocalSetting(organisation_id=council.id, process_id=process.id, pattern=slug, name=name, value=value)
        for slug, values in entry.get("settings", {}).items()
        for name, value in values.items()
    )
    versions.add(session, LIBRARY, process, understand(data), entry["file"], WHY, later=True)
    base.audit(session, LIBRARY, "load-example", "process", process.id, file=entry["file"])


def _as_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
