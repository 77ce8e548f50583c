"""A page that was made to be filled in, as a picture of itself: read and printed, many on one page."""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

FIELDS = frozenset({"input", "select", "textarea", "button"})
REFERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls", "list")
_SCRIPTED = re.compile(r"^data-")


def still(html: str, prefix: str) -> Markup:
    """The same page with every field filled in and locked. Its ids begin with `prefix`, so that two pictures of one
    page do not disturb each other; names and what scripts would look for are gone, and links lead nowhere."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in root.iter():
        if isinstance(element.tag, str):
            _lock(element, prefix)
    root.set("class", "app-still-page")
    return Markup(lxml.html.tostring(root, encoding="unicode"))


def _lock(element: HtmlElement, prefix: str) -> None:
    for name in list(element.attrib):
        if _SCRIPTED.match(name):
            del element.attrib[name]
    if element.get("id"):
        element.set("id", f"{prefix}-{element.get('id')}")
    for name in REFERS:
        if element.get(name):
            element.set(name, " ".join(f"{prefix}-{one}" for one in (element.get(name) or "").split()))
    if element.tag in FIELDS:
        element.attrib.pop("name", None)
        element.set("disabled", "disabled")
    if element.tag == "a":
        element.attrib.pop("href", None)
    if element.tag == "details":
        element.set("open", "open")
