"""Walking in the tests of pages: begin a walk of a drawing, press what is on the page, look into the library."""

from __future__ import annotations

import sqlite3
from typing import Any

from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor

HOME: dict[str, Any] = {
    "address_line_1": "12 Quixotic Lane", "address_line_2": "", "town": "Oxford", "postcode": "OX1 1AA"
}  # fmt: skip


def tried(site: Site, data: bytes, visitor: Visitor | None = None) -> tuple[Visitor, Page]:
    """A diagram that was tried: its page."""
    who = visitor or site.visitor()
    form = who.get("/upload")
    only_try = {"council": "try"} if form.find("//select[@id='council']") else {}
    return who, who.press(form, "Upload and check", files=[file(data)], **only_try)


def walking(site: Site, data: bytes, visitor: Visitor | None = None) -> tuple[Visitor, Page]:
    """A walk of a diagram that was tried, at its beginning."""
    who, page = tried(site, data, visitor)
    return who, who.press(page, "Walk through it")


def walking_in(visitor: Visitor, address: str) -> Page:
    """A walk of a process that is in the library."""
    return visitor.press(visitor.get(f"/processes/{address}"), "Walk through it")


def done(visitor: Visitor, page: Page, times: int = 1) -> Page:
    """Do so many steps that ask nothing."""
    for _ in range(times):
        page = visitor.press(page, "Done, go on")
    return page


def chose(visitor: Visitor, page: Page, way: str) -> Page:
    """Choose a way out of the decision on the page, by its name."""
    (field,) = page.find("//input[@name='chose'][following-sibling::label[normalize-space()=$way]]", way=way)
    return visitor.press(page, "Go this way", chose=field.get("value"))


def address(page: Page) -> str:
    """The walk's own address, without which step is asked for."""
    return page.path.partition("?")[0]


def past(page: Page) -> list[str]:
    """The lines of the timeline as they read: what happened, and what was chosen."""
    (table,) = page.find("//table[caption[normalize-space()='What has happened in this case']]")
    cells = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        for row in table.xpath("./tbody/tr")
    ]
    return [": ".join(part for part in (row[2], row[3]) if part) for row in cells]


def rows(site: Site, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """What is in the library's file."""
    with sqlite3.connect(site.settings.instance / "library.sqlite3") as connection:
        return connection.execute(query, values).fetchall()


def write(site: Site, query: str, *values: Any) -> None:
    """Change the library's file by hand."""
    with sqlite3.connect(site.settings.instance / "library.sqlite3") as connection:
        connection.execute(query, values)
