"""How Alembic runs here: always on a connection handed over by `webapp.store.migrate`."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from webapp.store.base import Moment
from webapp.store.tables import Base


def plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration is history: it names the databases' own types, never ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def only_mapped(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """The search index lives outside the mapped tables (a virtual table and its shadows)."""
    return not (kind == "table" and name is not None and name.startswith("search_index"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_object=only_mapped,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
