"""A page or letter of a pattern as a Nunjucks view."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.patterns import Component, Page, Pattern, title_of, with_settings
from bpmn.patterns.options import ABOVE_THE_TITLE, QUESTION_COMPONENTS
from bpmn.patterns.places import fill_known
from importers.prototype_kit.components import call, macro, may_be_shown
from importers.prototype_kit.texts import filled, prose

_LETTERS = {
    "letter": "This is the letter the resident gets",
    "email": "This is the email the resident gets",
    "text": "This is the text message the resident gets",
    "script": "This is what staff say",
    "paper": "This is the paper form",
}
_HEAD = '{% extends "layouts/guildhall-page.html" %}\n'


def page_view(pattern: Pattern, number: int) -> str:
    """The view of one page of questions."""
    page = with_settings(pattern.pages[number], pattern.settings)
    above = sorted(
        (part for part in page.components if part.component in ABOVE_THE_TITLE),
        key=lambda part: ABOVE_THE_TITLE.index(part.component),
    )
    rest = [part for part in page.components if part not in above and not _sends(part)]
    heading = _heading(page, rest)
    named = heading is not None or any(part.component == "panel" for part in above)
    label = next((part.params.get("text") for part in page.components if _sends(part)), None)
    top = "\n".join(call(part, f"above-{place}") for place, part in enumerate(above))
    parts = "\n".join(call(part, str(place), part is heading) for place, part in enumerate(rest))
    body = prose(str(fill_known(pattern.pages[number].body, pattern.settings)))
    sets = [f"title = {filled(page.title)}", *(["headed = true"] if named else [])]
    sets += [f"label = {filled(str(label))}"] if label else []
    return "".join(
        [
            _HEAD,
            *(f"{{% set {one} %}}\n" for one in sets),
            f"{{% block above %}}\n{_imports(above)}{top}\n{{% endblock %}}\n",
            f"{{% block questions %}}\n{_imports(rest)}{body}\n{parts}\n{{% endblock %}}\n",
        ]
    )


def letter_view(pattern: Pattern) -> str:
    """The view of something written or said."""
    subject = str(fill_known(pattern.subject, pattern.settings))
    heading = f'<p class="govuk-body"><strong>{{{{ {filled(subject)} }}}}</strong></p>\n' if subject else ""
    body = prose(str(fill_known(pattern.body, pattern.settings)))
    title = f"{{% set title = {filled(_LETTERS.get(pattern.kind, pattern.title))} %}}\n"
    return f"{_HEAD}{title}{{% block questions %}}\n{heading}{body}\n{{% endblock %}}\n"


def _imports(parts: list[Component]) -> str:
    used = sorted({one for part in parts for one in _kinds(part)})
    return "".join(f'{{% from "govuk/components/{one}/macro.njk" import {macro(one)} %}}\n' for one in used)


def _kinds(part: Component) -> Iterator[str]:
    if may_be_shown(part):
        yield part.component
        for _, shown in part.reveals:
            for one in shown:
                yield from _kinds(one)


def _sends(part: Component) -> bool:
    """A button without an address is the page's own."""
    return part.component == "button" and not part.params.get("href")


def _heading(page: Page, parts: list[Component]) -> Component | None:
    """The page's only question, when it asks exactly what the title says and comes first."""
    asked = [part for part in parts if part.component in QUESTION_COMPONENTS]
    if len(asked) != 1 or page.body or parts[0] is not asked[0] or not may_be_shown(asked[0]):
        return None
    return asked[0] if title_of(asked[0]) == page.title else None
