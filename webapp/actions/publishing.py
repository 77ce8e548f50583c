"""The life of a process: published, retired, withdrawn, undone, moved, described, taken down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.actions import base, decisions, indexing, workshops
from webapp.actions.uploads import Place, check_place, put
from webapp.errors import Refused
from webapp.permissions import Permission, Person, require
from webapp.store.database import writing
from webapp.store.processes import FACTS, MORE_FACTS, NUMBERS, STAGES
from webapp.store.tables import Blob, Process, Version, VersionPattern, now

PLAIN_FIELDS = ("licence", "note", "stage")
LONGEST = {
    "live_since": 40,
    "last_confirmed": 40,
    "licence": 40,
    "promised_days": 100,
    "fee": 100,
    "delivered_by": 200,
    "system": 200,
    "contact": 200,
}
LONGEST_TEXT = 5_000


def publish(session: Session, who: Person, process_id: int) -> Process:
    """Let everybody read it."""
    return _to(session, who, "publish", process_id, "published", ("draft", "retired"))


def retire(session: Session, who: Person, process_id: int) -> Process:
    """Take a published process out of the lists; who has its address still reads it, marked as retired."""
    return _to(session, who, "retire", process_id, "retired", ("published",))


def withdraw(session: Session, who: Person, process_id: int) -> Process:
    """Take a process back: only its own councils still see it, and can undo."""
    return _to(session, who, "withdraw", process_id, "withdrawn", ("draft", "published", "retired"))


def undo(session: Session, who: Person, process_id: int) -> Process:
    """Go back to the state before the last publishing, retiring or withdrawing.

    Undoing needs the permission that the way there would need.
    """
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "withdraw", process)
        if process.state_before is None:
            raise Refused("There is nothing to undo: this process has not changed state since.")
        require(who, _permission_to_leave(process), process)
        back, process.state_before = process.state_before, None
        left, process.state = process.state, back
        indexing.process(session, process)
        base.audit(session, who, "undo", "process", process.id, left=left, back=back)
    return process


def move(session: Session, who: Person, process_id: int, place: Place) -> Process:
    """Put a wrongly placed process right: other council, service, interaction, job or stage."""
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "move", process)
        target = base.organisation(session, place.organisation_id)
        # What everybody reads appears under the other council's name: there, too, that is an editor's to do.
        moving = target not in process.organisations
        require(who, "publish" if moving and process.state in ("published", "retired") else "upload", target)
        check_place(session, place)
        old = {
            "lgsl": process.lgsl,
            "job": process.job,
            "organisations": [organisation.id for organisation in process.organisations],
        }
        # A process of several councils that stays with one of them stays with all of them.
        together = list(process.organisations)
        put(session, process, place)
        if any(organisation.id == place.organisation_id for organisation in together):
            process.organisations = together
        process.job = place.job.strip()[:200] or process.job
        process.updated_at = now()
        session.flush()
        session.refresh(process, ["service", "interaction"])
        indexing.process(session, process)
        base.audit(session, who, "move", "process", process.id, was=old)
    return process


def set_facts(session: Session, who: Person, process_id: int, facts: Mapping[str, Any]) -> Process:
    """Write down what is known about it: any of the facts, `licence`, `note`, `stage`; an empty one is
    unsaid."""
    values = {name: _fact(name, value) for name, value in facts.items()}
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "edit", process)
        was = {name: _known(process, name) for name in values}
        changed = {name for name, value in values.items() if was[name] != value}
        for name in changed - set(MORE_FACTS):
            setattr(process, name, values[name])
        more = dict(process.more_facts) | {name: values[name] for name in changed & set(MORE_FACTS)}
        process.more_facts = {name: value for name, value in more.items() if value is not None}
        process.updated_at = now()
        session.flush()
        indexing.process(session, process)
        base.audit(session, who, "set-facts", "process", process.id, changed=sorted(changed))
    return process


def _known(process: Process, name: str) -> Any:
    return process.more_facts.get(name) if name in MORE_FACTS else getattr(process, name)


def share(
    session: Session, who: Person, process_id: int, organisation_id: int, *, remove: bool = False
) -> Process:
    """Make another council an owner as well, or take that back; the last owner stays."""
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "move", process)
        council = base.organisation(session, organisation_id)
        if remove and process.organisations == [council]:
            raise Refused("A process needs a council: this one is its last.")
        if remove:
            process.organisations = [owner for owner in process.organisations if owner is not council]
        elif council not in process.organisations:
            process.organisations.append(council)
        session.flush()
        indexing.process(session, process)
        base.audit(session, who, "share", "process", process.id, organisation=council.id, removed=remove)
    return process


def takedown(session: Session, who: Person, process_id: int, number: int, why: str) -> Version:
    """Replace a version's bytes by a tombstone with who, when and why, and forget everything derived from
    them.

    The same bytes may be the file of other versions too: those lose them as well.
    """
    if not why.strip():
        raise Refused("Say why it is taken down: the reason stays where the file was.")
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "takedown", process)
        target = next((version for version in process.versions if version.number == number), None)
        if target is None:
            raise Refused(f"This process has no version {number}.")
        blob = session.get_one(Blob, target.sha256)
        if blob.taken_down_at is not None:
            raise Refused("This version was taken down already.")
        blob.data, blob.size = None, 0
        blob.taken_down_at, blob.taken_down_by_id, blob.taken_down_by = now(), who.id, who.name
        blob.taken_down_why = why.strip()
        hit = session.scalars(select(Version).where(Version.sha256 == blob.sha256)).all()
        for version in hit:
            _forget(session, version)
        session.flush()
        for version in hit:
            indexing.process(session, version.process)
        base.audit(session, who, "takedown", "process", process.id, number=number, why=why.strip())
    return target


def _forget(session: Session, version: Version) -> None:
    version.filename = "taken-down.bpmn"
    # Lists show the counts of every version: a list must not stumble over what is gone.
    version.metrics, version.counts = {}, dict.fromkeys(version.counts, 0)
    version.findings, version.repairs, version.labels, version.soundness = [], [], [], {}
    for attached in session.scalars(select(VersionPattern).where(VersionPattern.version_id == version.id)):
        session.delete(attached)
    decisions.forget(session, version)
    workshops.forget(session, version)


def _to(
    session: Session,
    who: Person,
    permission: Permission,
    process_id: int,
    state: str,
    leaving: tuple[str, ...],
) -> Process:
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, permission, process)
        if process.is_try:
            raise Refused("A try belongs to no council yet: keep it first.")
        if process.state not in leaving:
            raise Refused(f"This process is {process.state}, so that cannot be done.")
        process.state_before, process.state = process.state, state
        if state == "published":
            process.published_at = now()
        process.updated_at = now()
        indexing.process(session, process)
        base.audit(session, who, permission, "process", process.id, was=process.state_before)
    return process


def _permission_to_leave(process: Process) -> Permission:
    """What going back needs: whatever shows something to everybody, or hides it from them, is an editor's."""
    if process.state_before == "published" or process.state == "published":
        return "publish"
    return "retire" if "retired" in (process.state, process.state_before) else "withdraw"


def _fact(name: str, value: Any) -> str | None:
    if name not in FACTS and name not in MORE_FACTS and name not in PLAIN_FIELDS:
        raise Refused(f"A process has no fact named “{name}”.")
    text = "" if value is None else str(value).strip()
    if name in NUMBERS and re.fullmatch(r"£?[\d,]+(\.\d+)?", text):
        text = text.replace("£", "").replace(",", "")
    if len(text) > LONGEST.get(name, LONGEST_TEXT):
        raise Refused(f"“{text[:30]}…” is too long: at most {LONGEST.get(name, LONGEST_TEXT)} letters fit.")
    if name == "stage" and text not in STAGES:
        raise Refused("A process is either as it is now (as-is) or as it is to be (to-be).")
    return text if name in PLAIN_FIELDS else text or None
