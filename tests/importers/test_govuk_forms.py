"""A GOV.UK Forms document becomes patterns and a process that is walked as the form would be."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.patterns import dump, load, problems, questions
from importers.errors import ImportRefused
from importers.form_draft import Draft, renamed
from importers.govuk_forms import read
from tests.importers.walking import examined, walked

FIXTURE = Path(__file__).parent / "fixtures" / "govuk_form.json"
FORM: dict[str, Any] = json.loads(FIXTURE.read_text(encoding="utf-8"))
ADDED_LATER = ("need", "owner", "reviewed")


def routed(form: Mapping[str, Any], said: Mapping[str, str]) -> list[str]:
    """The headings of the pages that the form itself shows to somebody with these answers by question, in order."""
    steps = {step["id"]: step for step in form["steps"]}
    seen, key = [], form["steps"][0]["id"]
    while key is not None:
        step = steps[key]
        seen.append(step["data"].get("page_heading") or step["data"]["question_text"])
        routes = step["routing_conditions"]
        if routes and not routes[0]["answer_value"]:
            key = routes[0]["goto_page_id"]
            continue
        found = next((route for route in routes if route["answer_value"] == said.get(key)), None)
        if found is None:
            key = step["next_step_id"]
        elif found.get("exit_page_heading"):
            return [*seen, found["exit_page_heading"], "Ended before anything was sent"]
        else:
            key = None if found.get("skip_to_end") else found["goto_page_id"]
    return [*seen, "Check your answers", "Declaration", "Form sent", "Form sent"]


def options(step: Mapping[str, Any]) -> list[str]:
    names = [one["name"] for one in step["data"]["answer_settings"]["selection_options"]]
    return [*names, "none_of_the_above"] if step["data"]["is_optional"] else names


def in_ours(draft: Draft, said: Mapping[str, str], form: Mapping[str, Any]) -> dict[str, str]:
    """The answers under the names and values of the patterns, found by their words."""
    texts = {step["id"]: step["data"]["question_text"] for step in form["steps"]}
    asked = {one.title: one for pattern in draft.patterns for one in questions(pattern)}
    found = {}
    for key, answer in said.items():
        text = "None of the above" if answer == "none_of_the_above" else answer
        one = asked[texts[key]]
        found[one.name] = next(value for value, shown in one.choices if shown == text)
    return found


def test_every_choice_leads_where_the_form_says() -> None:
    draft = read(FIXTURE.read_bytes()).result
    chosen = [step for step in FORM["steps"] if step["data"]["answer_type"] == "selection"]
    walks = set()
    for answers in itertools.product(*map(options, chosen)):
        said = {step["id"]: answer for step, answer in zip(chosen, answers, strict=True)}
        expected = routed(FORM, said)
        assert walked(draft, in_ours(draft, said, FORM)) == expected
        walks.add(tuple(expected))
    assert len(walks) == 5


def test_the_process_is_valid_and_sound() -> None:
    found = examined(read(FIXTURE.read_bytes()).result)
    assert [one.text for one in found.findings if one.severity != "advice"] == []
    assert found.soundness.is_sound


def test_the_pages_ask_what_the_form_asks() -> None:
    draft = read(FIXTURE.read_bytes(), owner="sandley").result
    asked = {one.title: one for pattern in draft.patterns for one in questions(pattern)}
    first = asked["What do you want to do?"]
    assert [text for _, text in first.choices][-1] == "None of the above"
    assert first.component.params["hint"] == {"text": "Choose the main thing"}
    assert (asked["How wide is your drive?"].required, asked["When was it lowered?"].required) == (
        False,
        True,
    )
    assert asked["What is your email address?"].component.check == "email"
    assert asked["First name"].required
    road = next(pattern for pattern in draft.patterns if pattern.title == "The road")
    assert road.pages[0].body == "Look at the street sign."
    for pattern in draft.patterns:
        assert load(dump(pattern)) == pattern
        wrong = [one for one in problems(pattern) if one.severity == "error" and one.where not in ADDED_LATER]
        assert wrong == []


def test_what_is_lost_is_said() -> None:
    notes = " ".join(read(FIXTURE.read_bytes()).notes)
    for said in ("answered several times", "a page to pay", "how to get help", "When was it lowered?"):
        assert (said in notes) is (said != "When was it lowered?")


def test_an_older_document_with_pages() -> None:
    old = {
        "name": "Old",
        "start_page": 1,
        "pages": [
            {"id": 1, "next_page": 2, "question_text": "Colour?", "answer_type": "text"},
            {"id": 2, "next_page": None, "question_text": "Size?", "answer_type": "sizes"},
        ],
    }
    found = read(json.dumps(old))
    assert walked(found.result, {})[:3] == ["Colour?", "Size?", "Check your answers"]
    assert "sizes" in found.notes[0]


def test_a_form_that_goes_round_for_ever_gets_an_end() -> None:
    steps = [
        {"id": n, "next_step_id": 3 - n, "data": {"question_text": f"Q{n}", "answer_type": "text"}}
        for n in (1, 2)
    ]
    found = read(json.dumps({"name": "Round", "steps": steps}))
    assert walked(found.result, {})[:3] == ["Q1", "Q2", "Check your answers"]
    assert "for ever" in " ".join(found.notes)


def test_a_form_that_only_turns_away_has_no_last_pages() -> None:
    route = {"answer_value": None, "exit_page_heading": "Closed", "exit_page_markdown": "Come back."}
    step = {"id": 1, "data": {"question_text": "Q", "answer_type": "text"}, "routing_conditions": [route]}
    found = read(json.dumps({"name": "Shut", "steps": [step]}))
    assert walked(found.result, {}) == ["Q", "Closed", "Ended before anything was sent"]
    assert "Nobody gets to the end" in " ".join(found.notes)
    assert [one.text for one in examined(found.result).findings if one.severity == "error"] == []


def test_patterns_may_take_other_slugs() -> None:
    draft = read(FIXTURE.read_bytes()).result
    old = draft.patterns[0].slug
    changed = renamed(draft, {old: "another"})
    assert changed.patterns[0].slug == "another"
    assert {ref.ref for node in changed.diagram.nodes for ref in node.patterns} == {
        pattern.slug for pattern in changed.patterns
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"steps": []}',
        b"[" * 100_000,
        b"\x00\x01",
        b'{"steps": [{}][{}]',
        b'{"steps": [{"id": 1}, {"id": 1}]}',
        json.dumps({"steps": [{}] * 10_000}).encode(),
        b" " * 3_000_000,
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    assert "\n" not in str(refused.value)
    assert " " in str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "value", "input_type", "selection_options", "only_one_option", "en", "answer_value"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
STEP = st.fixed_dictionaries(
    {},
    optional={
        "id": st.integers(1, 4) | JSON,
        "next_step_id": st.integers(1, 5) | JSON,
        "data": JSON
        | st.fixed_dictionaries(
            {"question_text": st.text(max_size=20) | JSON},
            optional={
                "answer_type": st.sampled_from(["selection", "text", "name", "address", "date"]) | JSON,
                "answer_settings": JSON,
                "is_optional": JSON,
                "page_heading": JSON,
                "guidance_markdown": JSON,
                "hint_text": JSON,
            },
        ),
        "routing_conditions": JSON
        | st.lists(
            st.dictionaries(
                st.sampled_from(
                    ["answer_value", "goto_page_id", "check_page_id", "skip_to_end", "exit_page_heading"]
                ),
                st.integers(1, 4) | JSON,
            ),
            max_size=3,
        ),
    },
)


@settings(max_examples=120, deadline=None)
@given(
    st.fixed_dictionaries(
        {"steps": st.lists(STEP, max_size=4) | JSON}, optional={"name": JSON, "declaration_text": JSON}
    )
)
def test_any_json_gives_a_draft_or_a_sentence(form: dict[str, Any]) -> None:
    try:
        found = read(json.dumps(form))
    except ImportRefused:
        return
    assert [one.text for one in examined(found.result).findings if one.severity == "error"] == []
    for pattern in found.result.patterns:
        assert load(dump(pattern)) == pattern
        wrong = [one for one in problems(pattern) if one.severity == "error" and one.where not in ADDED_LATER]
        assert wrong == []
