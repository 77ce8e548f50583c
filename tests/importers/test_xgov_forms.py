"""An XGov or DEFRA form definition becomes patterns and a process that is walked as the form would be."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn import reader
from bpmn.patterns import dump, load, problems, questions
from bpmn.write.build import build
from importers.errors import ImportRefused
from importers.form_draft.told import told
from importers.xgov_forms import read
from tests.importers.walking import examined, walked

FIXTURES = Path(__file__).parent / "fixtures"
FIRST = json.loads((FIXTURES / "xgov_form.json").read_text(encoding="utf-8"))
SECOND = json.loads((FIXTURES / "xgov_form_v2.json").read_text(encoding="utf-8"))
ADDED_LATER = ("need", "owner", "reviewed")
AFTER = ["Check your answers", "Form sent", "Form sent"]


def holds(form: Mapping[str, Any], name: str, known: Mapping[str, Any]) -> bool:
    """Whether a version 1 condition holds, by the answers of the pages passed: `section.name` to what was sent. What
    was not asked is nothing: not the same as anything, and not more."""
    value = next(one["value"] for one in form["conditions"] if one["name"] == name)
    if isinstance(value, str):
        field, sign, literal = value.replace("==", " == ").split()
        answer = known.get(field)
        return answer is not None and (
            float(answer) > float(literal) if sign == ">" else answer == (literal == "true")
        )
    either: list[list[bool]] = []
    for one in value["conditions"]:
        if not either or one["coordinator"] == "or":
            either.append([])
        either[-1].append(
            holds(form, one["conditionName"], known) if "conditionName" in one else compared(one, known)
        )
    return any(all(both) for both in either)


def compared(one: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    answer, value = known.get(one["field"]["name"]), one["value"]["value"]
    if one["field"]["type"] == "YesNoField":
        value = value == "true"
    found = {"is": answer == value, "is not": answer != value}
    return answer is not None and value in answer if one["operator"] == "contains" else found[one["operator"]]


def routed(form: Mapping[str, Any], answers: Mapping[str, Any]) -> list[str]:
    """The titles of the pages that a version 1 form shows to somebody with these answers."""
    pages = {page["path"]: page for page in form["pages"]}
    path, seen, known = form["startPage"], [], {}
    while path != "/summary":
        page = pages[path]
        seen.append(page["title"])
        for component in page["components"]:
            name = f"{page.get('section', '')}.{component.get('name')}"
            known |= {name: answers[name]} if name in answers else {}
        if not page["next"]:
            return [*seen, "Ended before anything was sent"]
        others = [link["path"] for link in page["next"] if not link.get("condition")]
        held = [
            link["path"]
            for link in page["next"]
            if link.get("condition") and holds(form, link["condition"], known)
        ]
        path = (held or others[-1:])[0]
    return [*seen, "Check your answers", "Declaration", "Sent to the council", "Form sent"]


def ours(value: object) -> object:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def test_every_answer_leads_where_the_linked_form_says() -> None:
    draft = read(json.dumps(FIRST)).result
    names = {
        "place.ours": "ours",
        "place.kind": "kind",
        "place.people": "people",
        "place.needs": "needs",
        "place.agreed": "agreed",
    }
    offered = (
        [True, False],
        ["party", "march", "other"],
        ["50", "200", "1000"],
        [[], ["music"], ["food", "music"]],
        [True, False],
    )
    walks = set()
    for values in itertools.product(*offered):
        answers = dict(zip(names, values, strict=True))
        expected = routed(FIRST, answers)
        assert walked(draft, {names[key]: ours(value) for key, value in answers.items()}) == expected
        walks.add(tuple(expected))
    assert len(walks) == 8


def shown(form: Mapping[str, Any], answers: Mapping[str, Any]) -> list[str]:
    """The titles of the pages that a version 2 form shows: those whose condition holds, in order."""
    items = {item["id"]: item["value"] for one in form["lists"] for item in one["items"]}
    conditions = {one["id"]: one for one in form["conditions"]}
    known: dict[str, Any] = {}

    def true(key: str) -> bool:
        parts = [part(one) for one in conditions[key]["items"]]
        return any(parts) if conditions[key].get("coordinator") == "or" else all(parts)

    def part(one: Mapping[str, Any]) -> bool:
        if "conditionId" in one:
            return true(one["conditionId"])
        answer = known.get(one["componentId"])
        if answer is None:
            return False
        if one["type"] == "ListItemRef":
            return answer in [items[key] for key in one["value"].get("itemIds", [one["value"].get("itemId")])]
        return answer >= one["value"] if one["operator"] == "is at least" else answer == one["value"]

    seen = []
    for page in form["pages"][:-1]:
        if "condition" in page and not true(page["condition"]):
            continue
        seen.append(page["title"] or page["components"][0]["title"])
        known |= {one["id"]: answers[one["id"]] for one in page["components"] if one["id"] in answers}
        if page.get("controller") == "TerminalPageController":
            return [*seen, "Ended before anything was sent"]
    return [*seen, *AFTER]


def test_every_answer_leads_where_the_linear_form_says() -> None:
    draft = read(json.dumps(SECOND)).result
    by_title = {one.title: one.name for pattern in draft.patterns for one in questions(pattern)}
    names = {"q-what": "What troubles you?", "q-night": "Is it at night?", "q-often": "How often a week?"}
    walks = set()
    for values in itertools.product(["noise", "smell", "light"], [True, False], [1, 3, 7]):
        answers = dict(zip(names, values, strict=True))
        expected = shown(SECOND, answers)
        given = {
            by_title[names[key]]: ours(value) if isinstance(value, bool) else str(value)
            for key, value in answers.items()
        }
        assert walked(draft, given) == expected
        walks.add(tuple(expected))
    assert len(walks) == 4


@pytest.mark.parametrize("form", [FIRST, SECOND], ids=["linked", "linear"])
def test_the_process_is_valid_and_sound_and_the_patterns_are_whole(form: dict[str, Any]) -> None:
    draft = read(json.dumps(form)).result
    found = examined(draft)
    assert [one.text for one in found.findings if one.severity != "advice"] == []
    assert found.soundness.is_sound
    assert len({pattern.slug for pattern in draft.patterns}) == len(draft.patterns)
    for pattern in draft.patterns:
        assert load(dump(pattern)) == pattern
        wrong = [one for one in problems(pattern) if one.severity == "error" and one.where not in ADDED_LATER]
        assert wrong == []


def test_the_pages_ask_what_the_form_asks() -> None:
    draft = read(json.dumps(FIRST)).result
    asked = {one.title: one for pattern in draft.patterns for one in questions(pattern)}
    assert (asked["Middle name"].required, asked["First name"].required) == (False, True)
    assert asked["First name"].component.longest == 40
    age = asked["Your age"].component
    assert (age.check, age.low, age.high) == ("whole-number", 18, 120)
    assert asked["How many people will come?"].choices[0] == ("50", "Up to 50")
    assert asked["What is it?"].when == ("kind", "other")
    assert asked["Plan of the street"].evidence
    assert asked["Postcode"].component.check == "postcode"
    start = draft.patterns[0].pages[0]
    assert start.body == "You need 6 weeks."
    assert "section “About you”" in next(one.summary for one in draft.patterns if one.title == "Your details")
    sent = draft.patterns[-1].pages[0]
    assert (sent.title, sent.body) == ("Sent to the council", "## What happens next\n\nWe answer in 4 weeks.")
    declared = next(one for one in draft.patterns if one.title == "Declaration")
    assert declared.pages[0].body == "What I said is true."


def test_what_is_lost_is_said() -> None:
    first, second = (" ".join(read(json.dumps(form)).notes) for form in (FIRST, SECOND))
    assert "what is to be paid" in first
    assert "“An old page”" in first
    assert "greatest number of words" in second


def test_what_our_conditions_cannot_say_is_left_to_a_person() -> None:
    form = json.loads(json.dumps(SECOND))
    form["conditions"][1]["items"][0] = {
        "id": "2",
        "componentId": "q-night",
        "operator": "is at least",
        "type": "RelativeDate",
        "value": {"period": 28, "unit": "days", "direction": "in the past"},
    }
    found = read(json.dumps(form))
    assert "“It is at night” cannot be said here" in " ".join(found.notes)
    assert [one.text for one in examined(found.result).findings if one.severity == "error"] == []


def test_a_loop_keeps_its_way_out() -> None:
    pages = [
        {
            "path": "/a",
            "title": "A",
            "components": [{"type": "YesNoField", "name": "more", "title": "More?"}],
            "next": [{"path": "/a", "condition": "m"}, {"path": "/b"}],
        },
        {
            "path": "/b",
            "title": "B",
            "components": [{"type": "TextField", "name": "b", "title": "B"}],
            "next": [{"path": "/b"}],
        },
    ]
    form = {"startPage": "/a", "pages": pages, "conditions": [{"name": "m", "value": "more == true"}]}
    found = read(json.dumps(form))
    assert walked(found.result, {"more": "no"})[:3] == ["A", "B", "Check your answers"]
    assert examined(found.result).soundness.is_sound
    assert "“B” goes round for ever" in " ".join(found.notes)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b'{"pages": {}}',
        b'{"pages": [{"path": "/summary"}]}',
        b'{"pages": [{"path": "/a"}, {"path": "/a"}]}',
        json.dumps({"pages": [{"path": f"/{n}"} for n in range(10_000)]}).encode(),
        b'{"a":' * 50_000,
        json.dumps({"pages": [{"path": "/a", "components": [{"type": "TextField"}] * 40_000}]}).encode(),
        json.dumps(
            {
                "pages": [{"path": "/a", "next": [{"path": "/summary", "condition": "c"}] * 30_000}],
                "conditions": [{"name": "c", "value": "a == 1"}],
            }
        ).encode(),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    assert "\n" not in str(refused.value)
    assert " " in str(refused.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ((FIXTURES / "govuk_form.json").read_bytes(), "govuk-forms"),
        ((FIXTURES / "xgov_form.json").read_bytes(), "xgov-forms"),
        ((FIXTURES / "xgov_form_v2.json").read_bytes(), "xgov-forms"),
        (b'{"pages": [{"question_text": "Q"}]}', "govuk-forms"),
        (b'{"slug": "a", "kind": "pages", "pages": [{"path": "/a"}]}', None),
        (b"[[[", None),
        (b"\xff\xfe", None),
    ],
)
def test_a_form_is_told_by_what_it_has(data: bytes, kind: str | None) -> None:
    assert told(data) == kind


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PATHS = st.sampled_from(["/a", "/b", "/c", "/summary", "/gone"])
KINDS = st.sampled_from(
    [
        "TextField",
        "RadiosField",
        "CheckboxesField",
        "YesNoField",
        "NumberField",
        "UkAddressField",
        "Details",
        "Html",
        "List",
        "Strange",
    ]
)
COMPONENT = st.fixed_dictionaries(
    {"type": KINDS | ANY, "name": st.sampled_from(["x", "y", "z"]) | ANY},
    optional={
        "title": ANY,
        "list": st.just("l") | ANY,
        "options": ANY,
        "schema": ANY,
        "content": ANY,
        "hint": ANY,
        "id": st.sampled_from("xyz"),
    },
)
PAGE = st.fixed_dictionaries(
    {"path": PATHS | ANY, "components": st.lists(COMPONENT, max_size=3) | ANY},
    optional={
        "title": ANY,
        "next": st.lists(
            st.fixed_dictionaries(
                {"path": PATHS},
                optional={"condition": st.sampled_from(["c", "d", "e"]) | ANY, "redirect": ANY},
            ),
            max_size=3,
        )
        | ANY,
        "condition": st.sampled_from(["c", "d"]) | ANY,
        "controller": ANY,
        "section": ANY,
    },
)
VALUE = st.sampled_from(["x == 'a'", "y > 2 and not z", "'a' in x", "x == y", "len(x) > 2"]) | ANY
CONDITION = st.fixed_dictionaries(
    {"name": st.sampled_from("cde"), "value": VALUE},
    optional={
        "items": st.lists(
            st.fixed_dictionaries(
                {
                    "componentId": st.sampled_from("xyz"),
                    "operator": st.sampled_from(["is", "is at least"]),
                    "value": ANY,
                }
            ),
            max_size=2,
        )
    },
)
FORM = st.fixed_dictionaries(
    {"pages": st.lists(PAGE, max_size=4) | ANY, "conditions": st.lists(CONDITION, max_size=3) | ANY},
    optional={
        "lists": ANY
        | st.just([{"name": "l", "items": [{"text": "A", "value": "a"}, {"text": "B", "value": 2}]}]),
        "engine": st.just("V2"),
        "startPage": PATHS | ANY,
        "name": ANY,
        "declaration": ANY,
        "specialPages": ANY,
    },
)


@settings(max_examples=150, deadline=None)
@given(FORM)
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


ATOM = st.tuples(st.sampled_from(["==", "!="]), st.integers(0, 3), st.booleans())
TREE = st.recursive(ATOM, lambda inner: st.tuples(st.sampled_from(["and", "or"]), inner, inner), max_leaves=4)
LINKS = st.lists(st.tuples(st.integers(0, 4), TREE), max_size=2)


def text_of(tree: Any, section: str) -> str:
    if tree[0] in ("and", "or"):
        return f"({text_of(tree[1], section)} {tree[0]} {text_of(tree[2], section)})"
    return f"{section}q{tree[1]} {tree[0]} {str(tree[2]).lower()}"


def meant(tree: Any, known: Mapping[int, bool], lenient: bool) -> bool:
    """What a tree means, read from left to right; `KeyError` where it meets what is not known."""
    if tree[0] == "and":
        return meant(tree[1], known, lenient) and meant(tree[2], known, lenient)
    if tree[0] == "or":
        return meant(tree[1], known, lenient) or meant(tree[2], known, lenient)
    answer = known.get(tree[1]) if lenient else known[tree[1]]
    return (answer == tree[2]) is (tree[0] == "==")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(LINKS, min_size=4, max_size=4),
    st.lists(st.integers(0, 2), min_size=4, max_size=4),
    st.booleans(),
)
def test_any_form_without_loops_is_walked_as_it_reads(links: Any, ahead: list[int], lenient: bool) -> None:
    section = "s." if lenient else ""
    pages, conditions = [], []
    ways: list[tuple[list[tuple[int, Any]], int]] = []
    for number in range(4):
        later = [(min(4, number + 1 + to), tree) for to, tree in links[number]]
        last = min(4, number + 1 + ahead[number])
        ways.append((later, last))
        following = [
            {"path": f"/{to}", "condition": f"{number}-{place}"} for place, (to, _) in enumerate(later)
        ]
        conditions += [
            {"name": f"{number}-{place}", "value": text_of(tree, section)}
            for place, (_, tree) in enumerate(later)
        ]
        component = {"type": "YesNoField", "name": f"q{number}", "title": f"Q{number}"}
        pages.append(
            {
                "path": f"/{number}",
                "title": f"Q{number}",
                "section": section.strip("."),
                "components": [component],
                "next": [*following, {"path": f"/{last}"}],
            }
        )
    pages.append({"path": "/4", "title": "Summary", "controller": "SummaryPageController"})
    found = read(json.dumps({"startPage": "/0", "pages": pages, "conditions": conditions}))
    diagram = reader.read(build(found.result.diagram))
    for answers in itertools.product([True, False], repeat=4):
        place, seen, known = 0, [], {}
        while place < 4:
            seen.append(f"Q{place}")
            known[place] = answers[place]
            place = next((to for to, tree in ways[place][0] if true_of(tree, known, lenient)), ways[place][1])
        given_ = {f"q{number}": ours(answer) for number, answer in enumerate(answers)}
        assert walked(found.result, given_, diagram=diagram)[: len(seen) + 1] == [*seen, "Check your answers"]


def true_of(tree: Any, known: Mapping[int, bool], lenient: bool) -> bool:
    try:
        return meant(tree, known, lenient)
    except KeyError:
        return False
