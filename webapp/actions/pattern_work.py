"""Work on a pattern in the editor: one change at a time, undone, kept as a version, or thrown away.

Nothing is lost and nothing is overwritten unseen: every change is kept whole until the work becomes a version, and
says which state of the pattern its writer had seen.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bpmn import patterns as records
from webapp.actions import base, patterns
from webapp.errors import Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.queries import pattern_work as queries
from webapp.store.tables import Pattern, PatternVersion, PatternWork

MOST_CHANGES = 200
"""Changes that can be undone; the oldest are forgotten first."""


class Meanwhile(Refused):
    """Somebody else changed the pattern since the state that the change was made on. `done` are the
    changes that stand now, newest last."""

    def __init__(self, done: tuple[PatternWork, ...]) -> None:
        self.done = done
        super().__init__(
            "Somebody changed this pattern meanwhile, so your change was not made. "
            "Look at it, then make the change again."
        )


def change(
    session: Session,
    who: Person,
    slug: str,
    on: str,
    what: str,
    make: Callable[[records.Pattern], records.Pattern],
) -> queries.Work:
    """Make one change on the working copy. `on` is the token of the state its maker saw, `what` a few words for the
    list of changes. Raises `Meanwhile` when it is no longer that state, `Refused` when the change cannot be."""
    with writing(session):
        pattern, work = _work(session, who, slug, on)
        try:
            made = make(work.record)
        except records.PatternError as error:
            raise Refused(str(error)) from error
        data = records.dump(made)
        if made.slug != slug:
            raise Refused(
                f"The short name of a pattern stays: “{slug}”. Copy the pattern to give it another."
            )
        if len(data) > records.MAX_BYTES:
            raise Refused("The pattern would be larger than 1 MB: split it into several patterns.")
        if data == records.dump(work.record):
            return work
        session.add(PatternWork(pattern_id=pattern.id, data=data, what=what[:300], who_id=who.id))
        session.flush()
        _forget_the_oldest(session, pattern)
        base.audit(session, who, "edit-pattern", "pattern", slug, what=what[:300])
        return queries.work(session, pattern)


def undo(session: Session, who: Person, slug: str, on: str) -> str:
    """Take back the last change; what it was. Raises `Refused` when there is none."""
    with writing(session):
        _, work = _work(session, who, slug, on)
        if not work.done:
            raise Refused("There is nothing to undo: the pattern is as its newest version says.")
        last = work.done[-1]
        last.undone = True
        base.audit(session, who, "undo-edit-pattern", "pattern", slug, what=last.what)
        return last.what


def keep(session: Session, who: Person, slug: str, on: str, why: str) -> PatternVersion:
    """Keep the working copy as a new version of the pattern, a draft until it is published."""
    with writing(session):
        pattern, work = _work(session, who, slug, on)
        if not work.done:
            raise Refused("There is nothing to keep: the pattern is as its newest version says.")
        said = why.replace("\0", "").strip() or "; ".join(dict.fromkeys(one.what for one in work.done))
        version = patterns.new_version(session, who, slug, records.dump(work.record), why=said[:1000])
        session.execute(delete(PatternWork).where(PatternWork.pattern_id == pattern.id))
        return version


def discard(session: Session, who: Person, slug: str, on: str) -> None:
    """Throw the working copy away: the pattern is as its newest version says."""
    with writing(session):
        pattern, work = _work(session, who, slug, on)
        if work.done:
            session.execute(
                update(PatternWork).where(PatternWork.pattern_id == pattern.id).values(undone=True)
            )
            base.audit(session, who, "discard-edit-pattern", "pattern", slug, changes=len(work.done))


def _work(session: Session, who: Person, slug: str, on: str) -> tuple[Pattern, queries.Work]:
    # Two changes at the same moment: the second waits here, and then sees what the first did.
    session.execute(select(Pattern.id).where(Pattern.slug == slug).with_for_update())
    pattern = base.pattern(session, slug)
    require(who, "edit", pattern)
    work = queries.work(session, pattern)
    if on != work.token:
        raise Meanwhile(work.done)
    return pattern, work


def _forget_the_oldest(session: Session, pattern: Pattern) -> None:
    of_it = PatternWork.pattern_id == pattern.id
    if (session.scalar(select(func.count()).where(of_it)) or 0) > MOST_CHANGES:
        oldest = select(func.min(PatternWork.id)).where(of_it).scalar_subquery()
        session.execute(delete(PatternWork).where(PatternWork.id == oldest))
