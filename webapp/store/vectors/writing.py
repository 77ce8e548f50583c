"""Keeping the index up to date, within the transaction of whoever changes a process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from bpmn.compare.nearest.profile import Profile
from bpmn.compare.nearest.rows import packed, process_row, step_rows, unpacked
from bpmn.compare.nearest.spaces import BY_WORDS, Space, space
from webapp.store.processes import Process
from webapp.store.vectors import pgvector
from webapp.store.vectors.state import changed, state
from webapp.store.vectors.tables import LabelUse, LabelVector, ProcessVector

INDEXED = ("published", "draft")
"""States in which a process can be found."""
AT_ONCE = 5_000


def put(session: Session, process: Process, profile: Profile | None, audience: str) -> None:
    """Let a process be found as `profile` says, by those whom `audience` names, in place of what was known of it.

    Without a profile (its file is gone, or can be read no more) it is noted that there is nothing to find."""
    where = space()
    change = changed(session, where.name)
    row = session.get(ProcessVector, process.id)
    if row is None:
        row = ProcessVector(process_id=process.id)
        session.add(row)
    row.change, row.number, row.made_with = change, process.current_number, where.name
    if profile is None:
        _empty(session, row)
        return
    texts = list(dict.fromkeys([*(s.label for s in profile.steps), *(q.label for q in profile.asked)]))
    numbers, rows = _labels(session, where, texts)
    known = {text: unpacked(rows[number]) for text, number in numbers.items()}
    if profile.title and profile.title not in known:
        known[profile.title] = unpacked(packed(where.rows([profile.title])[0]))
    row.audience, row.lgsl = audience, process.lgsl
    row.vector = packed(process_row(profile, known))
    row.steps = step_rows(profile, numbers).tobytes()
    row.orders = bytes(code for pair in sorted(profile.orders) for code in pair)
    asked = list(dict.fromkeys(numbers[one.label] for one in profile.asked))
    row.shape = bytes(profile.shape)
    row.questions = np.array(asked, "<u4").tobytes()
    _use(session, process.id, profile, numbers)
    pgvector.keep(session, pgvector.PROCESSES, {process.id: row.vector}, where.name)


def drop(session: Session, process_id: int) -> None:
    """Let a process be found no more, if it ever was."""
    row = session.get(ProcessVector, process_id)
    if row is not None and row.vector is not None:
        row.change = changed(session, state(session).made_with)
        _empty(session, row)


def _empty(session: Session, row: ProcessVector) -> None:
    row.vector, row.steps, row.orders, row.questions, row.shape = None, b"", b"", b"", b""
    _use(session, row.process_id, None, {})
    pgvector.forget(session, pgvector.PROCESSES, [row.process_id])


def hold(session: Session) -> None:
    """Hold the index until the end of the transaction. Whoever puts in what they do not hold themselves does this first
    and reads then, so that nobody's newer state is overwritten by an older one."""
    changed(session, state(session).made_with)


def unfilled(session: Session, most: int) -> Sequence[int]:
    """The ids of processes that should be found and are not yet, or not as they are now, newest first."""
    return session.scalars(_unfilled().order_by(Process.id.desc()).limit(most)).all()


def make_stale(session: Session, numbers: Sequence[int]) -> None:
    """Let `unfilled` name these processes again. Until then they are found as they were."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        session.execute(update(ProcessVector).where(ProcessVector.process_id.in_(some)).values(number=0))


def count_unfilled(session: Session) -> int:
    """How many of them there are."""
    return session.scalar(select(func.count()).select_from(_unfilled().subquery())) or 0


def how() -> str:
    """By what processes are found on this machine, in words."""
    return (
        "by words only: the weights for meaning are not installed"
        if space().name == BY_WORDS
        else "by meaning"
    )


def clear(session: Session) -> None:
    """Forget everything that was put in. PostgreSQL's own vectors are made where it has them now."""
    hold(session)
    session.execute(delete(LabelUse))
    session.execute(delete(ProcessVector))
    session.execute(delete(LabelVector))
    if pgvector.make(session.connection()):
        pgvector.forget_all(session)
    # Under a name that no space has, so that every server process lets go of what it remembers.
    changed(session, "")


def _unfilled() -> Select[int]:
    stale = or_(
        ProcessVector.process_id.is_(None),
        ProcessVector.number != Process.current_number,
        ProcessVector.made_with != space().name,
    )
    return (
        select(Process.id)
        .outerjoin(ProcessVector, ProcessVector.process_id == Process.id)
        .where(and_(Process.try_token.is_(None), Process.state.in_(INDEXED), stale))
    )


def _labels(session: Session, where: Space, texts: list[str]) -> tuple[dict[str, int], dict[int, bytes]]:
    """The numbers of labels by their texts and the packed rows by their numbers; new labels are put in."""
    numbers, rows = _known(session, where.name, texts)
    new = [text for text in texts if text not in numbers]
    if new:
        made = [
            {"made_with": where.name, "text": text, "vector": packed(row)}
            for text, row in zip(new, where.rows(new), strict=True)
        ]
        session.execute(insert(LabelVector), made)
        more, their_rows = _known(session, where.name, new)
        pgvector.keep(session, pgvector.LABELS, their_rows, where.name)
        numbers, rows = numbers | more, rows | their_rows
    return numbers, rows


def _known(session: Session, made_with: str, texts: list[str]) -> tuple[dict[str, int], dict[int, bytes]]:
    if not texts:
        return {}, {}
    wanted = select(LabelVector.id, LabelVector.text, LabelVector.vector).where(
        LabelVector.made_with == made_with, LabelVector.text.in_(texts)
    )
    found = session.execute(wanted).all()
    return {row.text: row.id for row in found}, {row.id: row.vector for row in found}


def _use(session: Session, process_id: int, profile: Profile | None, numbers: dict[str, int]) -> None:
    """Note which labels a process has now, and delete those that nothing has any more."""
    before = set(session.scalars(select(LabelUse.label_id).where(LabelUse.process_id == process_id)))
    session.execute(delete(LabelUse).where(LabelUse.process_id == process_id))
    session.flush()
    uses: dict[tuple[str, int], str] = {}
    if profile is not None:
        for step in profile.steps:
            uses.setdefault(("step", numbers[step.label]), step.element)
        for one in profile.asked:
            uses.setdefault(("question", numbers[one.label]), one.element)
    if uses:
        session.execute(
            insert(LabelUse),
            [
                {"process_id": process_id, "kind": kind, "label_id": number, "element": element}
                for (kind, number), element in uses.items()
            ],
        )
    _delete_unused(session, before - {number for _, number in uses})


def _delete_unused(session: Session, numbers: Iterable[int]) -> None:
    left = set(numbers)
    if not left:
        return
    left -= set(session.scalars(select(LabelUse.label_id).where(LabelUse.label_id.in_(left)).distinct()))
    if left:
        session.execute(delete(LabelVector).where(LabelVector.id.in_(left)))
        pgvector.forget(session, pgvector.LABELS, left)
