"""Finding by meaning: rows of numbers for labels and processes; on PostgreSQL its own vectors where it has them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.store.vectors import pgvector

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Four tables, and what pgvector needs. They are empty: `guildhall serve` and `guildhall db index` fill them."""
    op.create_table(
        "vector_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_with", sa.String(length=20), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vector_state")),
    )
    op.execute("INSERT INTO vector_state (id, made_with, changes) VALUES (1, '', 0)")
    op.create_table(
        "label_vectors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_with", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_vectors")),
        sa.UniqueConstraint("made_with", "text", name=op.f("uq_label_vectors_made_with_text")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "process_vectors",
        sa.Column("process_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_with", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("lgsl", sa.Integer(), nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("steps", sa.LargeBinary(), nullable=False),
        sa.Column("orders", sa.LargeBinary(), nullable=False),
        sa.Column("questions", sa.LargeBinary(), nullable=False),
        sa.Column("shape", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["processes.id"],
            name=op.f("fk_process_vectors_process_id_processes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("process_id", name=op.f("pk_process_vectors")),
    )
    with op.batch_alter_table("process_vectors", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_process_vectors_change"), ["change"], unique=False)
    op.create_table(
        "label_uses",
        sa.Column("process_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("label_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('step', 'question')", name=op.f("ck_label_uses_kind")),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label_vectors.id"], name=op.f("fk_label_uses_label_id_label_vectors")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["processes.id"],
            name=op.f("fk_label_uses_process_id_processes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("process_id", "kind", "label_id", name=op.f("pk_label_uses")),
    )
    with op.batch_alter_table("label_uses", schema=None) as batch_op:
        batch_op.create_index(
            "ix_label_uses_label_id_kind_process_id", ["label_id", "kind", "process_id"], unique=False
        )
    pgvector.make(op.get_bind())
