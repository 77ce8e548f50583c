"""Walks that branched from others, scenarios of a process, and walks that follow a plan."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Five columns. Walks kept so far are nobody's scenario and follow no plan."""
    with op.batch_alter_table("walkthroughs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("parent_steps", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_scenario", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("summary", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("plan", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.create_foreign_key(
            batch_op.f("fk_walkthroughs_parent_id_walkthroughs"),
            "walkthroughs",
            ["parent_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_walkthroughs_parent_id"), ["parent_id"], unique=False)
