"""No pattern carries markup, script, or another page's looks."""

from __future__ import annotations

from typing import Any

import pytest

from bpmn.patterns import PatternError
from bpmn.patterns.safety import unsafe
from tests.bpmn.patterns.making import pattern


@pytest.mark.parametrize(
    "params",
    [
        {"html": "<b>x</b>"},
        {"label": {"html": "x"}},
        {"items": [{"conditional": {"html": "x"}}]},
        {"items": [{"hint": {"HTML": "x"}}]},
        {"titleHtml": "x"},
        {"summaryHtml": "x"},
        {"rows": [{"key": {"html": "x"}}]},
        {"formGroup": {"beforeInput": {"html": "x"}}},
        {"caller": "x"},
        {"attributes": {"onfocus": "alert(1)"}},
        {"attributes": {"data-module": "govuk-exit-this-page"}},
        {"attributes": {"style": "position:fixed"}},
        {"attributes": 'onload="x"'},
        {"attributes": {"lang": {"val": "x"}}},
        {"label": {"attributes": {"onclick": "x"}}},
        {"href": "javascript:alert(1)"},
        {"href": " javascript:alert(1)"},
        {"href": "data:text/html,x"},
        {"href": "//evil.example"},
        {"href": "/\\evil.example"},
        {"href": "https://council.example@evil.example/"},
        {"href": "{{link}}"},
        {"classes": "app-header"},
        {"classes": 'govuk-x" onload="x'},
        {"classes": ["govuk-x"]},
        {"headingLevel": "1 onclick=alert(1)"},
        {"titleHeadingLevel": 9},
    ],
)
def test_an_unsafe_option_is_found_and_its_file_refused(params: dict[str, Any]) -> None:
    assert list(unsafe(params))
    with pytest.raises(PatternError) as refusal:
        pattern(pages=[{"title": "x", "components": [{"component": "input", "params": params}]}])
    assert "pages.0.components.0.params" in str(refusal.value)


def test_html_is_refused_in_revealed_questions_and_in_welsh() -> None:
    inner = {"component": "input", "params": {"hint": {"html": "x"}}}
    with pytest.raises(PatternError, match=r"reveals\.yes\.0\.params\.hint\.html"):
        pattern(pages=[{"components": [{"component": "radios", "reveals": {"yes": [inner]}}]}])
    with pytest.raises(PatternError, match=r"cy\.pages"):
        pattern(cy={"pages": [{"components": [{"params": {"label": {"html": "x"}}}]}]})


@pytest.mark.parametrize(
    "params",
    [
        {"href": "https://example.org/a?b#c"},
        {"href": "/contact"},
        {"href": "#postcode"},
        {"href": "tel:01632960001"},
        {"href": "mailto:a@example.org"},
        {"classes": "govuk-!-width-one-half govuk-input--width-10"},
        {"attributes": {"lang": "cy", "spellcheck": False}},
        {"text": "Write <html> & {{fee}} javascript:alert(1)"},
        {"headingLevel": 2},
    ],
)
def test_a_safe_option_is_left_alone(params: dict[str, Any]) -> None:
    assert not list(unsafe(params))
