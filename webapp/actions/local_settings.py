"""A council's own values for the settings of patterns: set, changed, and taken back to what the pattern says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.patterns.local_values import BadSetting, read_value
from bpmn.patterns.record import Setting
from webapp.actions import base
from webapp.errors import Refused
from webapp.permissions import Person, require
from webapp.store import queries
from webapp.store.database import writing
from webapp.store.tables import LocalSetting, Process, now

MOST = 500
Typed = Mapping[tuple[str, str], str]
"""What was typed, by the pattern's slug and the setting's name; an empty text takes the council's value back."""


class BadSettings(Refused):
    """Some values cannot be taken: `faults` says why, by the pattern's slug and the setting's name."""

    def __init__(self, faults: Mapping[tuple[str, str], str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


def set_for_council(session: Session, who: Person, organisation_id: int, typed: Typed) -> int:
    """Set a council's values for all its processes; how many changed. Raises `BadSettings`, and then keeps
    nothing."""
    with writing(session):
        council = base.organisation(session, organisation_id)
        require(who, "publish", council)
        changed = _set(session, who, council.id, None, typed)
        if changed:
            base.audit(session, who, "set-local-settings", "council", council.id, changed=changed)
    return len(changed)


def set_for_process(session: Session, who: Person, process_id: int, typed: Typed) -> int:
    """Set a council's values for one process, over those for all; how many changed. Raises as the other."""
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "edit", process)
        changed = _set(session, who, _owner(process, who), process.id, typed)
        if changed:
            base.audit(session, who, "set-local-settings", "process", process.id, changed=changed)
    return len(changed)


def _owner(process: Process, who: Person) -> int:
    """Of a process that several councils share, the council of whoever sets the value."""
    if not process.organisations:
        raise Refused(
            "This process belongs to no council yet: keep it for your council, then set its values."
        )
    own = [council.id for council in process.organisations if council.id in who.organisation_ids]
    return (own or [process.organisations[0].id])[0]


def _set(session: Session, who: Person, council: int, process: int | None, typed: Typed) -> dict[str, Any]:
    """Write what is wanted; what changed, from what to what, for the audit."""
    wanted = _read(session, typed)
    kept = {(row.pattern, row.name): row for row in _rows(session, council, process)}
    changed: dict[str, Any] = {}
    for key, value in wanted.items():
        row = kept.get(key)
        before = row.value if row is not None else None
        if value == before and type(value) is type(before):
            continue
        changed[".".join(key)] = [before, value]
        if row is None:
            row = LocalSetting(
                organisation_id=council,
                process_id=process,
                pattern=key[0],
                name=key[1],
                value=value,
                who_id=who.id,
            )
            session.add(row)
        elif value is None:
            session.delete(row)
        else:
            row.value, row.who_id, row.at = value, who.id, now()
    return changed


def _read(session: Session, typed: Typed) -> dict[tuple[str, str], Setting | None]:
    if len(typed) > MOST:
        raise Refused(f"These are more than {MOST} values: set some of them first, then the others.")
    wanted: dict[tuple[str, str], Setting | None] = {}
    faults: dict[tuple[str, str], str] = {}
    for (slug, name), text in typed.items():
        record = queries.patterns.record(session, slug)
        if record is None or name not in record.settings:
            raise Refused(f"The pattern “{slug[:60]}” has no setting “{name[:60]}”.")
        try:
            wanted[slug, name] = read_value(name, record.settings[name], text) if text.strip() else None
        except BadSetting as error:
            faults[slug, name] = str(error)
    if faults:
        raise BadSettings(faults)
    return wanted


def _rows(session: Session, council: int, process: int | None) -> list[LocalSetting]:
    query = select(LocalSetting)
    if process is None:
        query = query.where(LocalSetting.organisation_id == council, LocalSetting.process_id.is_(None))
    else:
        query = query.where(LocalSetting.process_id == process)
    return list(session.scalars(query))
