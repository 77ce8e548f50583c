"""How a pattern looks: the same pages that a walk shows."""

from __future__ import annotations

from flask import current_app
from markupsafe import Markup

from bpmn.patterns import Pattern, PatternError, in_welsh
from webapp.patterns.render import continue_label, render_letter, render_page

Preview = tuple[str, Markup, str, str]
"""A page's title, its look, what its button says, and its language (`cy` or `en`)."""


def page_preview(pattern: Pattern, number: int, lang: str = "") -> Preview:
    """One page of a pattern."""
    shown, code = in_language(pattern, lang)
    page = shown.pages[number]
    html = render_page(shown, number, env=current_app.jinja_env, heading=3)
    return page.title or f"Page {number + 1}", html, continue_label(page), code


def whole_preview(pattern: Pattern, lang: str = "") -> list[Preview]:
    """Every page; a letter, message or script is one; a service has none of its own."""
    if pattern.pages:
        return [page_preview(pattern, number, lang) for number in range(len(pattern.pages))]
    if not pattern.body:
        return []
    shown, code = in_language(pattern, lang)
    return [(shown.title, render_letter(shown, heading=3), "", code)]


def in_language(pattern: Pattern, lang: str) -> tuple[Pattern, str]:
    """The pattern in that language, and the language's code; what has no Welsh yet stays English."""
    if lang != "cy":
        return pattern, "en"
    try:
        return in_welsh(pattern), "cy"
    except PatternError:
        return pattern, "en"
