"""Reading a form document of GOV.UK Forms: what its interface gives for a form that was made live (version 2 with
`steps`, or version 1 with `pages`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bpmn.conditions.tree import Compare, Name
from bpmn.conditions.values import Literal
from importers.form_draft import CHECK, Draft, Form, FormPage, Way, draft
from importers.form_draft.asking import Names
from importers.form_draft.texts import NotAForm, line, mapping, objects, pages_of, parsed, truthy, words
from importers.govuk_forms.questions import Asked, asked
from importers.records import Imported


@dataclass(frozen=True)
class _Step:
    """One question page as the document has it: its key, what it says, and its place in the order."""

    key: str
    data: Mapping[str, Any]
    step: Mapping[str, Any]
    title: str


def read(data: bytes | str, title: str = "", owner: str = "") -> Imported[Draft]:
    """Turn a form document into patterns and a draft process. `title` is given where the form's own name is not
    wanted, `owner` the council's short name. Raises ImportRefused with one sentence."""
    document = parsed(data)
    document = mapping(document.get("content")) or document
    notes: list[str] = []
    steps = _steps(pages_of(document.get("steps") or document.get("pages"), "questions"))
    names = Names()
    questions = {step.key: asked(step.data, step.title, names, notes) for step in steps}
    pages: list[FormPage] = []
    for place in range(len(steps)):
        pages += _page(place, steps, questions, notes)
    form = Form(
        title=line(title) or line(document.get("name")) or "Form",
        start=_start(document, steps),
        pages=tuple(pages),
        declaration=words(document.get("declaration_markdown") or document.get("declaration_text")),
        next_steps=_next_steps(document, notes),
    )
    _say_left(document, notes)
    return draft(form, notes, owner)


def _steps(found: list[Mapping[str, Any]]) -> list[_Step]:
    steps: list[_Step] = []
    for number, one in enumerate(found, 1):
        data = mapping(one.get("data")) or one
        key = _id(one.get("id")) or f"step-{number}"
        if any(step.key == key for step in steps):
            raise NotAForm(f"Two questions of the form have the id “{key[:40]}”: export the form again.")
        title = line(data.get("question_text")) or f"Question {number}"
        steps.append(_Step(key, data, one, title))
    return steps


def _id(value: object) -> str:
    """An id as text: documents write them as numbers or as texts."""
    return line(value) if isinstance(value, str | int) else ""


def _start(document: Mapping[str, Any], steps: list[_Step]) -> str:
    said = _id(document.get("start_page"))
    return said if any(step.key == said for step in steps) else steps[0].key


def _page(place: int, steps: list[_Step], questions: Mapping[str, Asked], notes: list[str]) -> list[FormPage]:
    """The page of a step, and the exit pages its routes lead to."""
    step = steps[place]
    ways: list[Way] = []
    exits: list[FormPage] = []
    for number, route in enumerate(objects(step.step.get("routing_conditions")), 1):
        leave = route.get("exit_page_heading") or route.get("exit_page_markdown")
        to = f"{step.key} exit {number}" if leave else _to(route)
        way = _way(route, to, step, questions, notes)
        if way is None:
            continue
        ways.append(way)
        if leave:
            heading = line(route.get("exit_page_heading")) or "You cannot use this form"
            exits.append(FormPage(to, heading, words(route.get("exit_page_markdown"))))
        if way.otherwise:
            break
    if not any(way.otherwise for way in ways):
        ways.append(Way(_next(place, steps), words="Any other answer" if ways else ""))
    if truthy(step.data.get("is_repeatable")):
        notes.append(f"“{step.title}” can be answered several times in the form; here it is asked once.")
    heading = line(step.data.get("page_heading"))
    body = words(step.data.get("guidance_markdown"))
    page = FormPage(step.key, heading or step.title, body, questions[step.key].components, tuple(ways))
    return [page, *exits]


def _to(route: Mapping[str, Any]) -> str:
    return _id(route.get("goto_page_id")) or (CHECK if truthy(route.get("skip_to_end")) else "")


def _next(place: int, steps: list[_Step]) -> str:
    """The page that follows: the one named, else the next in the list. The last one leads to the answers."""
    step = steps[place].step
    said = _id(step.get("next_step_id") or step.get("next_page"))
    if said:
        return said
    named = "next_step_id" in step or "next_page" in step
    return CHECK if named or place + 1 == len(steps) else steps[place + 1].key


def _way(
    route: Mapping[str, Any], to: str, step: _Step, questions: Mapping[str, Asked], notes: list[str]
) -> Way | None:
    answer = line(route.get("answer_value"))
    if not answer:
        return Way(to)
    about = questions.get(_id(route.get("check_page_id")) or step.key)
    value = about.values.get(answer) if about else None
    name = next((one.name for one in about.components if one.name), None) if about else None
    if value is None or name is None:
        notes.append(f"“{step.title}”: no answer is called “{answer}”, so the way for it was left out.")
        return None
    shown = "None of the above" if answer == "none_of_the_above" else answer
    return Way(to, Compare("==", Name(name), Literal(value)), shown)


def _next_steps(document: Mapping[str, Any], notes: list[str]) -> str:
    text = words(document.get("what_happens_next_markdown") or document.get("what_happens_next_text"))
    pay = line(document.get("payment_url"))
    if pay:
        notes.append(
            "The form sends people on to a page to pay: the last page says so, but paying is no step of the process."
        )
        paid = (
            f"[Continue to pay]({pay})" if pay.startswith("https://") and not set(pay) & set("()<> ") else ""
        )
        text = "\n\n".join(part for part in (text, paid or "You need to pay.") if part)
    return text


def _say_left(document: Mapping[str, Any], notes: list[str]) -> None:
    left = {
        "support_email": "how to get help",
        "support_phone": "how to get help",
        "support_url": "how to get help",
        "privacy_policy_url": "the privacy notice",
        "submission_email": "where answers are sent",
    }
    said = dict.fromkeys(text for key, text in left.items() if document.get(key))
    if said:
        notes.append(f"Not carried over, because it belongs around every form: {', '.join(said)}.")
    languages = document.get("available_languages")
    if isinstance(languages, list) and "cy" in languages:
        notes.append("The form's Welsh is in a document of its own, and was not carried over.")
