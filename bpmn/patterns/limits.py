"""How big a pattern file may be. A pattern is a handful of pages; anything larger is a mistake or an
attack."""

from __future__ import annotations

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_PAGES = 100
MAX_COMPONENTS = 500
MAX_REVEAL_DEPTH = 3
MAX_PARTS = 200
MAX_TABLES = 20
MAX_INPUTS = 20
MAX_ROWS = 200
LONGEST_TEST = 500
