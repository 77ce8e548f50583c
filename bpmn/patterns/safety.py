"""What no pattern may carry into a page: markup, script, and anything that could pass for the library's
own page.

The component macros print every `...html` option as it is, so those are refused wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_SAFE_LINK = re.compile(r"(https?://[^\s/@]+(/|\Z|[?#:])|/(?![/\\])|#|mailto:|tel:)", re.IGNORECASE)
_LINKS = frozenset({"href", "url", "redirectUrl", "serviceUrl", "homepageUrl", "src", "action", "formaction"})
_CLASSES = re.compile(r"(govuk-[a-zA-Z0-9_!-]+(\s+|\Z))*")
_HTML = re.compile(r".*html\Z", re.IGNORECASE)
ALLOWED_ATTRIBUTES = frozenset({"lang", "dir", "spellcheck"})


def unsafe(value: object, where: str = "params") -> Iterator[str]:
    """Sentences about everything in these options that may not be shown, none when they are safe."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _unsafe_option(str(key), inner, f"{where}.{key}")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value):
            yield from unsafe(inner, f"{where}.{number}")


def _unsafe_option(key: str, value: object, where: str) -> Iterator[str]:
    if _HTML.match(key) or key == "caller":
        yield f"“{where}” carries HTML, which patterns may not: use the text option instead."
    elif key == "attributes" or key.endswith("Attributes"):
        yield from _unsafe_attributes(value, where)
    elif key in _LINKS and not (isinstance(value, str) and _SAFE_LINK.match(value)):
        yield f"“{where}” is not a web, e-mail, telephone or page address: start it with https:// or /."
    elif key.lower().endswith("headinglevel") and str(value) not in "123456":
        yield f"“{where}” must be a heading level from 1 to 6."
    elif key.lower().endswith("classes") and not (isinstance(value, str) and _CLASSES.fullmatch(value)):
        yield f"“{where}” may name only the Design System's own classes, which begin with govuk-."
    else:
        yield from unsafe(value, where)


def _unsafe_attributes(value: object, where: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"“{where}” must be a list of names and values."
        return
    for name, inner in value.items():
        if name not in ALLOWED_ATTRIBUTES or not isinstance(inner, str | bool | int):
            yield f"“{where}.{name}” is not an attribute a pattern may set: leave it out."
