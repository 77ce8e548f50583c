"""Markdown of patterns as safe HTML in the Design System's classes: no raw HTML, no images, only plain
links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from bpmn.patterns import fill
from webapp.patterns.words import in_words

_CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "blockquote": "govuk-inset-text govuk-!-margin-left-0 govuk-!-margin-right-0",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
_HEADINGS = {2: "govuk-heading-m", 3: "govuk-heading-s"}
_TAGS = {*_CLASSES, "h2", "h3", "h4", "h5", "h6", "li", "strong", "em", "code", "pre", "br"}
_ATTRIBUTES = {tag: {"class"} for tag in (*_CLASSES, "h2", "h3", "h4", "h5", "h6")} | {
    "a": {"class", "href"},
    "ol": {"class", "start"},
}
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")


def markdown(text: str, values: Mapping[str, object] | None = None, *, heading: int = 1) -> Markup:
    """The text as HTML, its places filled with `values`, which are shown as they are and never read as
    Markdown.

    Headings come out one level below `heading` or lower, so that the text can stand under the page's own
    title.
    """
    filled = fill(text, values, _as_plain) if values is not None else text
    parser = _parser()
    tokens = parser.parse(filled)
    for token in tokens:
        _dress(token, heading)
    html = parser.renderer.render(tokens, parser.options, {})
    return Markup(
        nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"})
    )


@cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["image", "html_block", "html_inline"])
    )


def _dress(token: Token, heading: int) -> None:
    if token.type in ("heading_open", "heading_close"):
        below = max(int(token.tag[1]), 2)
        token.tag = f"h{min(below + heading - 1, 6)}"
        if token.nesting == 1:
            token.attrSet("class", _HEADINGS.get(below, "govuk-heading-s"))
    elif token.nesting >= 0 and token.tag in _CLASSES:
        token.attrSet("class", _CLASSES[token.tag])
        token.attrs.pop("style", None)
    for child in token.children or ():
        _dress(child, heading)


def _as_plain(value: object) -> str:
    lines = (_SPECIAL.sub(r"\\\1", line.strip()) for line in in_words(value).splitlines())
    return "\\\n".join(line for line in lines if line)
