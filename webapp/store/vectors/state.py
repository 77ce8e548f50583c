"""Where the index stands: in which space its rows are, and how often it changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, true, update
from sqlalchemy.orm import Session

from bpmn.compare.nearest.spaces import BY_WORDS
from webapp.store.search import EVERYBODY, Reader
from webapp.store.vectors.tables import ProcessVector, VectorState

ONLY = 1


@dataclass(frozen=True)
class State:
    """`made_with` is the name of the space, empty while nothing was ever put in; `changes` only grows."""

    made_with: str
    changes: int

    @property
    def is_by_words(self) -> bool:
        """Whether likeness is by words alone, because the weights for meaning are not installed."""
        return self.made_with == BY_WORDS


def state(session: Session) -> State:
    """Where it stands now."""
    row = session.execute(select(VectorState.made_with, VectorState.changes)).one()
    return State(row.made_with, row.changes)


def readable(reader: Reader) -> ColumnElement[bool]:
    """Whether a row of `ProcessVector` is of a process that the reader may find."""
    if reader.everything:
        return true()
    own = (ProcessVector.audience.like(f"%,{number},%") for number in reader.organisations)
    return or_(ProcessVector.audience == EVERYBODY, *own)


def changed(session: Session, made_with: str) -> int:
    """Say that something changes, and hold the index until the end of the transaction; the number of the change.

    Rows of another space than `made_with` count no more from now on."""
    session.execute(
        update(VectorState)
        .where(VectorState.id == ONLY)
        .values(changes=VectorState.changes + 1, made_with=made_with)
    )
    return state(session).changes
