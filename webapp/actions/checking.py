"""The check as this library sets it: each rule's severity, and checking everything again when a rule or the
checker changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

import bpmn
from bpmn.check import CHECKS
from bpmn.errors import BpmnError
from bpmn.findings import SEVERITIES
from bpmn.rules import RULES
from webapp.actions import base
from webapp.actions.understanding import Understanding, touch_points, understand
from webapp.errors import Refused
from webapp.permissions import LIBRARY, Person, require
from webapp.store.database import writing
from webapp.store.queries import checks, patterns
from webapp.store.tables import Blob, RuleSetting, Version, now

OFF = "off"
BATCH = 20
GRAVITY = {severity: place for place, severity in enumerate(SEVERITIES)}


@cache
def _checker() -> str:
    """A mark of the code that reads and checks: another whenever any of it changed."""
    digest = hashlib.sha256()
    root = Path(bpmn.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def mark(severities: Mapping[str, str]) -> str:
    """What a version checked now is marked with: the checker's mark and this library's settings."""
    return base.sha256(f"{_checker()}{json.dumps(sorted(severities.items()))}".encode())


def derive(session: Session, version: Version, found: Understanding) -> None:
    """Keep with a version everything that was understood of its file, with this library's severities."""
    severities = checks.severities(session)
    version.metrics, version.repairs, version.labels = found.metrics, found.repairs, found.labels
    version.findings = with_severities(found.findings, severities)
    version.soundness = found.soundness
    version.counts = found.counts | counts(version.findings)
    if found.patterns and (met := touch_points(found.diagram, patterns.library(session))) is not None:
        version.counts["touch_points"] = met
    version.checked_with = mark(severities)


def with_severities(findings: list[dict[str, Any]], severities: Mapping[str, str]) -> list[dict[str, Any]]:
    """The findings (as in `validate --json`) as a library sets them, gravest first; those of rules that are off
    left out."""
    severities = {one.name: OFF for one in RULES if not one.by_default} | dict(severities)
    kept = [
        {**item, "severity": severities.get(item["rule"], item["severity"])}
        for item in findings
        if severities.get(item["rule"]) != OFF
    ]
    return sorted(kept, key=lambda item: SEVERITIES.index(item["severity"]))


def counts(findings: list[dict[str, Any]]) -> dict[str, int]:
    """How many findings there are of each severity."""
    return {severity: sum(item["severity"] == severity for item in findings) for severity in SEVERITIES}


def set_severity(session: Session, who: Person, rule: str, severity: str | None) -> None:
    """Treat a rule as this severity from now on, switch it `off`, or (None) as the product does again.

    What was checked before is stale from now on: `recheck` looks at it again.
    """
    usual = {one.name: one.usual for one in CHECKS}
    if rule not in usual:
        raise Refused(f"There is no rule “{rule}”.")
    if severity is not None and severity not in (*SEVERITIES, OFF):
        raise Refused("A rule is an error, a warning, advice, or off.")
    with writing(session):
        require(who, "rule-severity")
        row = session.get(RuleSetting, rule)
        before = row.severity if row else usual[rule]
        if severity in (None, usual[rule]):
            if row is not None:
                session.delete(row)
        elif row is not None:
            row.severity, row.at, row.who_id = severity, now(), who.id
        else:
            session.add(RuleSetting(rule=rule, severity=severity, who_id=who.id))
        base.audit(session, who, "rule-severity", "rule", rule, was=before, now=severity or usual[rule])


def recheck(session: Session, most: int = BATCH) -> int:
    """Check again up to so many versions that another checker or other settings checked; how many it did.

    One short transaction, so that nobody who writes has to wait for long. Newest versions first. A file that
    cannot be read any more keeps what was known of it.
    """
    current = mark(checks.severities(session))
    stale = or_(Version.checked_with.is_(None), Version.checked_with != current)
    rows = session.scalars(select(Version).where(stale).order_by(Version.id.desc()).limit(most)).all()
    understood = [(version.id, _understood(session, version)) for version in rows]
    session.rollback()
    with writing(session):
        for number, found in understood:
            version = session.get(Version, number)
            if version is None:
                continue
            if found is None:
                version.checked_with = current
            else:
                derive(session, version, found)
        if understood:
            base.audit(session, LIBRARY, "recheck", "library", "versions", count=len(understood))
    return len(understood)


def recheck_all(session: Session) -> Iterator[int]:
    """Check again until nothing is stale; gives how many were done after each batch."""
    while done := recheck(session):
        yield done


def _understood(session: Session, version: Version) -> Understanding | None:
    data = session.scalars(select(Blob.data).where(Blob.sha256 == version.sha256)).one()
    if data is None:
        return None
    try:
        return understand(data)
    except BpmnError:
        return None
