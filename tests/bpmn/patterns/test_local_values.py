"""A council's own values in a shared pattern: put in, checked, compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.patterns import Pattern
from bpmn.patterns.local_values import BadSetting, differing, localised, read_value
from bpmn.patterns.record import Setting
from tests.bpmn.patterns.making import pattern

OWN = {"fee": 40, "days": 10, "zone": "A", "online": True, "price": "57.50"}


def paying(**settings: Setting) -> Pattern:
    return pattern(settings={**OWN, **settings})


def test_own_values_go_over_the_patterns_and_strangers_are_left_out() -> None:
    found = localised(
        {"a-block": paying()}, {"a-block": {"fee": 25, "colour": "red", "days": "soon"}, "x": {"y": 1}}
    )
    assert found["a-block"].settings == {**OWN, "fee": 25}
    assert localised({"a-block": paying()}, {}) == {"a-block": paying()}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("fee", " £1,025 ", 1025), ("fee", "12.50", "12.50"), ("fee", "0", 0), ("days", "2.5", 2.5),
     ("zone", "  A to  D ", "A to D"), ("online", "No", False), ("price", "60", 60)],
)  # fmt: skip
def test_what_is_typed_is_kept_as_the_settings_own_kind(name: str, text: str, value: Setting) -> None:
    found = read_value(name, OWN[name], text)
    assert found == value
    assert type(found) is type(value)
    assert localised({"a-block": paying()}, {"a-block": {name: found}})["a-block"].settings[name] == value


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [("fee", "free", "must be a number"), ("fee", "-1", "must be 0 or more"), ("days", "1e9", "must be a number"),
     ("online", "perhaps", "must be yes or no"), ("zone", "x" * 501, "500 characters or fewer"),
     ("zone", "{{fee}}", "places"), ("zone", "a\0b", "cannot be shown")],
)  # fmt: skip
def test_what_fits_no_setting_is_refused_in_a_sentence(name: str, text: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        read_value(name, OWN[name], text)


SETTINGS = st.fixed_dictionaries(
    {"fee": st.sampled_from([25, 40, "40.00"]), "zone": st.sampled_from(["A", "B"])}
)


@given(SETTINGS, SETTINGS)
def test_differences_are_the_mirror_image_the_other_way_round(
    ours: dict[str, Setting], theirs: dict[str, Setting]
) -> None:
    a, b = {"a-block": paying(**ours)}, {"a-block": paying(**theirs)}
    there, back = differing(a, b), differing(b, a)
    assert [(one.name, one.a, one.b) for one in there] == [(one.name, one.b, one.a) for one in back]
    assert differing(a, a) == ()


def test_money_written_in_two_ways_is_no_difference() -> None:
    assert differing({"a": paying(fee=40)}, {"a": paying(fee="40.00")}) == ()
    (one,) = differing({"a": paying(fee=40)}, {"a": paying(fee=25), "b": paying()})
    assert (one.name, one.a, one.b) == ("fee", "40", "25")
