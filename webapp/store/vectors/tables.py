"""Tables of finding by meaning. All of it is derived and can be made again (`guildhall db index`)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base

LABEL_KINDS = ("step", "question")


class VectorState(Base):
    """One row: the space the rows of numbers are in, and how often anything changed.

    Whoever changes the index raises `changes` first and so holds the row until the end of the transaction: changes
    become visible in the order of their numbers, and a server process that knows number 7 asks for what came after.
    """

    __tablename__ = "vector_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_with: Mapped[str] = mapped_column(String(20), default="")
    changes: Mapped[int] = mapped_column(default=0)


class LabelVector(Base):
    """A label's row of numbers, packed (`bpmn.compare.nearest.rows`). Numbers are never used twice: server processes
    remember them. A label that nothing has any more is deleted."""

    __tablename__ = "label_vectors"
    __table_args__ = (UniqueConstraint("made_with", "text"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    made_with: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(400))
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class ProcessVector(Base):
    """What is kept of a process's newest version. A row without a `vector` says that the process is not to be found.

    `audience` as in the search index: empty for everybody, else `,1,2,` for the people of these organisations.
    `steps` are records (`bpmn.compare.nearest.rows.STEP`) in process order,
    `orders` pairs of bytes (`acts`), `questions` the numbers of the labels asked (4 bytes each), `shape` a byte
    for each of `profile.SHAPES`.
    """

    __tablename__ = "process_vectors"

    process_id: Mapped[int] = mapped_column(
        ForeignKey("processes.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    change: Mapped[int] = mapped_column(index=True)
    number: Mapped[int]
    made_with: Mapped[str] = mapped_column(String(20))
    audience: Mapped[str] = mapped_column(Text, default="")
    lgsl: Mapped[int | None]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    steps: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    orders: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    questions: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    shape: Mapped[bytes] = mapped_column(LargeBinary, default=b"")


class LabelUse(Base):
    """A label of a process's newest version, and the first step (its key) that has it or whose pattern asks it."""

    __tablename__ = "label_uses"
    __table_args__ = (
        CheckConstraint(f"kind in {LABEL_KINDS}", name="kind"),
        Index("ix_label_uses_label_id_kind_process_id", "label_id", "kind", "process_id"),
    )

    process_id: Mapped[int] = mapped_column(
        ForeignKey("processes.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    label_id: Mapped[int] = mapped_column(
        ForeignKey("label_vectors.id"), primary_key=True, autoincrement=False
    )
    element: Mapped[str] = mapped_column(Text)
