"""Changes made here to an uploaded file: each writes a new version that differs only in the inserted
spans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.errors import BpmnError, CannotEdit
from bpmn.model import PARTS, Diagram, PartName
from bpmn.reader import read
from bpmn.soundness import Fix
from bpmn.soundness.fixes import apply_fix
from bpmn.write import edit
from webapp.actions import base, versions
from webapp.actions.understanding import understand
from webapp.errors import Refused
from webapp.permissions import Permission, Person, may, require
from webapp.store.database import writing
from webapp.store.tables import Pattern, PatternVersion, Version

NO_ID = "“{}” has no id of its own in the file, so nothing can be written on it. Give it one in your tool."


def confirm_parts(
    session: Session, who: Person, process_id: int, parts: Mapping[str, str], *, on: int | None = None
) -> Version:
    """Write down who is who: `parts` gives a part (`bpmn.model.PARTS`) for keys of pools and lanes.

    `on` is the version the person saw; when there is a newer one the change is refused rather than lost.
    """

    def change(data: bytes, diagram: Diagram) -> bytes:
        return edit.set_parts(data, {_pool_or_lane(diagram, key): _part(part) for key, part in parts.items()})

    return _changed(session, who, "edit", process_id, change, "Who is who, confirmed", on, "confirm-parts")


def attach_pattern(
    session: Session,
    who: Person,
    process_id: int,
    element: str,
    ref: str,
    number: int | None = None,
    *,
    on: int | None = None,
) -> Version:
    """Attach a pattern to a step (a key of the diagram); without `number` always its newest published
    version."""
    _check_pattern(session, who, ref, number)

    def change(data: bytes, diagram: Diagram) -> bytes:
        return edit.attach_pattern(data, _step(diagram, element), ref, number)

    why = f"Attached the pattern “{ref}”"
    return _changed(session, who, "attach-pattern", process_id, change, why, on, "attach-pattern")


def detach_pattern(
    session: Session, who: Person, process_id: int, element: str, ref: str, *, on: int | None = None
) -> Version:
    """Take a pattern off a step again."""

    def change(data: bytes, diagram: Diagram) -> bytes:
        return edit.detach_pattern(data, _step(diagram, element), ref)

    why = f"Took off the pattern “{ref}”"
    return _changed(session, who, "attach-pattern", process_id, change, why, on, "detach-pattern")


def replace_pattern(
    session: Session,
    who: Person,
    process_id: int,
    elements: Sequence[str],
    ref: str,
    new_ref: str,
    number: int | None,
    *,
    on: int | None = None,
) -> Version:
    """Put another pattern, or another version of it, in the place of one on these steps (keys of the diagram)."""
    _check_pattern(session, who, new_ref, number)

    def change(data: bytes, diagram: Diagram) -> bytes:
        for element in elements:
            data = edit.replace_pattern(data, _step(diagram, element), ref, new_ref, number)
        return data

    why = f"Replaced the pattern “{ref}” by “{new_ref}”" if ref != new_ref else f"The pattern “{ref}” renewed"
    return _changed(session, who, "attach-pattern", process_id, change, why, on, "replace-pattern")


def mend(session: Session, who: Person, process_id: int, fix: Fix, *, on: int | None = None) -> Version:
    """Make a fix of a soundness fault (`bpmn.soundness.fixes`) on the newest version."""

    def change(data: bytes, _diagram: Diagram) -> bytes:
        return apply_fix(data, fix)

    return _changed(session, who, "edit", process_id, change, fix.text, on, "mend")


def _changed(
    session: Session,
    who: Person,
    permission: Permission,
    process_id: int,
    change: Callable[[bytes, Diagram], bytes],
    why: str,
    on: int | None,
    action: str,
) -> Version:
    with writing(session):
        process = base.process(session, process_id, lock=True)
        # Whoever tries a diagram without an account confirms who is who in it, too: the secret was the
        # permission.
        if not (process.is_try and permission == "edit"):
            require(who, permission, process)
        if on is not None and on != process.current_number:
            raise Refused(
                f"Somebody saved version {process.current_number} meanwhile. "
                "Look at it, then make the change again."
            )
        before = process.current
        data = versions.data_of(session, before)
        try:
            after = change(data, read(data))
            if after == data:
                return before
            found = understand(after)
        except CannotEdit as error:
            raise Refused(str(error)) from error
        except BpmnError as error:
            raise Refused(
                f"The change would have broken the file, so nothing was changed: {error}"
            ) from error
        version = versions.add(session, who, process, found, before.filename, why)
        base.audit(session, who, action, "process", process.id, number=version.number, why=why)
        return version


def _pool_or_lane(diagram: Diagram, key: str) -> str:
    place = diagram.lane_by_key.get(key) or diagram.pool_by_key.get(key)
    if place is None:
        raise CannotEdit("The diagram has no such pool or lane.")
    if place.file_id is None:
        raise CannotEdit(NO_ID.format(place.name or key))
    return place.file_id


def _step(diagram: Diagram, key: str) -> str:
    node = diagram.node_by_key.get(key)
    if node is None:
        raise CannotEdit("The diagram has no such step.")
    if node.file_id is None:
        raise CannotEdit(NO_ID.format(node.name or key))
    return node.file_id


def _part(name: str) -> PartName:
    for part in PARTS:
        if part == name:
            return part
    raise CannotEdit(f"“{name}” is none of the parts a pool or lane can have.")


def _check_pattern(session: Session, who: Person, ref: str, number: int | None) -> None:
    pattern = session.scalars(select(Pattern).where(Pattern.slug == ref)).one_or_none()
    if pattern is None or not may(who, "read", pattern):
        raise Refused(f"There is no pattern “{ref}” in the library.")
    if number is not None:
        wanted = select(PatternVersion).where(
            PatternVersion.pattern_id == pattern.id, PatternVersion.number == number
        )
        if session.scalars(wanted).first() is None:
            raise Refused(f"The pattern “{pattern.title}” has no version {number}.")
