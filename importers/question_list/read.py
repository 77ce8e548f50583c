"""Reading a list of questions: what anybody can write down from the form they use today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    pages = asked_pages(data, notes)
    for page in pages:
        for row, following in page.following:
            notes.append(
                f"Row {row}: “{following}” was not carried over; draw it as a decision in the diagram."
            )
    pattern = Pattern(
        slug=slug(title),
        kind="pages",
        title=title,
        licence="OGL-UK-3.0",
        owner=owner,
        pages=tuple(Page(page.title, components=page.components) for page in pages),
    )
    return Imported(pattern, tuple(notes))


@dataclass(frozen=True)
class AskedPage:
    """A page of the list: its title, what it asks, and what stands under "next" in its rows, by the row."""

    title: str
    components: tuple[Component, ...] = ()
    following: tuple[tuple[int, str], ...] = ()
    asked_by: tuple[tuple[int, tuple[Component, ...]], ...] = ()


def asked_pages(data: bytes | str, notes: list[str], *, apart: bool = False) -> list[AskedPage]:
    """The pages of a list, in order; what had to be guessed or left out is added to `notes`. `apart`: in a list
    without a column for pages every question has one to itself. Raises ImportRefused."""
    columns, body = _columns(rows(data), notes)
    pages: list[AskedPage] = []
    taken: set[str] = set()
    apart = apart and "page" not in columns
    for row in body:
        asked = _asked(row, columns)
        page = row[columns.get("page")]
        if not asked.question:
            notes.append(f"Row {row.number} asks nothing, and was left out.")
            continue
        if apart or not pages or (page and page != pages[-1].title):
            pages.append(AskedPage(page or asked.question))
        made = components(asked, taken, notes)
        following = row[columns.get("next")]
        said = (
            ((row.number, following),) if following and following.lower() not in ("next", "next page") else ()
        )
        pages[-1] = replace(
            pages[-1],
            components=(*pages[-1].components, *made),
            following=(*pages[-1].following, *said),
            asked_by=(*pages[-1].asked_by, (row.number, made)),
        )
    if not pages:
        raise NotATable("No row asks anything; the list needs at least a column called question.")
    return pages


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
