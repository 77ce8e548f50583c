"""Reading and writing pattern files, kind and hostile."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.errors import BpmnError
from bpmn.patterns import PatternError, dump, load
from tests.bpmn.patterns.making import POSTCODE, as_bytes, pattern, question


def test_a_written_pattern_reads_back_the_same() -> None:
    made = pattern(
        verb="ask",
        audience="staff",
        source="https://example.org/x",
        settings={"fee": 40, "free": False, "none": 0, "unit": "bin", "size": 2.5},
        pages=[
            {
                "title": "One",
                "body": "Text",
                "components": [
                    question(
                        "radios",
                        params={"items": [{"value": "a", "text": "A"}]},
                        reveals={"a": [question("input", name="other", min=0, max="{{fee}}", longest=3)]},
                        errors={"required": "Say which"},
                        law="An Act",
                        used_for="x",
                        kept_for="y",
                        look_up="z",
                        standard="UPRN",
                        evidence=True,
                        required_when='a == "b"',
                    ),
                    {"component": "file-upload", "name": "f", "params": {}, "accept": ["pdf"]},
                ],
            }
        ],
        parts=[{"ref": "other", "version": 2, "when": 'x == "y"'}, {"ref": "third"}],
        guidance={"policy": "p", "research": "r", "design": "d"},
        cy={"title": "Teitl"},
    )
    assert load(dump(made)) == made
    assert dump(load(dump(made))) == dump(made)


def test_a_lowest_number_of_zero_is_not_lost() -> None:
    made = pattern(pages=[{"title": "One", "components": [question(min=0)]}])
    assert load(dump(made)).pages[0].components[0].low == 0


def test_a_byte_order_mark_is_accepted() -> None:
    assert load(b"\xef\xbb\xbf" + as_bytes()).slug == "a-block"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"[1, 2]", "one JSON object"),
        (b'"text"', "one JSON object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 300_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"[" * 40 + b"]" * 40, "nested more than"),
        (b'{"slug": NaN}', "NaN"),
        (b'{"slug": "a", "slug": "b"}', "twice"),
        (b" " * 1_000_001, "larger than 1 MB"),
        (b'{"settings": {"fee": ' + b"9" * 5_000 + b"}}", "cannot be read"),
        (b"{}", "slug"),
        (b'{"slug": "Not A Slug", "kind": "pages"}', "slug"),
        (b'{"slug": "../../etc", "kind": "pages"}', "slug"),
        (b'{"slug": "a", "kind": "poem"}', "one of pages, letter"),
    ],
)
def test_what_is_no_pattern_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(PatternError) as refusal:
        load(data)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert isinstance(refusal.value, BpmnError)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"title": 5}, "“title” must be a text"),
        ({"title": "a\x00b"}, "control characters"),
        ({"pages": {}}, "“pages” must be a list"),
        ({"pages": ["x"]}, "“pages” must be a list of objects"),
        ({"pages": [{"components": [{"required": "yes"}]}]}, "pages.0.components.0.required"),
        ({"pages": [{"components": [{"min": "low"}]}]}, "pages.0.components.0.min"),
        ({"pages": [{"components": [{"longest": 0}]}]}, "one or more"),
        ({"pages": [{"components": [{"accept": "pdf"}]}]}, "list of texts"),
        ({"pages": [{"components": [{"check": "shoe-size"}]}]}, "check"),
        ({"pages": [{"components": [{"errors": {"required": 1}}]}]}, "whose values are texts"),
        ({"pages": [{"components": [{"params": []}]}]}, "curly brackets"),
        ({"pages": [{"title": "x"}] * 101}, "more than 100"),
        ({"pages": [{"components": [POSTCODE] * 300}, {"components": [POSTCODE] * 300}]}, "600 components"),
        ({"settings": {"fee": [1]}}, "settings"),
        ({"reviewed": "last week"}, "2026-11-23"),
        ({"source": "javascript:alert(1)"}, "web address"),
        ({"parts": [{"ref": "No Slug"}]}, "parts.0.ref"),
        ({"parts": [{"ref": "a", "version": "2"}]}, "parts.0.version"),
        ({"audience": "crew"}, "one of resident, staff"),
    ],
)
def test_a_wrong_type_is_refused_and_says_where(content: dict[str, Any], says: str) -> None:
    with pytest.raises(PatternError) as refusal:
        load(as_bytes(**content))
    assert says in str(refusal.value)


def test_reveals_within_reveals_have_a_limit() -> None:
    inner: dict[str, Any] = question("radios")
    for _ in range(5):
        inner = question("radios", reveals={"yes": [inner]})
    with pytest.raises(PatternError, match="within too many"):
        load(as_bytes(pages=[{"title": "x", "components": [inner]}]))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = (
    "title",
    "pages",
    "parts",
    "settings",
    "guidance",
    "cy",
    "body",
    "reviewed",
    "verb",
    "source",
    "licence",
)


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=4))
def test_any_json_is_read_or_refused(content: dict[str, Any]) -> None:
    data = json.dumps({"slug": "a", "kind": "pages"} | content).encode()
    try:
        made = load(data)
    except PatternError:
        return
    assert load(dump(made)) == made
