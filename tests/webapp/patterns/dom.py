"""Looking at rendered patterns as a browser would."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement


def dom(html: str) -> HtmlElement:
    """The rendered part, in one element."""
    return lxml.html.fragment_fromstring(str(html), create_parent="main")


def text_of(element: HtmlElement) -> str:
    """Its text with single spaces."""
    return " ".join(element.text_content().split())


def by_id(root: HtmlElement, name: str) -> HtmlElement:
    """The one element with this id."""
    (found,) = root.xpath("//*[@id=$name]", name=name)
    return found


def described_by(root: HtmlElement, element: HtmlElement) -> str:
    """The text of everything the element's description points at; fails when it points at nothing."""
    return " ".join(text_of(by_id(root, name)) for name in element.get("aria-describedby", "").split())
