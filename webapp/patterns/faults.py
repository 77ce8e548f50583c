"""What is wrong with an answer, and how GOV.UK says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.patterns import Component, Page, title_of


@dataclass(frozen=True)
class Fault:
    """One answer that cannot be taken. `text` is the message; `fields` are the parts of a date it is
    about."""

    text: str
    fields: tuple[str, ...] = ()


Faults = Mapping[str, Fault]


def message(component: Component, kind: str, otherwise: str) -> str:
    """The pattern's own message for this kind of fault, or the usual one."""
    return component.errors.get(kind) or otherwise


def nothing_given(component: Component) -> str:
    """What to say when a needed answer is missing, in GOV.UK's way: what to do, not what went wrong."""
    title = title_of(component)
    if component.component == "file-upload":
        usual = "Select a file"
    elif title.endswith("?"):
        usual = f"Answer “{title}”"
    elif component.component in ("radios", "checkboxes", "select"):
        usual = f"Select {within_sentence(title)}"
    else:
        usual = f"Enter {within_sentence(title)}"
    return message(component, "required", usual)


def subject(component: Component, usual: str = "The answer") -> str:
    """What a message speaks of: the label, or `usual` where the label is a question and would not read as one."""
    title = title_of(component)
    return usual if not title or title.endswith("?") else title


def within_sentence(title: str) -> str:
    """A label as it reads within a sentence: Email address -> email address, but DBS number stays."""
    if not title:
        return "an answer"
    return title if title[1:2].isupper() else title[0].lower() + title[1:]


def error_summary(page: Page, faults: Faults) -> list[dict[str, str]]:
    """The `errorList` for the error summary at the top of the page: in the page's order, each linked to
    the field."""
    found: list[dict[str, str]] = []
    _collect(page.components, faults, found)
    return found


def _collect(components: Sequence[Component], faults: Faults, found: list[dict[str, str]]) -> None:
    for component in components:
        fault = faults.get(component.name or "")
        if fault is not None:
            found.append({"text": fault.text, "href": f"#{field_id(component, fault)}"})
        for _, shown in component.reveals:
            _collect(shown, faults, found)


def field_id(component: Component, fault: Fault) -> str:
    """The id of the field that a message is about: the first faulty part of a date, else the answer's
    name."""
    if component.component != "date-input":
        return component.name or ""
    return f"{component.name}-{fault.fields[0] if fault.fields else 'day'}"
