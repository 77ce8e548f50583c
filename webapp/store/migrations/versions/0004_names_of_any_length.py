"""What a file calls its elements and patterns may be of any length."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns without a length."""
    with op.batch_alter_table("version_patterns", schema=None) as batch_op:
        batch_op.alter_column(
            "element", existing_type=sa.String(length=300), type_=sa.Text(), existing_nullable=False
        )
        batch_op.alter_column(
            "ref", existing_type=sa.String(length=120), type_=sa.Text(), existing_nullable=False
        )
