"""What the check keeps: soundness, which checker found it, rule settings, accepted findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns of the versions, two tables."""
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("soundness", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("checked_with", sa.String(length=64), nullable=True))
        batch_op.create_index(op.f("ix_versions_checked_with"), ["checked_with"], unique=False)
    op.create_table(
        "rule_settings",
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "severity in ('error', 'warning', 'advice', 'off')", name=op.f("ck_rule_settings_severity")
        ),
        sa.ForeignKeyConstraint(
            ["who_id"], ["users.id"], name=op.f("fk_rule_settings_who_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("rule", name=op.f("pk_rule_settings")),
    )
    op.create_table(
        "accepted_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("elements", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["processes.id"],
            name=op.f("fk_accepted_findings_process_id_processes"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["who_id"], ["users.id"], name=op.f("fk_accepted_findings_who_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accepted_findings")),
    )
    with op.batch_alter_table("accepted_findings", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_accepted_findings_process_id"), ["process_id"], unique=False)
