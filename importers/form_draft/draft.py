"""The draft of a form: a pattern for each page, and the process that shows them in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bpmn.layout import lay_out
from bpmn.model import Diagram, PatternRef
from bpmn.patterns import Component, Page, Pattern
from bpmn.patterns.limits import MAX_COMPONENTS
from importers.errors import TooLarge
from importers.form_draft.asking import Names, slug
from importers.form_draft.drawing import draw
from importers.form_draft.form import CHECK, Form, FormPage
from importers.form_draft.texts import MOST_ASKED, MOST_WAYS
from importers.form_draft.ways import reached, settled
from importers.records import Imported

AGREE, SENT = "declaration", "confirmation"
_LONGEST_SLUG = 100


@dataclass(frozen=True)
class Draft:
    """What a form became: its patterns, one a page, in order, and a laid-out process whose steps have them attached
    by their slugs. Nothing is publishable until somebody says which need it meets."""

    title: str
    patterns: tuple[Pattern, ...]
    diagram: Diagram


def draft(form: Form, notes: list[str], owner: str = "") -> Imported[Draft]:
    """Make the draft of a form. `notes` says what the reader could not carry over; what the drawing could not is
    added, each sentence once. Raises TooLarge."""
    _check_size(form)
    form = settled(form, notes)
    prefix = slug(form.title)[:60].strip("-") or "form"
    names = Names()
    patterns = {
        page.key: _pattern(form, page, prefix, names, owner, notes) for page in form.pages if page.shown
    }
    pages, after = reached(form), _after(form)
    if not any(way.to == CHECK for page in pages for way in page.ways):
        notes.append(
            "Nobody gets to the end of the form, so the process ends before the answers are checked."
        )
        after = []
    patterns |= {page.key: _pattern(form, page, prefix, names, owner, notes) for page in after}
    slugs = {key: pattern.slug for key, pattern in patterns.items()}
    diagram = lay_out(draw(form, pages, after, slugs))
    return Imported(Draft(form.title, tuple(patterns.values()), diagram), tuple(dict.fromkeys(notes)))


def _check_size(form: Form) -> None:
    for count, most, what in (
        (sum(len(page.ways) for page in form.pages), MOST_WAYS, "ways between its pages"),
        (sum(len(page.components) for page in form.pages), MOST_ASKED, "questions and texts"),
    ):
        if count > most:
            raise TooLarge(f"The form has {count:,} {what} and {most:,} is the most we take; split it.")


def renamed(found: Draft, slugs: Mapping[str, str]) -> Draft:
    """The draft with other slugs for its patterns, in their files and in the process; `slugs` is new by old."""

    def ref(one: PatternRef) -> PatternRef:
        return replace(one, ref=slugs.get(one.ref, one.ref))

    nodes = (replace(node, patterns=tuple(map(ref, node.patterns))) for node in found.diagram.nodes)
    patterns = (replace(one, slug=slugs.get(one.slug, one.slug)) for one in found.patterns)
    return replace(found, patterns=tuple(patterns), diagram=replace(found.diagram, nodes=tuple(nodes)))


def _after(form: Form) -> list[FormPage]:
    """The pages that stand behind every form: what was answered, what is declared, that it was sent."""
    check = Component("summary-list")
    pages = [FormPage(CHECK, "Check your answers", form.summary, (check,))] if form.checks else []
    if form.declaration:
        pages.append(FormPage(AGREE, "Declaration", form.declaration))
    said = form.thanks or "Form sent"
    panel = Component("panel", params={"titleText": said})
    body = form.next_steps and f"## What happens next\n\n{form.next_steps}"
    return [*pages, FormPage(SENT, said, body, (panel,))]


def _pattern(form: Form, page: FormPage, prefix: str, names: Names, owner: str, notes: list[str]) -> Pattern:
    components = page.components
    if len(components) > MAX_COMPONENTS:
        notes.append(f"“{page.title}” asks more than {MAX_COMPONENTS} things; the rest was left out.")
        components = components[:MAX_COMPONENTS]
    body = page.body or ("" if components else "This page was empty in the form.")
    return Pattern(
        slug=names.new(f"{prefix} {page.title}", "-", _LONGEST_SLUG),
        kind="pages",
        title=page.title,
        summary=f"A page of the form “{form.title}”"
        + (f", section “{page.section}”." if page.section else "."),
        licence="OGL-UK-3.0",
        owner=owner,
        pages=(Page(page.title, body, components),),
    )
