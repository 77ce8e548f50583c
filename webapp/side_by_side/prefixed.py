"""Two forms on one page: the fields of each get a prefix, on the way out and on the way in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import lxml.html
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

_NAMED = ("id", "name", "for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls")


def prefixed(html: str, prefix: str) -> Markup:
    """A piece of a page with everything that is named in it, and points at a name, named with the prefix."""
    holder = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in holder.iter():
        for name in _NAMED:
            if (value := element.get(name)) is not None:
                element.set(name, " ".join(prefix + one for one in value.split()))
        if (target := element.get("href") or "").startswith("#"):
            element.set("href", f"#{prefix}{target[1:]}")
    return Markup(lxml.html.tostring(holder, encoding="unicode"))


def without(sent: MultiDict[str, Any], prefix: str) -> MultiDict[str, Any]:
    """The fields that were sent with the prefix, under their own names."""
    return MultiDict(
        (name[len(prefix) :], value) for name, value in sent.items(multi=True) if name.startswith(prefix)
    )


def links(listed: list[Mapping[str, Any]], prefix: str) -> list[dict[str, Any]]:
    """The lines of an error summary, leading to the fields with the prefix."""
    return [{**line, "href": f"#{prefix}{str(line['href'])[1:]}"} for line in listed]
