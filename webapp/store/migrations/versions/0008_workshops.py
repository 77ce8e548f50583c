"""Workshops: rooms, notes, decisions and actions, proposed changes, who was walked through, personas."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
Keys = Sequence[tuple[str, str, str | None]]


def upgrade() -> None:
    """Six tables; nothing that was there changes."""
    _workshops()
    _said_in_them()
    _left_behind()
    op.create_table(
        "personas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        *_keys(
            "personas", [("organisation_id", "organisations", "CASCADE"), ("who_id", "users", "SET NULL")]
        ),
    )
    op.create_index(op.f("ix_personas_organisation_id"), "personas", ["organisation_id"])


def _workshops() -> None:
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("walk_id", sa.String(length=40), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("persona", sa.String(length=60), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("pending", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shows_diagram", sa.Boolean(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        *_keys(
            "workshops",
            [
                ("process_id", "processes", "CASCADE"),
                ("version_id", "versions", "CASCADE"),
                ("walk_id", "walkthroughs", "SET NULL"),
                ("organisation_id", "organisations", None),
                ("created_by_id", "users", "SET NULL"),
            ],
        ),
        sa.UniqueConstraint("code", name=op.f("uq_workshops_code")),
    )
    for column in ("process_id", "organisation_id", "expires_at"):
        op.create_index(op.f(f"ix_workshops_{column}"), "workshops", [column])


def _said_in_them() -> None:
    op.create_table(
        "workshop_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("amount", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("hidden_at", MOMENT, nullable=True),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind in ('not-here', 'workaround', 'pain', 'question', 'takes', 'missing', 'order')",
            name=op.f("ck_workshop_notes_kind"),
        ),
        sa.CheckConstraint(
            "role in ('resident', 'front-office', 'back-office', 'contractor', 'manager', 'other')",
            name=op.f("ck_workshop_notes_role"),
        ),
        *_keys("workshop_notes", [("workshop_id", "workshops", "CASCADE")]),
    )
    op.create_index(op.f("ix_workshop_notes_workshop_id"), "workshop_notes", ["workshop_id"])
    op.create_table(
        "workshop_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind in ('decision', 'action')", name=op.f("ck_workshop_items_kind")),
        *_keys("workshop_items", [("workshop_id", "workshops", "CASCADE"), ("who_id", "users", "SET NULL")]),
    )
    op.create_index(op.f("ix_workshop_items_workshop_id"), "workshop_items", ["workshop_id"])


def _left_behind() -> None:
    op.create_table(
        "proposed_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=40), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('missing', 'order')", name=op.f("ck_proposed_changes_kind")),
        sa.CheckConstraint(
            "state in ('open', 'accepted', 'declined', 'done')", name=op.f("ck_proposed_changes_state")
        ),
        *_keys(
            "proposed_changes",
            [
                ("process_id", "processes", "CASCADE"),
                ("workshop_id", "workshops", "SET NULL"),
                ("organisation_id", "organisations", None),
                ("who_id", "users", "SET NULL"),
                ("answered_by_id", "users", "SET NULL"),
            ],
        ),
    )
    op.create_index(op.f("ix_proposed_changes_process_id_state"), "proposed_changes", ["process_id", "state"])
    op.create_index(op.f("ix_proposed_changes_workshop_id"), "proposed_changes", ["workshop_id"])
    op.create_table(
        "walked_through",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=40), nullable=True),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        *_keys(
            "walked_through",
            [
                ("process_id", "processes", "CASCADE"),
                ("organisation_id", "organisations", None),
                ("workshop_id", "workshops", "SET NULL"),
                ("who_id", "users", "SET NULL"),
                ("corrects_id", "walked_through", "CASCADE"),
            ],
        ),
    )
    op.create_index(op.f("ix_walked_through_process_id"), "walked_through", ["process_id"])
    op.create_index(op.f("ix_walked_through_workshop_id"), "walked_through", ["workshop_id"])


def _keys(table: str, foreign: Keys) -> tuple[sa.Constraint, ...]:
    """The primary key `id`, and the foreign ones by column, table and what happens when the row there goes."""
    return (
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=gone
            )
            for column, other, gone in foreign
        ),
    )
