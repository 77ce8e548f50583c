"""What a council decides about a difference: why it is so, what is to be done, by whom and by when. Credited,
changed only by a newer word, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from bpmn.compare import Statement
from bpmn.compare.results import SettingName
from webapp.actions import base
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, may, require
from webapp.store.database import writing
from webapp.store.decisions import CHOICES, GONE, REASONS
from webapp.store.tables import Decision, Process, Version, now

LONGEST_OWNER = 200
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Word:
    """What somebody decided. `reason` and `choice` are names of `webapp.store.decisions`, None for "not said yet";
    `owner` is a role or a name, as the council likes."""

    reason: str | None = None
    choice: str | None = None
    owner: str = ""
    due: date | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return self == Word()


def decide(
    session: Session,
    who: Person,
    process_id: int,
    other_id: int,
    numbers: tuple[int, int],
    difference: Statement,
    word: Word,
    setting: SettingName = "default",
) -> Decision:
    """Keep what the council of `process_id` decides about a difference from `other_id`, found between their
    versions of these `numbers` in this setting. What was decided before stays as its history."""
    word = _checked(word)
    if not difference.key:
        raise Refused("This difference has no name that stays: compare again, then decide.")
    with writing(session):
        process, other = _require(session, who, process_id, other_id)
        row = Decision(
            process_id=process.id,
            other_id=other.id,
            key=difference.key,
            topic=difference.topic or "",
            text=difference.text,
            number=numbers[0],
            other_number=numbers[1],
            setting=setting,
            reason=word.reason,
            choice=word.choice,
            owner=word.owner,
            due=word.due,
            note=word.note,
            who_id=who.id,
        )
        before = _standing(session, process.id, other.id, difference.key)
        if before is not None:
            if _says(before) == word and before.text == difference.text:
                return before
            _end(before, who)
        session.add(row)
        session.flush()
        base.audit(session, who, "decide", "process", process.id, **row.as_data())
    return row


def withdraw(session: Session, who: Person, decision_id: int) -> Decision:
    """Take a decision back; the row stays as history."""
    with writing(session):
        row = session.get(Decision, decision_id)
        pair = (row.process, row.other) if row is not None and row.ended_at is None else ()
        # A number can be guessed: it must not tell that there is a draft behind it.
        if row is None or not pair or not all(may(who, "compare", one) for one in pair):
            raise NotFound("There is no such decision, or it was taken back already.")
        require(who, "decide", row.process)
        _end(row, who)
        base.audit(session, who, "undo-decision", "process", row.process_id, **row.as_data())
    return row


def forget(session: Session, version: Version) -> None:
    """Within a takedown: the sentences go that say names of this version's file."""
    spoken = or_(
        and_(Decision.process_id == version.process_id, Decision.number == version.number),
        and_(Decision.other_id == version.process_id, Decision.other_number == version.number),
    )
    session.execute(update(Decision).where(spoken).values(text=GONE))


def _require(session: Session, who: Person, process_id: int, other_id: int) -> tuple[Process, Process]:
    """Both must be readable, and the first their own council's."""
    if process_id == other_id:
        raise Refused("Choose two different processes.")
    process, other = base.process(session, process_id, lock=True), base.process(session, other_id)
    require(who, "compare", process)
    require(who, "compare", other)
    require(who, "decide", process)
    return process, other


def _standing(session: Session, process_id: int, other_id: int, key: str) -> Decision | None:
    return session.scalar(
        select(Decision)
        .where(
            Decision.process_id == process_id,
            Decision.other_id == other_id,
            Decision.key == key,
            Decision.ended_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )


def _end(row: Decision, who: Person) -> None:
    row.ended_at, row.ended_by_id = now(), who.id


def _says(row: Decision) -> Word:
    return Word(row.reason, row.choice, row.owner, row.due, row.note)


def _checked(word: Word) -> Word:
    """The word with its texts tidied. Raises `Refused` for what is no reason or choice, too long or empty."""
    if word.reason not in (None, *REASONS):
        raise Refused("Choose a reason from the list.")
    if word.choice not in (None, *CHOICES):
        raise Refused("Choose keep, adopt or test.")
    tidy = Word(word.reason, word.choice, " ".join(word.owner.split()), word.due, word.note.strip())
    if tidy.is_empty:
        raise Refused("Give a reason or a decision first: nothing was filled in.")
    if len(tidy.owner) > LONGEST_OWNER:
        raise Refused(f"The owner is too long: at most {LONGEST_OWNER} letters fit.")
    if len(tidy.note) > LONGEST_NOTE:
        raise Refused(f"The note is too long: at most {LONGEST_NOTE:,} letters fit.")
    return tidy
