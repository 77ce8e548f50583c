"""The data a process uses: found where it is asked and used, and flagged where the two do not fit."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.compare import WordMeaning
from bpmn.data_used import DataUsed, data_used
from bpmn.patterns import Pattern, from_json
from tests.drawing import draw
from tests.engine.diagrams import drawn


def pattern(slug: str, *questions: dict[str, Any], **more: Any) -> Pattern:
    """A pattern of one page with these questions."""
    page = {"title": slug.replace("-", " ").capitalize(), "components": list(questions)}
    return from_json({"slug": slug, "kind": "pages", "title": slug, "pages": [page], **more})


def text(name: str, label: str, **more: Any) -> dict[str, Any]:
    """A question that is answered with a text."""
    return {"component": "input", "name": name, "params": {"label": {"text": label}}, **more}


def choice(name: str, label: str, *values: str) -> dict[str, Any]:
    """A question with choices."""
    items = [{"value": value, "text": value.capitalize()} for value in values]
    legend = {"fieldset": {"legend": {"text": label}}, "items": items}
    return {"component": "radios", "name": name, "params": legend}


def letter(slug: str, body: str) -> Pattern:
    return from_json({"slug": slug, "kind": "letter", "title": slug, "body": body})


def looked(drawing: str, *patterns: Pattern) -> DataUsed:
    return data_used(draw(drawing), {one.slug: one for one in patterns}, WordMeaning())


def flagged(found: DataUsed) -> list[tuple[str, tuple[str, ...]]]:
    return [(flag.kind, flag.names) for flag in found.flags]


DECIDES = """
pool P "Council" {
  start S "Begin"
  userTask A "Apply" pattern=form
  xor G "Approved?"
  task B "Write" pattern=answer
  end E
  end N
  S -> A -> G
  G -> B : yes [status = "aproved"]
  G -> N : no
  B -> E
}
"""
STATUS = choice("status", "Is it approved?", "approved", "refused")


def test_what_is_asked_is_found_where_it_is_used() -> None:
    found = looked(
        DECIDES,
        pattern("form", STATUS, text("first_name", "First name")),
        letter("answer", "Dear {{first_name}}"),
    )
    named = {one.name: one for one in found.names}
    assert [(use.element, use.how, use.text) for use in named["status"].used] == [
        ("G", "decision", "status is aproved")
    ]
    assert [(use.element, use.how) for use in named["first_name"].used] == [("B", "written")]
    assert [(ask.element, ask.question) for ask in named["first_name"].asked] == [("A", "First name")]


def test_a_value_that_no_choice_offers_is_flagged_with_the_likely_one() -> None:
    (flag,) = looked(DECIDES, pattern("form", STATUS)).flags
    assert flag.kind == "never-offered"
    assert "Perhaps “approved” is meant" in flag.text
    assert flag.elements == ("G",)


def test_values_that_are_offered_are_not_flagged() -> None:
    right = DECIDES.replace("aproved", "Approved")
    assert looked(right, pattern("form", STATUS)).flags == ()
    typed = looked(DECIDES, pattern("form", text("status", "What was decided?")))
    assert "never-offered" not in [flag.kind for flag in typed.flags]


def test_used_and_never_asked_and_the_other_way_round() -> None:
    found = looked(DECIDES, pattern("form", text("postcode", "Postcode")), letter("answer", "Fee {{fee}}"))
    assert flagged(found) == [
        ("never-asked", ("fee",)),
        ("never-asked", ("status",)),
        ("never-used", ("postcode",)),
    ]


def test_a_setting_is_no_answer_and_what_a_pattern_says_it_uses_is_used() -> None:
    bill = from_json(
        {"slug": "answer", "kind": "letter", "title": "x", "body": "{{fee}}", "settings": {"fee": 4}}
    )
    asks = pattern("form", STATUS, text("phone", "Phone", used_for="The crew rings before it comes."))
    assert [kind for kind, _ in flagged(looked(DECIDES, asks, bill))] == ["never-offered"]


def test_what_could_be_looked_up_is_said() -> None:
    asks = pattern(
        "form", STATUS, text("uprn", "Property number", look_up="The gazetteer", used_for="Rounds")
    )
    assert ("could-be-looked-up", ("uprn",)) in flagged(looked(DECIDES, asks))


def test_a_condition_nobody_can_read_is_shown_as_it_stands() -> None:
    found = looked(DECIDES.replace('status = "aproved"', "${case.score()}"))
    (flag,) = found.flags
    assert flag.kind == "unreadable"
    assert "${case.score()}" in flag.text


TWICE = """
pool P "Council" {
  start S "Begin"
  userTask A "Apply" pattern=one
  userTask B "Say more" pattern=two
  end E
  S -> A -> B -> E
}
"""
EITHER = """
pool P "Council" {
  start S "Begin"
  xor G "Which?"
  userTask A "Apply" pattern=one
  userTask B "Say more" pattern=two
  end E
  end F
  S -> G
  G -> A : one
  G -> B : other
  A -> E
  B -> F
}
"""
FULL = text("full_name", "What is your full name?", used_for="x")
CALLED = text("applicant", "What is your full name?", used_for="x")


def test_asked_twice_only_where_one_case_meets_both() -> None:
    patterns = pattern("one", FULL), pattern("two", FULL)
    assert flagged(looked(TWICE, *patterns)) == [("asked-twice", ("full_name",))]
    assert flagged(looked(EITHER, *patterns)) == []


def test_the_same_question_under_another_name() -> None:
    patterns = pattern("one", FULL), pattern("two", CALLED)
    assert flagged(looked(TWICE, *patterns)) == [("asked-again-by-another-name", ("full_name", "applicant"))]
    assert flagged(looked(EITHER, *patterns)) == []
    other = pattern("one", FULL), pattern("two", text("date", "When did you move in?", used_for="x"))
    assert flagged(looked(TWICE, *other)) == []


LATE = """
pool P "Council" {
  start S "Begin"
  xor W "Known already?"
  userTask A "Apply" pattern=form
  xor M
  xor G "Approved?"
  end E
  end N
  S -> W
  W -> A : no
  W -> M : yes
  A -> M
  M -> G
  G -> E : yes [status = "approved"]
  G -> N : no
}
"""
PARALLEL = """
pool P "Council" {
  start S "Begin"
  and F
  userTask A "Apply" pattern=form
  task C "Check"
  and J
  xor G "Approved?"
  end E
  end N
  S -> F
  F -> A
  F -> C
  A -> J
  C -> J
  J -> G
  G -> E : yes [status = "approved"]
  G -> N : no
}
"""


def test_asked_too_late_on_some_way() -> None:
    assert flagged(looked(LATE, pattern("form", STATUS))) == [("asked-late", ("status",))]


def test_asked_beside_something_else_is_asked_after_the_join() -> None:
    assert flagged(looked(PARALLEL, pattern("form", STATUS))) == []


def test_a_process_without_patterns_or_steps() -> None:
    assert looked('pool P "Nothing" {\n}\n') == DataUsed()


@given(st.integers(0, 2**20))
@settings(max_examples=40, deadline=None)
def test_any_diagram_is_answered_and_flags_speak_of_what_is_there(seed: int) -> None:
    diagram = drawn(seed)
    found = data_used(diagram, {}, WordMeaning())
    for flag in found.flags:
        assert set(flag.elements) <= set(diagram.node_by_key)
    names = {one.name for one in found.names}
    assert {name for flag in found.flags for name in flag.names} <= names
    assert found == data_used(diagram, {}, WordMeaning())


def test_what_rules_decide_is_an_answer_and_what_they_look_at_is_used() -> None:
    rules = {
        "name": "status",
        "title": "Is it approved?",
        "inputs": ["age"],
        "rows": [{"when": {"age": ">= 65"}, "then": "approved"}],
        "otherwise": "refused",
    }
    found = looked(
        DECIDES.replace("aproved", "approved"), pattern("form", text("age", "Your age"), tables=[rules])
    )
    named = {one.name: one for one in found.names}
    assert [(ask.question, ask.choices) for ask in named["status"].asked] == [
        ("Is it approved?", ("approved", "refused"))
    ]
    assert [(use.how, use.text) for use in named["age"].used] == [("ruled", "Is it approved?")]
    assert found.flags == ()
