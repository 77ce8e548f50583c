"""What councils set for themselves in patterns they share with others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table."""
    op.create_table(
        "local_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=True),
        sa.Column("pattern", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_local_settings_{column}_{table}"), ondelete=gone
            )
            for column, table, gone in (
                ("organisation_id", "organisations", "CASCADE"),
                ("process_id", "processes", "CASCADE"),
                ("who_id", "users", "SET NULL"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_settings")),
    )
    for name, first, where in (
        ("uq_local_settings_council", "organisation_id", "process_id is null"),
        ("uq_local_settings_process", "process_id", "process_id is not null"),
    ):
        op.create_index(
            name,
            "local_settings",
            [first, "pattern", "name"],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_index("ix_local_settings_pattern", "local_settings", ["pattern"])
