"""Tables of the processes: who owns one, its immutable versions, their bytes and the patterns attached in
them."""

from __future__ import annotations

from datetime import datetime
from math import isfinite
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.catalogue import Interaction, Service
from webapp.store.organisations import Organisation
from webapp.store.people import User

STATES = ("draft", "published", "retired", "withdrawn")
STAGES = ("as-is", "to-be")
FACTS = (
    "starts",
    "ends",
    "live_since",
    "last_confirmed",
    "delivered_by",
    "system",
    "legal_basis",
    "contact",
    "promised_days",
    "fee",
)
MORE_FACTS = (
    "statutory_days",
    "refunds",
    "concessions",
    "eligibility",
    "appeal",
    "channels",
    "assisted",
)
"""Facts that people can write down as well, kept in `more_facts`."""
NUMBERS = ("promised_days", "fee")
LICENCE = "OGL-UK-3.0"


class Process(Base):
    """How one or more councils do one job of one service.

    A process with a `try_token` is an unlisted try: no council, no account, gone at `expires_at`; only who
    knows the token reads it. `state_before` is where `undo` goes back to. The facts are all optional;
    `promised_days` (working days) and `fee` (pounds) hold a number, or words such as "£33 a year".
    `more_facts` keeps what people (`MORE_FACTS`) or an import said beyond the named facts.
    """

    __tablename__ = "processes"
    __table_args__ = (
        CheckConstraint(f"state in {STATES}", name="state"),
        CheckConstraint(f"stage in {STAGES}", name="stage"),
        Index("ix_processes_lgsl_state", "lgsl", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lgsl: Mapped[int | None] = mapped_column(ForeignKey("services.lgsl"))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id"))
    job: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(10), default="as-is")
    state: Mapped[str] = mapped_column(String(10), default="draft")
    state_before: Mapped[str | None] = mapped_column(String(10))
    current_number: Mapped[int] = mapped_column(default=1)

    starts: Mapped[str | None] = mapped_column(Text)
    ends: Mapped[str | None] = mapped_column(Text)
    live_since: Mapped[str | None] = mapped_column(String(40))
    last_confirmed: Mapped[str | None] = mapped_column(String(40))
    delivered_by: Mapped[str | None] = mapped_column(String(200))
    system: Mapped[str | None] = mapped_column(String(200))
    legal_basis: Mapped[str | None] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(String(200))
    promised_days: Mapped[str | None] = mapped_column(String(100))
    fee: Mapped[str | None] = mapped_column(String(100))
    more_facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    licence: Mapped[str] = mapped_column(String(40), default=LICENCE)
    note: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[list[Any]] = mapped_column(default=list)
    service_pattern: Mapped[str | None] = mapped_column(String(120))
    is_example: Mapped[bool] = mapped_column(default=False)

    try_token: Mapped[str | None] = mapped_column(String(60), unique=True)
    expires_at: Mapped[datetime | None] = mapped_column(index=True)

    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    updated_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]

    service: Mapped[Service | None] = relationship()
    interaction: Mapped[Interaction | None] = relationship()
    created_by: Mapped[User | None] = relationship()
    organisations: Mapped[list[Organisation]] = relationship(
        secondary="process_organisations", order_by="Organisation.name"
    )
    versions: Mapped[list[Version]] = relationship(
        back_populates="process", cascade="all, delete-orphan", order_by="Version.number"
    )

    @property
    def address(self) -> str:
        """What stands in its address after `/processes/`: a number, or a try's secret."""
        return self.try_token or str(self.id)

    @property
    def is_try(self) -> bool:
        """Whether it is an unlisted try that will be gone."""
        return self.try_token is not None

    @property
    def council(self) -> str:
        """The names of its councils, for a heading."""
        return " and ".join(o.name for o in self.organisations) or "Your diagram"

    @property
    def facts(self) -> dict[str, Any]:
        """What is known about it, without what nobody said; days and pounds are numbers where they can be."""
        named = {name: getattr(self, name) for name in FACTS}
        known = named | dict(self.more_facts) | {name: _number_or_words(named[name]) for name in NUMBERS}
        return {name: value for name, value in known.items() if value not in (None, "")}

    @property
    def current(self) -> Version:
        """Its newest version."""
        return next(v for v in reversed(self.versions) if v.number == self.current_number)


def _number_or_words(text: str | None) -> int | float | str | None:
    try:
        number = float(text) if text else None
    except ValueError:
        return text
    if number is not None and not isfinite(number):
        return text
    return int(number) if number is not None and number.is_integer() else number


class ProcessOrganisation(Base):
    """A council that owns a process; several may own one together."""

    __tablename__ = "process_organisations"

    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True, index=True)


class Blob(Base):
    """Bytes by their SHA-256. Taken down, `data` is None and the row says who, when and why."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    taken_down_at: Mapped[datetime | None]
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    taken_down_by: Mapped[str | None] = mapped_column(String(120))
    taken_down_why: Mapped[str | None] = mapped_column(Text)


class Version(Base):
    """One immutable version: which bytes, who, when, why; and what was derived from them (can be rebuilt).

    `metrics`: bpmn.metrics as a dict. `counts`: steps, roles, touch_points, handovers, errors, warnings,
    advice.
    `findings`, `repairs`, `soundness`: as in `validate --json`. `labels`: every name drawn, for search.
    `checked_with`: the mark of the checker and the rule settings that found all this (None: not known).
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("process_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    filename: Mapped[str] = mapped_column(String(300))
    why: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    metrics: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    findings: Mapped[list[Any]] = mapped_column(default=list, deferred=True)
    repairs: Mapped[list[Any]] = mapped_column(default=list, deferred=True)
    labels: Mapped[list[Any]] = mapped_column(default=list, deferred=True)
    soundness: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    checked_with: Mapped[str | None] = mapped_column(String(64), index=True)

    process: Mapped[Process] = relationship(back_populates="versions")
    blob: Mapped[Blob] = relationship()
    created_by: Mapped[User | None] = relationship()
    patterns: Mapped[list[VersionPattern]] = relationship(
        cascade="all, delete-orphan", order_by="VersionPattern.position"
    )


class VersionPattern(Base):
    """A pattern attached to a step, as the version's file says it. `number` None: the newest published."""

    __tablename__ = "version_patterns"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    element: Mapped[str] = mapped_column(Text)
    ref: Mapped[str] = mapped_column(Text, index=True)
    number: Mapped[int | None]
