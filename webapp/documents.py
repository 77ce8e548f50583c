"""The product's own Markdown as pages with the Design System's classes. Our files, not anybody's upload."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "table": "govuk-table",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "tr": "govuk-table__row",
    "dt": "govuk-heading-s",
}


def as_html(source: str, title: str, pictures: str = "") -> Markup:
    """A Markdown text as HTML. `title` names the boxes in which wide tables and pictures scroll, so that the page fits
    a narrow screen; `pictures` is put before the addresses of pictures."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    env: dict[str, object] = {}
    parsed = markdown.parse(source, env)
    for token in parsed:
        if token.nesting == 1 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
        for child in token.children or []:
            if child.type == "link_open":
                child.attrSet("class", "govuk-link")
            elif child.type == "image":
                child.attrSet("src", pictures + str(child.attrGet("src") or ""))
                child.attrSet("class", "app-still-picture")
    html = markdown.renderer.render(parsed, markdown.options, env)
    box = f'<div class="app-scroll" role="region" aria-label="{escape(title)}" tabindex="0"><table'
    return Markup(html.replace("<table", box).replace("</table>", "</table></div>"))
