"""One change to a real service brings the sentence that says it, and no other: over every starter service, and
every third of its questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bpmn.compare import WordMeaning
from bpmn.compare.forms import Form, FormComparison, form_of
from bpmn.compare.forms import compare_forms as compare_with
from bpmn.patterns import Component, Page, Pattern, load

STARTER = Path(__file__).parents[4] / "webapp" / "patterns" / "starter"
LIBRARY = {p.slug: p for p in (load(file.read_bytes()) for file in sorted(STARTER.glob("*.pattern.json")))}
SERVICES = [slug for slug, pattern in LIBRARY.items() if pattern.kind == "service"]
WORDS = WordMeaning()
Change = Callable[[Component], Component | None]


def compare_forms(a: Form, b: Form) -> FormComparison:
    """Judged by words: the same everywhere, and quick."""
    return compare_with(a, b, WORDS)


def changed(service: str, name: str, change: Change) -> Form:
    """The service with one of its questions changed, or taken out where the change gives None."""
    return form_of(
        LIBRARY[service], {slug: _pattern(pattern, name, change) for slug, pattern in LIBRARY.items()}
    )


def _pattern(pattern: Pattern, name: str, change: Change) -> Pattern:
    return replace(pattern, pages=tuple(_page(page, name, change) for page in pattern.pages))


def _page(page: Page, name: str, change: Change) -> Page:
    return replace(page, components=tuple(_components(page.components, name, change)))


def _components(components: tuple[Component, ...], name: str, change: Change) -> Iterator[Component]:
    for component in components:
        reveals = tuple(
            (value, tuple(_components(shown, name, change))) for value, shown in component.reveals
        )
        kept = replace(component, reveals=reveals)
        made = change(kept) if component.name == name else kept
        if made is not None:
            yield made


def questions_of(service: str) -> Iterator[tuple[str, str]]:
    return ((service, one.key) for one in form_of(LIBRARY[service], LIBRARY).questions)


ALL = [pair for service in SERVICES for pair in list(questions_of(service))[::3]]
BOTH_COUNT = re.compile(r"A asks \d+ questions on \d+ pages?, .* for a proof; B asks .*")


def sentences(service: str, name: str, change: Change) -> list[str]:
    form = form_of(LIBRARY[service], LIBRARY)
    return [said.text for said in compare_forms(form, changed(service, name, change)).statements]


@pytest.mark.parametrize(("service", "name"), ALL)
def test_a_question_taken_out(service: str, name: str) -> None:
    taken = next(one for one in form_of(LIBRARY[service], LIBRARY).questions if one.key == name)
    gone = {one.key for one in changed(service, name, lambda _: None).questions}
    also = [one for one in form_of(LIBRARY[service], LIBRARY).questions if one.key not in gone]
    found = compare_forms(form_of(LIBRARY[service], LIBRARY), changed(service, name, lambda _: None))
    only = [row for row in found.questions if row.pairing is None]
    assert sorted(one.key for row in only for one in row.a) == sorted(one.key for one in also)
    assert all(not row.b for row in only)
    texts = [said.text for said in found.statements]
    assert BOTH_COUNT.fullmatch(texts[0])
    told = [text for text in texts if "nly A asks" in text]
    assert told, taken.title
    assert not any("nly B" in text or "leave out" in text or "offers" in text for text in texts)


@pytest.mark.parametrize(("service", "name"), ALL)
def test_a_question_that_can_be_left_out(service: str, name: str) -> None:
    texts = sentences(service, name, lambda component: replace(component, required=not component.required))
    assert len(texts) == 1
    assert re.fullmatch(r"[AB] does not let people leave out '.+'; [AB] does\.", texts[0])


@pytest.mark.parametrize(("service", "name"), ALL)
def test_a_question_under_another_law(service: str, name: str) -> None:
    texts = sentences(service, name, lambda component: replace(component, law="Localism Act 2011"))
    assert 1 <= len(texts) <= 2
    assert all("law" in text for text in texts)


@pytest.mark.parametrize("service", SERVICES)
def test_another_fee_or_time_in_the_settings(service: str) -> None:
    pattern = LIBRARY[service]
    for name, value in pattern.settings.items():
        if isinstance(value, str):
            continue
        other = replace(pattern, settings={**pattern.settings, name: int(value) + 3})
        found = compare_forms(form_of(pattern, LIBRARY), form_of(other, LIBRARY))
        kinds = {said.kind for said in found.statements}
        assert kinds <= ({"fee"} if name == "fee" else {"time"})
        for said in found.statements:
            assert str(value) in said.text
            assert str(int(value) + 3) in said.text


@pytest.mark.parametrize("service", SERVICES)
def test_other_slugs_and_answer_names_in_the_same_words_change_no_pairing(service: str) -> None:
    form = form_of(LIBRARY[service], LIBRARY)
    other = replace(
        form, questions=tuple(replace(one, key=f"x_{one.key}", slug="other") for one in form.questions)
    )
    found = compare_forms(form, other)
    assert all(row.how == "both" for row in found.questions)
    assert found.statements == ()
