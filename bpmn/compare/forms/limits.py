"""What could not be compared, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.forms.form import MOST_CONTACTS, Form
from bpmn.compare.questions.settings import MOST
from bpmn.compare.sentences.wording import counted, quoted, some


def limits(a: Form, b: Form, names: tuple[str, str]) -> tuple[str, ...]:
    """What is missing on either side, A's first; then what neither allows. `names` are what to call them."""
    plain = [not form.explained and bool(form.questions) for form in (a, b)]
    alone = [not form.has_service for form in (a, b)]
    return (
        *_of(a, names[0]),
        *_of(b, names[1]),
        *_said_of(
            plain,
            names,
            "does not say why it asks, under which law, or how long it keeps the answers.",
            "do not say why they ask, under which law, or how long they keep the answers.",
        ),
        *_said_of(
            alone,
            names,
            "is one set of pages and no whole service: its letters, messages and other ways in are not known.",
            "are sets of pages and no whole services: their letters, messages and other ways in are not known.",
        ),
        *_together(a, b, names),
    )


def _said_of(which: list[bool], names: tuple[str, str], one: str, both: str) -> Iterator[str]:
    if all(which):
        yield f"{names[0]} and {names[1]} {both}"
    elif any(which):
        yield f"{names[0] if which[0] else names[1]} {one}"


def _of(form: Form, name: str) -> Iterator[str]:
    if form.source == "diagram" and not form.questions_known:
        yield (
            f"{name} is a diagram without pages or letters attached: what it asks is not known, so only the "
            "steps at which the resident meets the service are compared."
        )
    elif form.source == "diagram" and form.bare_steps:
        yield (
            f"{name} shows the resident nothing at {counted(form.bare_steps, 'step')} where they meet the "
            "service: what is asked there is not known."
        )
    if form.cut:
        yield f"{name} is very long: only its first {MOST:,} questions and {MOST_CONTACTS} pages were compared."
    if form.unknown:
        plural = len(form.unknown) > 1
        yield (
            f"{name} uses {'patterns' if plural else 'a pattern'} that cannot be read here "
            f"({some((quoted(slug) for slug in form.unknown), 5)}): what {'they ask' if plural else 'it asks'} "
            "is not known."
        )


def _together(a: Form, b: Form, names: tuple[str, str]) -> Iterator[str]:
    if "form" in (a.source, b.source):
        sides = [name for name, form in zip(names, (a, b), strict=True) if form.source == "form"]
        who = (
            f"{names[0]} and {names[1]} have no diagram" if len(sides) == 2 else f"{sides[0]} has no diagram"
        )
        yield f"{who}: who does the work, in which order, and how long it waits cannot be compared."
