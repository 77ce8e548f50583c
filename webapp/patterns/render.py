"""Patterns as HTML: a page of questions for the inside of a form, or a letter as its reader gets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jinja2 import Environment
from markupsafe import Markup

from bpmn.patterns import Component, Page, Pattern, fill, places
from bpmn.patterns.options import ABOVE_THE_TITLE, QUESTION_COMPONENTS
from bpmn.patterns.places import Values
from webapp.patterns.components import View, heads_the_page, macro, plain_environment, render_component
from webapp.patterns.explain import explanations, explanations_html
from webapp.patterns.faults import Fault, error_summary
from webapp.patterns.markdown import markdown
from webapp.patterns.words import Answers, in_words, known_words, rows

Settings = Mapping[str, object]

KINDS_IN_WORDS = {
    "pages": "Pages",
    "letter": "Letter",
    "email": "E-mail",
    "text": "Text message",
    "script": "Script",
    "paper": "Paper form",
    "service": "Whole service",
}


def render_page(
    pattern: Pattern,
    page_index: int,
    answers: Answers | None = None,
    errors: Mapping[str, Fault] | None = None,
    *,
    env: Environment | None = None,
    settings: Settings | None = None,
    seen: Sequence[Pattern] = (),
    heading: int = 1,
    explain: bool = True,
    summary: bool = True,
) -> Markup:
    """One page for the inside of a form: error summary, title, text, components, why it is asked.

    Not in it: the `<form>`, its CSRF token and its button (see `continue_label`, and `needs_upload` for
    the form's encoding). `answers` are those of the whole case, `errors` what `read_answers` found;
    `settings` go over the pattern's own; `seen` are the patterns the case has met, whose choices are then
    said in words and whose answers fill an empty summary list. `heading` is the level of the page's
    title; `summary` and `explain` switch the error summary and the "why we ask" off. `env` is Flask's, or
    any environment with autoescape that finds the macros.
    """
    page = pattern.pages[page_index]
    given, faults = answers or {}, errors or {}
    met = (*seen, pattern) if pattern not in seen else tuple(seen)
    view = View(
        env=env or plain_environment(),
        answers=given,
        faults=faults,
        values=_values(pattern, given, settings, met),
        heading=heading,
        name=f"{pattern.slug}-{page_index + 1}",
        so_far=rows(met, given),
    )
    listed = error_summary(page, faults) if summary else []
    above = sorted(
        (part for part in page.components if part.component in ABOVE_THE_TITLE),
        key=lambda part: ABOVE_THE_TITLE.index(part.component),
    )
    rest = replace(page, components=tuple(part for part in page.components if part not in above))
    titled = any(part.component == "panel" for part in above)
    return Markup("\n").join(
        [
            *(render_component(view, part, f"above-{number}") for number, part in enumerate(above)),
            *_summary(view, listed),
            *_title_and_text(view, rest, titled=titled),
            *_parts(view, rest, explain),
        ]
    )


def continue_label(page: Page) -> str:
    """What the button under the page says: the text of its button without an address, else Continue."""
    return str(
        next((part.params.get("text") for part in page.components if _is_submit(part)), None) or "Continue"
    )


def render_letter(
    pattern: Pattern,
    answers: Answers | None = None,
    settings: Settings | None = None,
    *,
    seen: Sequence[Pattern] = (),
    heading: int = 2,
) -> Markup:
    """A letter, e-mail, text message, script or paper form as its reader gets it, with its places filled.

    What is not known yet is shown as [its name]. Answers are shown as they are, never read as Markdown or
    HTML.
    """
    values = _values(pattern, answers or {}, settings, seen)
    if pattern.kind == "text":
        body = Markup('<p class="govuk-body">{}</p>').format(fill(pattern.body, values, in_words))
    else:
        body = markdown(pattern.body, values, heading=heading)
    subject = Markup("")
    if pattern.subject:
        filled = fill(pattern.subject, values, in_words)
        subject = Markup('<p class="govuk-body"><strong>Subject:</strong> {}</p>').format(filled)
    look = "app-phone" if pattern.kind == "text" else "app-letter"
    return Markup('<div class="{} {}--{}">\n{}\n{}</div>').format(look, look, pattern.kind, subject, body)


def message_length(pattern: Pattern, answers: Answers | None = None, settings: Settings | None = None) -> int:
    """How many characters a text message comes to with its places filled: over 160 it is sent as several."""
    return len(fill(pattern.body, _values(pattern, answers or {}, settings, ()), in_words))


def unfilled(
    pattern: Pattern, answers: Answers | None = None, settings: Settings | None = None
) -> tuple[str, ...]:
    """The places of a letter or message that neither a setting nor an answer fills."""
    known = _values(pattern, answers or {}, settings, ())
    return tuple(
        name for name in places(f"{pattern.subject}\n{pattern.body}") if known.get(name) in (None, "")
    )


def _values(pattern: Pattern, answers: Answers, settings: Settings | None, seen: Sequence[Pattern]) -> Values:
    return {**pattern.settings, **(settings or {}), **known_words(seen, answers)}


def _summary(view: View, listed: list[dict[str, str]]) -> list[Markup]:
    if not listed:
        return []
    return [macro(view.env, "error-summary", {"titleText": "There is a problem", "errorList": listed})]


def _title_and_text(view: View, page: Page, *, titled: bool) -> list[Markup]:
    """Title and opening text. A panel stands above both and is the page's title itself."""
    made = []
    if _heading_question(page) is None and not titled:
        tag = f"h{view.heading}"
        title = fill(page.title, view.values, in_words)
        made.append(Markup('<{} class="govuk-heading-l">{}</{}>').format(tag, title, tag))
    if page.body:
        made.append(markdown(page.body, view.values, heading=view.heading))
    return made


def _heading_question(page: Page) -> Component | None:
    """The page's only question, when it asks exactly what the title says and comes first."""
    asked = [part for part in page.components if part.component in QUESTION_COMPONENTS]
    if len(asked) != 1 or page.body or page.components[0] is not asked[0]:
        return None
    return asked[0] if heads_the_page(asked[0], page.title) else None


def _parts(view: View, page: Page, explain: bool) -> list[Markup]:
    head = _heading_question(page)
    made = [
        render_component(view, part, str(number), as_heading=part is head)
        for number, part in enumerate(page.components, start=1)
        if not _is_submit(part)
    ]
    pairs = explanations(page, view.values) if explain else ()
    if pairs:
        text = "Why we ask these questions" if len(pairs) > 1 else "Why we ask this question"
        made.append(macro(view.env, "details", {"summaryText": text, "html": explanations_html(pairs)}))
    return made


def _is_submit(part: Component) -> bool:
    return part.component == "button" and not part.params.get("href")
