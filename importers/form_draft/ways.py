"""The ways between the pages of a form, made such that a process may be drawn of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from importers.form_draft.form import CHECK, Form, FormPage, Way
from importers.form_draft.guards import Guards, reached_from


def settled(form: Form, notes: list[str]) -> Form:
    """The form with ways that all lead to a page it has, can be decided, and get to an end. What had to be left out
    is added to `notes`."""
    pages = {page.key: page for page in form.pages}
    pages = {key: replace(page, ways=_known(page, pages, notes)) for key, page in pages.items()}
    pages = _without_traps(form.start, pages, notes)
    reached = reached_from(form.start, pages)
    for page in pages.values():
        if page.key not in reached and page.shown:
            notes.append(f"Nothing leads to the page “{page.title}”, so no step of the process shows it.")
    inside = {key: pages[key] for key in reached}
    guarded = Guards(form, inside, notes).pages()
    return replace(form, pages=tuple(guarded.get(key, page) for key, page in pages.items()))


def reached(form: Form) -> list[FormPage]:
    """The pages that somebody can come to, in the form's order."""
    pages = {page.key: page for page in form.pages}
    found = reached_from(form.start, pages)
    return [page for page in form.pages if page.key in found]


def _known(page: FormPage, pages: Mapping[str, FormPage], notes: list[str]) -> tuple[Way, ...]:
    kept: list[Way] = []
    for way in page.ways:
        if way.to != CHECK and way.to not in pages:
            notes.append(
                f"“{page.title}” leads to a page the form does not have (“{way.to[:80]}”): that way was left out."
            )
        else:
            kept.append(way)
    if page.ways and not any(way.otherwise for way in kept):
        kept.append(Way(CHECK))
    conditional = [way for way in kept if not way.otherwise]
    return (*conditional, *[way for way in kept if way.otherwise][-1:])


def _without_traps(start: str, pages: dict[str, FormPage], notes: list[str]) -> dict[str, FormPage]:
    """Pages that go round for ever get a way out: the way back is led to the end of the questions."""
    while trapped := [key for key in reached_from(start, pages) if not _ends(key, pages)]:
        last = pages[trapped[-1]]
        notes.append(
            f"Who comes to “{last.title}” goes round for ever: its way back was led to the end of the questions."
        )
        pages = pages | {last.key: replace(last, ways=(Way(CHECK),))}
    return pages


def _ends(key: str, pages: Mapping[str, FormPage]) -> bool:
    return any(
        not pages[one].ways or any(way.to == CHECK for way in pages[one].ways)
        for one in reached_from(key, pages)
    )
