"""Laws of comparing forms, over random services."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from bpmn.compare.forms import Form, compare_forms
from tests.bpmn.compare.forms.making import services

MIRROR = {"both": "both", "other words": "other words", "only A": "only B", "only B": "only A"}


def turned(value: Any) -> Any:
    """A piece of the JSON from the other side."""
    if isinstance(value, dict):
        swapped = {"a": "b", "b": "a"}
        return {
            swapped.get(key, key): MIRROR[inner] if key == "how" else turned(inner)
            for key, inner in value.items()
        }
    return [turned(one) for one in value] if isinstance(value, list) else value


def as_set(rows: list[Any]) -> list[str]:
    """Rows without their order; a dict without the order of its keys."""
    return sorted(repr(_plain(row)) for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _plain(inner)) for key, inner in value.items())
    return [_plain(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=60, deadline=None)
@given(services(), services())
def test_the_other_way_round_is_the_mirror_image(a: Form, b: Form) -> None:
    there, back = compare_forms(a, b), compare_forms(b, a)
    one, two = there.to_json(), back.to_json()
    assert (one["same"], one["similarity"]) == (two["same"], two["similarity"])
    assert one["counts"] == turned(two["counts"])
    for name in ("questions", "staff", "messages", "promises", "contacts"):
        assert as_set(one[name]) == as_set(turned(two[name])), name


@settings(max_examples=60, deadline=None)
@given(services(), services())
def test_statements_speak_of_the_same_from_both_sides(a: Form, b: Form) -> None:
    there, back = compare_forms(a, b).statements, compare_forms(b, a).statements
    assert {(one.key, one.kind, frozenset(one.a), frozenset(one.b)) for one in there} == {
        (one.key, one.kind, frozenset(one.b), frozenset(one.a)) for one in back
    }
    keys = [one.key for one in there]
    assert len(set(keys)) == len(keys)
    only = {one.text for one in there if one.kind == "question" and one.text.startswith("Only A asks")}
    assert only == {
        one.text.replace("Only B", "Only A").replace("A's", "B's")
        for one in back
        if one.kind == "question" and one.text.startswith("Only B asks")
    }


@settings(max_examples=40, deadline=None)
@given(services(), services())
def test_only_the_same_says_the_same(a: Form, b: Form) -> None:
    found = compare_forms(a, b)
    assert found.same == (a.says() == b.says())
    assert (found.similarity == 1.0) == found.same
    assert compare_forms(a, a).statements == ()
