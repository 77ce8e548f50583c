"""Tables of the bodies that own what the library holds."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base

KINDS = ("council", "combined-authority", "supplier", "standards-body", "government")


class Organisation(Base):
    """A council, or another body that takes part.

    `tier` is `county`, `district`, `unitary` or None (no principal council); dates are ISO (`2023-04-01`),
    None where the register does not say. A council with an `ends` in the past is gone; its `successors` took
    over.
    """

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        CheckConstraint("tier in ('county', 'district', 'unitary')", name="tier"),
        Index("ix_organisations_name", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(20), default="council")
    code: Mapped[str | None] = mapped_column(String(20), unique=True)
    gss: Mapped[str | None] = mapped_column(String(9), unique=True)
    type_code: Mapped[str | None] = mapped_column(String(10))
    type_name: Mapped[str] = mapped_column(String(60), default="")
    tier: Mapped[str | None] = mapped_column(String(10))
    nation: Mapped[str] = mapped_column(String(30), default="")
    region: Mapped[str] = mapped_column(String(60), default="")
    starts: Mapped[str | None] = mapped_column(String(10))
    ends: Mapped[str | None] = mapped_column(String(10))
    is_current: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    homepage: Mapped[str | None] = mapped_column(String(300))
    contact: Mapped[str | None] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id", ondelete="SET NULL"))

    parent: Mapped[Organisation | None] = relationship(remote_side=[id])
    successors: Mapped[list[Organisation]] = relationship(
        secondary="organisation_successors",
        primaryjoin="Organisation.id == OrganisationSuccessor.organisation_id",
        secondaryjoin="Organisation.id == OrganisationSuccessor.successor_id",
        order_by="Organisation.name",
    )


class OrganisationSuccessor(Base):
    """Who took over from a council that is gone; Cumbria was followed by two."""

    __tablename__ = "organisation_successors"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True
    )
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
