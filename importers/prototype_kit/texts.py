"""Texts of an upload as parts of a Nunjucks page, so that nothing in them ever runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,49})\s*\}\}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


def literal(text: str) -> str:
    """The text as a Nunjucks string. No brace stands beside another brace, percent or hash sign in it, so that no
    delimiter can be found even by a reader that does not know about strings."""
    plain = _CONTROLS.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    plain = plain.replace("\r", "").replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(r"(?<=[{}%#])(?=[{}%#])", '" ~ "', plain) + '"'


def filled(text: str) -> str:
    """The text as a Nunjucks expression, with the places of answers (`{{name}}`) filled from `said`."""
    parts = _PLACE.split(text)
    made = [
        f'(said["{part}"] or "[{part}]")' if number % 2 else literal(part)
        for number, part in enumerate(parts)
        if part or len(parts) == 1
    ]
    return " ~ ".join(made)


def options(value: Any) -> str:
    """Options of a component (what JSON can hold) as a Nunjucks expression. Two closing braces never
    stand together, for they would end it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{literal(str(key))}: {options(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(options(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    return str(value) if isinstance(value, int | float) else _bracketed(filled(str(value)))


def _bracketed(expression: str) -> str:
    return f"({expression})" if " ~ " in expression else expression


def prose(text: str) -> str:
    """A body of Markdown as a page shows it: paragraphs, headings and lists; everything else as written."""
    return "\n".join(_block(block.strip()) for block in re.split(r"\n\s*\n", text) if block.strip())


def _block(block: str) -> str:
    lines = block.splitlines()
    if all(re.match(r"[-*] ", line.strip()) for line in lines):
        items = "".join(f"<li>{_said(line.strip()[2:])}</li>" for line in lines)
        return f'<ul class="govuk-list govuk-list--bullet">{items}</ul>'
    heading = re.match(r"#{1,6} (.*)", block)
    if heading and len(lines) == 1:
        return f'<h2 class="govuk-heading-m">{_said(heading.group(1))}</h2>'
    return f'<p class="govuk-body">{_said(" ".join(lines))}</p>'


def _said(text: str) -> str:
    return "{{ " + filled(text) + " }}"
