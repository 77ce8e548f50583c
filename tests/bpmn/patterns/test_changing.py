"""Changing a pattern: what is added, moved and taken out, and the Welsh that goes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.patterns import Component, Pattern, PatternError, answer_names, dump, in_welsh, load, problems
from bpmn.patterns import changing as change
from bpmn.patterns.beginning import blank, copied, new_component
from bpmn.patterns.bilingual import pairs, with_welsh
from bpmn.patterns.lint import lint
from bpmn.patterns.lint.parts import components
from bpmn.patterns.options import known_components
from bpmn.patterns.record import KINDS
from tests.bpmn.patterns.making import pattern, question

CHOICES = {
    "params": {
        "items": [{"value": "a.b", "text": "A"}, {"value": "a", "text": "B"}, {"value": "1", "text": "C"}]
    }
}


def asks(name: str, component: str = "input", /, **fields: Any) -> dict[str, Any]:
    return {**question(component, **fields), "name": name}


def bilingual() -> Pattern:
    """Three pages, the second with a choice that reveals, each text with its own Welsh."""
    radios = asks("r", "radios", **CHOICES, reveals={"a.b": [asks("x")], "a": [asks("y")]})
    made = pattern(
        pages=[
            {"title": "One", "components": [asks("p"), asks("q")]},
            {
                "title": "Two",
                "components": [radios, {"component": "inset-text", "params": {"text": "Inset"}}],
            },
            {"title": "Three", "body": "Text"},
        ]
    )
    return with_welsh(made, {pair.where: f"cy {pair.where} {pair.english}" for pair in pairs(made)})


def places(made: Pattern) -> list[str]:
    return [where for where, _ in components(made)]


def changes(made: Pattern) -> st.SearchStrategy[Callable[[Pattern], Pattern]]:
    numbers, by = st.integers(0, len(made.pages) - 1), st.integers(-3, 3)
    where = st.sampled_from(places(made))
    return st.one_of(
        st.builds(lambda n, b: lambda p: change.move_page(p, n, b), numbers, by),
        st.builds(lambda w, b: lambda p: change.move_component(p, w, b), where, by),
        st.builds(lambda w: lambda p: change.remove_component(p, w), where),
        st.builds(lambda n: lambda p: change.remove_page(p, n), numbers),
    )


@given(st.data())
def test_every_text_keeps_its_welsh_wherever_it_goes(data: st.DataObject) -> None:
    made = bilingual()
    before = {pair.english: pair.welsh for pair in pairs(made)}
    for _ in range(data.draw(st.integers(1, 4))):
        if places(made) and made.pages:
            made = data.draw(changes(made))(made)
    after = pairs(made)
    unique = before.keys() - {"Number of bins", "For a test."}
    assert [pair for pair in after if pair.english in unique and pair.welsh != before[pair.english]] == []
    assert load(dump(made)) == made


@given(st.data())
def test_a_move_there_and_back_changes_nothing(data: st.DataObject) -> None:
    made = bilingual()
    number, by = data.draw(st.integers(0, 2)), data.draw(st.integers(-2, 2))
    to = min(max(number + by, 0), 2)
    assert change.move_page(change.move_page(made, number, by), to, number - to) == made


def test_what_a_choice_reveals_is_found_whatever_its_value_is() -> None:
    made = bilingual()
    names = {where: change.component_at(made, where).name for where in places(made)}
    assert names["pages.1.components.0.reveals.a.b.0"] == "x"
    assert names["pages.1.components.0.reveals.a.0"] == "y"
    more = change.add_component(made, "pages.1.components.0.reveals.1", Component("inset-text"))
    assert change.component_at(more, "pages.1.components.0.reveals.1.0").component == "inset-text"


@pytest.mark.parametrize(
    "where",
    ["", "pages", "pages.0", "pages.9.components.0", "pages.0.components.9", "pages.0.components.x",
     "pages.1.components.0.reveals.nobody.0", "pages.0.components.0.reveals", "pages.-1.components.0", "title",
     "pages.0.components.0.0", "pages.١.components.0"],
)  # fmt: skip
def test_a_place_that_is_none_is_refused_in_a_sentence(where: str) -> None:
    with pytest.raises(PatternError, match="look at it again"):
        change.component_at(bilingual(), where)
    with pytest.raises(PatternError):
        change.remove_component(bilingual(), where)


@given(st.text(max_size=60))
def test_no_place_ends_in_anything_but_a_sentence(where: str) -> None:
    try:
        change.move_component(bilingual(), where, 1)
        change.add_component(bilingual(), where, Component("inset-text"))
    except PatternError:
        pass


def test_choices_that_change_places_take_their_welsh_along() -> None:
    made = bilingual()
    where = "pages.1.components.0"
    before = change.component_at(made, where)
    items = [before.params["items"][number] for number in (2, 0)]
    after = Component("radios", "r", {**before.params, "items": [*items, {"value": "n", "text": "New"}]})
    put = change.put_component(made, where, after, (2, 0, None))
    texts = {pair.english: pair.welsh for pair in pairs(put) if "items" in pair.where}
    assert [texts["C"].rpartition(" ")[2], texts["A"].rpartition(" ")[2], texts["New"]] == ["C", "A", ""]


def test_too_many_pages_are_refused() -> None:
    made = pattern(pages=[{"title": "T", "body": "x"}] * 100)
    with pytest.raises(PatternError, match="more than 100"):
        change.add_page(made)


@pytest.mark.parametrize("name", known_components())
def test_a_new_component_is_right_from_the_start(name: str) -> None:
    made = change.add_component(pattern(), "pages.0.components", new_component(name, pattern()))
    assert [one for one in problems(made) if one.severity == "error"] == []
    assert len(set(answer_names(made))) == len(answer_names(made))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_pattern_says_what_is_still_missing(kind: Any) -> None:
    made = blank(kind, "new", "New", "oxford")
    assert {"need", "reviewed"} <= {one.where for one in lint(made) if one.severity == "error"}


def test_a_copy_is_not_reviewed_yet() -> None:
    made = copied(bilingual(), "mine", "Mine", "oxford")
    assert (made.slug, made.title, made.owner, made.reviewed) == ("mine", "Mine", "oxford", None)
    assert made.pages == bilingual().pages
    assert in_welsh(made).title == "Mine"


def test_welsh_is_taken_out_by_an_empty_text_and_unknown_places_are_left_alone() -> None:
    made = with_welsh(bilingual(), {"pages.0.title": "", "nowhere.0": "x"})
    assert in_welsh(made).pages[0].title == "One"
    assert in_welsh(made).pages[1].title == "cy pages.1.title Two"
    bare = with_welsh(made, {pair.where: "" for pair in pairs(made)})
    assert bare.cy == {}
