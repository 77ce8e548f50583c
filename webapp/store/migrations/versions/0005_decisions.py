"""Decisions about differences; corrections said in one go, and what a newer one replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table, two columns."""
    with op.batch_alter_table("confirmed_matches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("together", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("replaced_by", sa.Integer(), nullable=True))
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("other_number", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=True),
        sa.Column("choice", sa.String(length=10), nullable=True),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "reason in ('law', 'policy', 'contract', 'system', 'habit', 'unknown')",
            name=op.f("ck_decisions_reason"),
        ),
        sa.CheckConstraint("choice in ('keep', 'adopt', 'test')", name=op.f("ck_decisions_choice")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_decisions_{column}_{table}"), ondelete=gone
            )
            for column, table, gone in (
                ("process_id", "processes", "CASCADE"),
                ("other_id", "processes", "CASCADE"),
                ("who_id", "users", "SET NULL"),
                ("ended_by_id", "users", "SET NULL"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_decisions_process_id_other_id"), ["process_id", "other_id"])
        batch_op.create_index(op.f("ix_decisions_other_id"), ["other_id"])
