"""Finding by words, behind one interface: SQLite's FTS5 (porter stems, bm25) and PostgreSQL's text vectors.

An entry is one thing that can be found: a service, process, pattern or council. What a reader may not see is
never found: `audience` says who may (empty: everybody).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

Kind = Literal["service", "process", "pattern", "council"]
KINDS: tuple[Kind, ...] = ("service", "process", "pattern", "council")

EVERYBODY = ""
MOST_WORDS = 12
LONGEST_WORD = 60


@dataclass(frozen=True)
class Entry:
    """Something to be found. `words` weigh most (everyday names), then `title`, then `body` (labels, steps).

    `organisations`: None when everybody may find it, else the ids of those whose people may.
    """

    kind: Kind
    ref: str
    title: str
    words: str = ""
    body: str = ""
    organisations: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Hit:
    """Something found. `score` grows with fitness; `snippet` is where it was found, matches in `[` `]`."""

    kind: str
    ref: str
    title: str
    snippet: str
    score: float


@dataclass(frozen=True)
class Reader:
    """Who searches, as far as it matters: the organisations they belong to, or everything."""

    organisations: tuple[int, ...] = ()
    everything: bool = False


def index(session: Session, entries: Iterable[Entry]) -> None:
    """Put entries in, each in place of what stood under its kind and ref."""
    rows = [_row(entry) for entry in entries]
    if not rows:
        return
    session.execute(text("DELETE FROM search_index WHERE kind = :kind AND ref = :ref"), rows)
    _insert(session, rows)


def replace(session: Session, kind: Kind, entries: Iterable[Entry]) -> None:
    """Make these the only entries of their kind: quicker than `index` for a whole catalogue."""
    session.execute(text("DELETE FROM search_index WHERE kind = :kind"), {"kind": kind})
    rows = [_row(entry) for entry in entries]
    if rows:
        _insert(session, rows)


def remove(session: Session, kind: Kind, ref: str) -> None:
    """Take one entry out, if it is there."""
    session.execute(
        text("DELETE FROM search_index WHERE kind = :kind AND ref = :ref"), {"kind": kind, "ref": ref}
    )


def find(
    session: Session,
    words: str,
    *,
    kinds: Iterable[Kind] = KINDS,
    reader: Reader | None = None,
    limit: int = 20,
) -> tuple[Hit, ...]:
    """The best entries for some words, best first. All words must occur (the last may be unfinished); when
    no entry has them all, any of them is enough."""
    asked = terms(words)
    if not asked:
        return ()
    every, some = (_query(session, asked, joined) for joined in ("AND", "OR"))
    who = reader or Reader()
    hits = _matching(session, every, tuple(kinds), who, limit)
    if not hits and len(asked) > 1:
        hits = _matching(session, some, tuple(kinds), who, limit)
    return hits


def terms(words: str) -> tuple[str, ...]:
    """The words asked for: letters and digits only, lower case, so that nothing is read as query syntax."""
    found = re.findall(r"\w+", words[: MOST_WORDS * 10 * LONGEST_WORD].lower())
    return tuple(word[:LONGEST_WORD] for word in found[:MOST_WORDS])


def audience(organisations: tuple[int, ...] | None) -> str:
    """Who may find something, as it is stored: `EVERYBODY`, or the ids of the organisations whose people may."""
    if organisations is None:
        return EVERYBODY
    # Commas on both sides, so that 1 is not found in 12; nobody's entry still is not everybody's.
    return "," + "".join(f"{number}," for number in organisations)


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "ref": entry.ref,
        "audience": audience(entry.organisations),
        "title": entry.title,
        "words": entry.words,
        "body": entry.body,
    }


def _insert(session: Session, rows: list[dict[str, Any]]) -> None:
    session.execute(
        text(
            "INSERT INTO search_index (kind, ref, audience, title, words, body) "
            "VALUES (:kind, :ref, :audience, :title, :words, :body)"
        ),
        rows,
    )


def _query(session: Session, asked: tuple[str, ...], joined: str) -> str:
    if _is_sqlite(session):
        quoted = [f'"{term}"' for term in asked]
        last = asked[-1]
        if len(last) > 1:
            quoted[-1] = f'("{last}" OR "{last}"*)'
        return f" {joined} ".join(quoted)
    marks = " & " if joined == "AND" else " | "
    return marks.join((*asked[:-1], asked[-1] + ":*"))


SQLITE_FIND = """
SELECT kind, ref, title, snippet(search_index, -1, '[', ']', '…', 12) AS snippet,
       -bm25(search_index, 0, 0, 0, 6.0, 12.0, 1.0) AS score
FROM search_index WHERE search_index MATCH :query AND {who} AND {kinds}
ORDER BY score DESC, CAST(ref AS integer), ref LIMIT :most
"""
POSTGRESQL_FIND = """
SELECT kind, ref, title,
       ts_headline('english', words || ' ' || title || ' ' || body, asked,
                   'StartSel=[, StopSel=], MaxWords=14, MinWords=4') AS snippet,
       ts_rank(vector, asked, 1) AS score
FROM search_index, to_tsquery('english', :query) AS asked
WHERE vector @@ asked AND {who} AND {kinds}
ORDER BY score DESC, ref LIMIT :most
"""


def _matching(
    session: Session, query: str, kinds: tuple[Kind, ...], reader: Reader, most: int
) -> tuple[Hit, ...]:
    values: dict[str, Any] = {"query": query, "most": most}
    values |= {f"kind{i}": kind for i, kind in enumerate(kinds)}
    values |= {f"who{i}": f"%,{number},%" for i, number in enumerate(reader.organisations)}
    in_kinds = "kind IN (" + ", ".join(f":kind{i}" for i in range(len(kinds))) + ")"
    may = ["audience = ''", *(f"audience LIKE :who{i}" for i in range(len(reader.organisations)))]
    who = "1 = 1" if reader.everything else "(" + " OR ".join(may) + ")"
    statement = (SQLITE_FIND if _is_sqlite(session) else POSTGRESQL_FIND).format(who=who, kinds=in_kinds)
    rows = session.execute(text(statement), values)
    return tuple(Hit(r.kind, r.ref, r.title, r.snippet, float(r.score)) for r in rows)
