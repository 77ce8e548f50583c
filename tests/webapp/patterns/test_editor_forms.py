"""The form of a component and what it means: laws over every starter and every component of the Design System."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.patterns import Component, Pattern, PatternError, dump
from bpmn.patterns.beginning import new_component
from bpmn.patterns.changing import put_component
from bpmn.patterns.lint.parts import components
from bpmn.patterns.options import known_components, table
from tests.bpmn.patterns.making import pattern
from tests.webapp.patterns.starters import STARTERS
from webapp.patterns.editor.fields import FILLED_IN, Field, Rows, sections
from webapp.patterns.editor.reading import sent
from webapp.patterns.editor.words import CHECK_WORDS, COMPONENT_WORDS

ALL = [(slug, where, one) for slug, made in STARTERS.items() for where, one in components(made)]


def fields(component: Component) -> list[Field]:
    found: list[Field] = []
    for section in sections(component):
        for part in section.parts:
            rows = part.rows if isinstance(part, Rows) else ()
            found += [one for row in rows for one in (*row.main, *row.more)] if rows else [part]  # type: ignore[list-item]
    return found


def form(component: Component) -> dict[str, str]:
    """What a browser sends when nothing was touched."""
    lists = [part for section in sections(component) for part in section.parts if isinstance(part, Rows)]
    filled = {f"{part.name}.count": str(len(part.rows)) for part in lists}
    for one in fields(component):
        if one.kind == "tick":
            filled |= {f"{one.name}-shown": "1"} | ({one.name: "yes"} if one.value else {})
        else:
            filled[one.name] = one.value
    return filled


@pytest.mark.parametrize(
    ("slug", "where", "component"), ALL, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_form_sent_untouched_changes_not_one_byte(slug: str, where: str, component: Component) -> None:
    made = sent(form(component), component)
    assert dump(put_component(STARTERS[slug], where, made.component, made.items)) == dump(STARTERS[slug])


@pytest.mark.parametrize("name", known_components())
def test_every_published_option_of_every_component_can_be_set_or_is_the_librarys_or_the_files(
    name: str,
) -> None:
    component = new_component(name, pattern())
    shown = {one.name.split(".")[1] for one in fields(component) if one.name.startswith("params.")}
    shown |= {
        part.name.split(".")[1]
        for section in sections(component)
        for part in section.parts
        if isinstance(part, Rows)
    }
    left = set(table()["components"][name]) - shown
    filled_in = FILLED_IN if component.name else {"id", "idPrefix"}
    assert {one for one in left if table()["components"][name][one] != "object"} <= filled_in


@pytest.mark.parametrize("name", known_components())
def test_every_field_has_words_and_an_id_of_its_own(name: str) -> None:
    found = fields(new_component(name, pattern()))
    assert len({one.id for one in found}) == len(found)
    assert all(one.label and one.id.startswith("edit-") for one in found)
    assert name in COMPONENT_WORDS


def test_every_check_has_words() -> None:
    from bpmn.patterns.record import CHECKS

    assert set(CHECK_WORDS) == set(CHECKS)


def with_text(component: Component, data: st.DataObject) -> dict[str, str]:
    changed = form(component)
    for name in data.draw(st.lists(st.sampled_from(sorted(changed)), max_size=6)):
        changed[name] = data.draw(
            st.text(max_size=20) | st.sampled_from(["yes", "no", "3", "-1", "{{x}}", "a | b\nc"])
        )
    return changed


@given(st.data())
def test_whatever_is_sent_gives_a_component_or_a_sentence(data: st.DataObject) -> None:
    _, _, component = data.draw(st.sampled_from(ALL))
    host = pattern()
    try:
        made = sent(with_text(component, data), component)
        assert isinstance(put_component(host, "pages.0.components.0", made.component, made.items), Pattern)
    except PatternError as error:
        said = str(error)
    else:
        said = "."
    assert said.endswith(".")
