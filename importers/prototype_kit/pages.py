"""A page or letter of a pattern as a Nunjucks view."""

from __future__ import annotations

from bpmn.patterns import Component, Pattern, known_components, with_settings
from bpmn.patterns.options import QUESTION_COMPONENTS
from bpmn.patterns.places import fill_known
from importers.prototype_kit.texts import filled, options, prose

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
    used = sorted({one for part in page.components for one in _kinds(part)} & set(known_components()))
    imports = "".join(
        f'{{% from "govuk/components/{one}/macro.njk" import {_macro(one)} %}}\n' for one in used
    )
    body = prose(str(fill_known(pattern.pages[number].body, pattern.settings)))
    parts = "\n".join(_part(part) for part in page.components if part.component in used)
    title = f"{{% set title = {filled(page.title)} %}}\n"
    return f"{_HEAD}{imports}{title}{{% block questions %}}\n{body}\n{parts}\n{{% endblock %}}\n"


def letter_view(pattern: Pattern) -> str:
    """The view of something written or said."""
    subject = str(fill_known(pattern.subject, pattern.settings))
    heading = f'<p class="govuk-body"><strong>{{{{ {filled(subject)} }}}}</strong></p>\n' if subject else ""
    body = prose(str(fill_known(pattern.body, pattern.settings)))
    title = f"{{% set title = {filled(_LETTERS.get(pattern.kind, pattern.title))} %}}\n"
    return f"{_HEAD}{title}{{% block questions %}}\n{heading}{body}\n{{% endblock %}}\n"


def _kinds(part: Component) -> set[str]:
    return {part.component}.union(*(_kinds(one) for _, shown in part.reveals for one in shown))


def _macro(component: str) -> str:
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


def _part(part: Component) -> str:
    params = dict(part.params)
    if part.component not in QUESTION_COMPONENTS or not part.name:
        return f"{{{{ {_macro(part.component)}({options(params)}) }}}}"
    before = ""
    shown_by = dict(part.reveals)
    items = []
    for place, item in enumerate(params.pop("items", []) or []):
        made = options(item)
        if isinstance(item, dict) and item.get("value") in shown_by:
            inner = f"shown_{part.name}_{place}"
            body = "\n".join(_part(one) for one in shown_by[item["value"]])
            before += f"{{% set {inner} %}}{body}{{% endset %}}\n"
            made = f"{made[:-1]}, conditional: {{html: {inner} }} }}"
        items.append(made)
    given = options(params)[:-1]
    more = [] if not given[1:].strip() else [given[1:]]
    more.append(f'errorMessage: {{text: faults["{part.name}"].text }} if faults["{part.name}"] else none')
    more.append(_answer(part))
    if items:
        more.append(f"items: [{', '.join(items)}]")
    return f"{before}{{{{ {_macro(part.component)}({{{', '.join(more)}}}) }}}}"


def _answer(part: Component) -> str:
    name = part.name
    if part.component == "date-input":
        fields = ", ".join(
            f'{{name: "{one}", classes: "govuk-input--width-{4 if one == "year" else 2}"'
            f' ~ (" govuk-input--error" if marked["{name}-{one}"]), '
            f'value: typed["{name}-{one}"]}}'
            for one in ("day", "month", "year")
        )
        return f'id: "{name}", namePrefix: "{name}", items: [{fields}]'
    key = "idPrefix" if part.component in ("radios", "checkboxes") else "id"
    value = "values" if part.component == "checkboxes" else "value"
    if part.component in ("file-upload", "password-input"):
        return f'{key}: "{name}", name: "{name}"'
    return f'{key}: "{name}", name: "{name}", {value}: typed["{name}"]'
