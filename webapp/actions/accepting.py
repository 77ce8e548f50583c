"""Findings that a council knows about and leaves as they are: accepted, because ..., and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from bpmn.model import Diagram
from bpmn.reader import read
from webapp.actions import base, versions
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.queries import checks
from webapp.store.tables import AcceptedFinding, now

LONGEST_REASON = 1000


def accept(
    session: Session, who: Person, process_id: int, rule: str, elements: Iterable[str], because: str
) -> AcceptedFinding:
    """Leave a finding of the newest version as it is, in this and in later versions. `elements` are its keys."""
    wanted = sorted(set(elements))
    reason = because.strip()
    if not reason:
        raise Refused("Say why it is left as it is: others will ask.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"The reason is too long: at most {LONGEST_REASON} letters fit.")
    with writing(session):
        process = base.process(session, process_id, lock=True)
        require(who, "accept-finding", process)
        version = process.current
        if not any(item["rule"] == rule and sorted(item["elements"]) == wanted for item in version.findings):
            raise Refused("The newest version has no such finding any more: look at the findings again.")
        names = signature(read(versions.data_of(session, version)), wanted)
        for row in checks.accepted(session, process.id):
            if row.rule == rule and row.elements == wanted:
                return row
        row = AcceptedFinding(
            process_id=process.id, rule=rule, elements=wanted, names=names, because=reason, who_id=who.id
        )
        session.add(row)
        session.flush()
        base.audit(session, who, "accept-finding", "process", process.id, rule=rule, because=reason)
    return row


def undo(session: Session, who: Person, process_id: int, number: int) -> AcceptedFinding:
    """Take an acceptance back: the finding counts again."""
    with writing(session):
        row = session.get(AcceptedFinding, number)
        if row is None or row.process_id != process_id or row.undone_at is not None:
            raise NotFound("There is no such accepted finding, or it was taken back already.")
        require(who, "accept-finding", base.process(session, row.process_id))
        row.undone_at = now()
        base.audit(session, who, "undo-accepted", "process", row.process_id, rule=row.rule)
    return row


def signature(diagram: Diagram, elements: Sequence[str]) -> list[str]:
    """What elements are called, as kind and name: how they are known again when their ids changed.

    Empty when any of them is without a name: then only the ids tell.
    """
    said: list[str] = []
    for key in elements:
        node = diagram.node_by_key.get(key)
        if node is None or not node.name.strip():
            return []
        said.append(f"{node.type} {' '.join(node.name.split())}")
    return sorted(said)


def find(
    rows: Iterable[AcceptedFinding], rule: str, elements: Sequence[str], diagram: Diagram
) -> AcceptedFinding | None:
    """The acceptance that covers a finding of this diagram, by the ids of its elements, else by their names."""
    keys = sorted(elements)
    of_rule = [row for row in rows if row.rule == rule]
    for row in of_rule:
        if row.elements == keys:
            return row
    names = signature(diagram, keys) if of_rule else []
    return next((row for row in of_rule if names and row.names == names), None)
