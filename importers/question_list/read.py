"""Reading a list of questions: what anybody can write down from the form they use today."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bpmn.patterns import Component, Page, Pattern
from importers.errors import NotATable
from importers.question_list.kinds import Asked, components
from importers.records import Imported
from importers.tables import Row, columns_by_header, rows

_HEADERS = {
    "page": ("page", "page title", "section", "screen", "step"),
    "question": ("question", "label", "question text", "field", "what is asked", "ask"),
    "type": ("type", "answer type", "field type", "kind", "input type"),
    "hint": ("hint", "help", "hint text", "guidance", "help text"),
    "options": ("options", "choices", "answers", "values", "items"),
    "next": ("next", "then", "go to", "goes to", "routing", "next page"),
    "why": ("why", "reason", "why we ask", "purpose"),
    "law": ("law", "legal basis", "under which law", "statute"),
    "required": ("required", "mandatory", "must answer", "must be answered"),
    "name": ("name", "answer name", "variable", "id"),
}
_ORDER = ("page", "question", "type", "hint", "options", "next", "why", "law")
_OPTIONAL = re.compile(r"\s*\(optional\)\s*\Z", re.IGNORECASE)


def read(data: bytes | str, title: str = "Questions", owner: str = "") -> Imported[Pattern]:
    """Turn a list of questions into a pattern of pages, not yet publishable (its need is unsaid).

    Columns: page, question, type, hint, options, next, why, law (and required, name); with a header in any
    order, or without one in this order. A question without a page stands on the page before it. Raises
    ImportRefused.
    """
    notes: list[str] = []
    columns, body = _columns(rows(data), notes)
    pages: list[tuple[str, list[Component]]] = []
    taken: set[str] = set()
    for row in body:
        asked = _asked(row, columns)
        page = row[columns.get("page")]
        if not asked.question:
            notes.append(f"Row {row.number} asks nothing, and was left out.")
            continue
        if not pages or (page and page != pages[-1][0]):
            pages.append((page or asked.question, []))
        pages[-1][1].extend(components(asked, taken, notes))
        _say_next(row, columns, notes)
    if not pages:
        raise NotATable("No row asks anything; the list needs at least a column called question.")
    pattern = Pattern(
        slug=slug(title),
        kind="pages",
        title=title,
        licence="OGL-UK-3.0",
        owner=owner,
        pages=tuple(Page(heading, components=tuple(parts)) for heading, parts in pages),
    )
    return Imported(pattern, tuple(notes))


def slug(title: str) -> str:
    """A pattern's slug from its title."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())) or "questions"


def _asked(row: Row, columns: dict[str, int]) -> Asked:
    question = row[columns["question"]]
    optional = bool(_OPTIONAL.search(question))
    said = row[columns.get("required")].lower()
    return Asked(
        row=row.number,
        question=question,
        type=row[columns.get("type")],
        hint=row[columns.get("hint")],
        options=row[columns.get("options")],
        required=said not in ("no", "n", "optional", "false", "0") and not optional,
        name=row[columns.get("name")],
        why=row[columns.get("why")],
        law=row[columns.get("law")],
    )


def _say_next(row: Row, columns: dict[str, int], notes: list[str]) -> None:
    following = row[columns.get("next")]
    if following and following.lower() not in ("next", "next page"):
        notes.append(
            f"Row {row.number}: “{following}” was not carried over; draw it as a decision in the diagram."
        )


def _columns(table: Sequence[Row], notes: list[str]) -> tuple[dict[str, int], Sequence[Row]]:
    header = columns_by_header(table[0], _HEADERS)
    if "question" in header:
        unused = [cell for place, cell in enumerate(table[0].cells) if cell and place not in header.values()]
        if unused:
            notes.append(f"Not carried over: the columns {', '.join(unused)}.")
        return header, table[1:]
    width = max(len(row.cells) for row in table)
    if width == 1:
        notes.append("The list has one column and no header; we took it for the questions.")
        return {"question": 0}, table
    notes.append(f"The list has no header; we took its columns for {', '.join(_ORDER[:width])}.")
    return dict(zip(_ORDER, range(width), strict=False)), table
