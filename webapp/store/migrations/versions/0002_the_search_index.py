"""The search index: a full-text table of SQLite's FTS5, or a PostgreSQL table with a text vector."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    kind UNINDEXED, ref UNINDEXED, audience UNINDEXED, title, words, body,
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
)
"""
POSTGRESQL = (
    """
CREATE TABLE search_index (
    kind text NOT NULL, ref text NOT NULL, audience text NOT NULL,
    title text NOT NULL, words text NOT NULL, body text NOT NULL,
    vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', words), 'A') || setweight(to_tsvector('english', title), 'B')
        || setweight(to_tsvector('english', body), 'D')
    ) STORED,
    PRIMARY KEY (kind, ref)
)
""",
    "CREATE INDEX search_index_vector ON search_index USING gin (vector)",
)


def upgrade() -> None:
    """Make the index, empty: the actions fill it."""
    statements = (SQLITE,) if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in statements:
        op.execute(statement)
