"""Tables of the public lists: services, functions, interactions, everyday words, and which file brought
them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now

TIERS = ("all", "county/unitary", "district/unitary")


class Function(Base):
    """A function of local government (LGFL), the shelf a service stands on."""

    __tablename__ = "functions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("functions.id"))

    parent: Mapped[Function | None] = relationship(remote_side=[id])


class Service(Base):
    """A service councils deliver, by its id in the Local Government Service List.

    `providing_tier` is what GOV.UK says provides it (`all`, `county/unitary`, `district/unitary`, None: not
    said);
    `tier_override` is the library's own correction and wins.
    """

    __tablename__ = "services"
    __table_args__ = (CheckConstraint("status in ('Live', 'Discontinued')", name="status"),)

    lgsl: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(String(300))
    status: Mapped[str] = mapped_column(String(20), default="Live")
    description: Mapped[str] = mapped_column(Text, default="")
    modified: Mapped[str | None] = mapped_column(String(10))
    providing_tier: Mapped[str | None] = mapped_column(String(20))
    tier_override: Mapped[str | None] = mapped_column(String(20))

    functions: Mapped[list[Function]] = relationship(secondary="service_functions", order_by="Function.label")
    synonyms: Mapped[list[Synonym]] = relationship(
        back_populates="service", cascade="all, delete-orphan", order_by="Synonym.rank, Synonym.words"
    )

    @property
    def tier(self) -> str | None:
        """Who provides it: the library's correction, else what GOV.UK says."""
        return self.tier_override or self.providing_tier


class ServiceFunction(Base):
    """A service on a function's shelf."""

    __tablename__ = "service_functions"
    __table_args__ = (Index("ix_service_functions_function_id", "function_id"),)

    lgsl: Mapped[int] = mapped_column(ForeignKey("services.lgsl", ondelete="CASCADE"), primary_key=True)
    function_id: Mapped[int] = mapped_column(ForeignKey("functions.id", ondelete="CASCADE"), primary_key=True)


class Synonym(Base):
    """An everyday word or phrase for a service. `rank` orders services that share one: 1 comes first."""

    __tablename__ = "service_synonyms"

    lgsl: Mapped[int] = mapped_column(ForeignKey("services.lgsl", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(String(100), primary_key=True, index=True)
    rank: Mapped[int] = mapped_column(default=1)

    service: Mapped[Service] = relationship(back_populates="synonyms")


class Interaction(Base):
    """A kind of dealing between resident and council (LGIL): applying, paying, being informed, reporting."""

    __tablename__ = "interactions"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(String(200))


class CatalogueImport(Base):
    """One import of one list: which file, when, by whom, under which licence, and what could not be
    carried."""

    __tablename__ = "catalogue_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), index=True)
    filename: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    rows: Mapped[int]
    attribution: Mapped[str] = mapped_column(Text)
    notes: Mapped[list[Any]] = mapped_column(default=list)
