"""Answers of a prototype's pages are taken and refused as on the library's own pages, in the same words; what the
patterns' rules decide is the same."""

from __future__ import annotations

from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.patterns import Component, DecisionTable, Pattern, TableRow, decided, values_of
from bpmn.patterns.record import CHECKS
from importers.prototype_kit.checks import checks
from importers.prototype_kit.tables import tables_json
from tests.bpmn.patterns.making import one_question, pattern
from tests.importers.node import NEEDS_NODE, ask
from tests.webapp.patterns.test_values import BAD, GOOD
from webapp.examples.starters import starters
from webapp.patterns.answers import read_answers
from webapp.patterns.faults import error_summary

pytestmark = NEEDS_NODE
TODAY = date(2026, 6, 15)
Form = dict[str, Any]
Page = tuple[Pattern, int, Form, Form]

MORE = [
    ("postcode", ["sw1a 2aa", "SW1A2AA", "gir 0aa", "SW1A", "QQ1 1QQ!", "ec1a-1bb", "M1.1AA", "sw1a 2ai"]),
    ("email", ["a@b.uk", "a@b", "a..b@c.uk", "a b@c.uk", "a@@b.uk", "a@b-.uk", "ä@b.uk", "x" * 65 + "@b.uk"]),
    ("phone", ["01632 960 001", "+44 1632 960001", "123", "0044-1632-960-001", "phone", "01632\t960  001"]),
    ("vehicle", ["ab12 cde", "A1", "ABC", "12", "AB12CDEF", "a-1", "ſ1a"]),
    (
        "number",
        ["3", "-3.50", "007", "-0", "0.000", "1,000", "£4", "1e3", "three", "1" * 13, "12.1234567", ".5"],
    ),
    ("whole-number", ["3", "3.0", "3.5", "-7", "", "99999", "1", "10", "11"]),
    ("money", ["4.99", "5", "20.01", "£ 20"]),
    ("text", ["x" * 200, "x" * 201, " a\x00b ", "e\u0301", "\u200a y \xa0", "😀" * 101, "a\r\nb"]),
]
DATES = [
    ("15", "6", "2026"), ("14", "june", "2026"), ("16", "JUN.", "2026"), ("31", "2", "2026"), ("29", "2", "2024"),
    ("", "6", "2026"), ("", "", "2026"), ("1", "1", "26"), ("1", "1", "0999"), ("a", "b", "c"), ("", "", ""),
    ("1", "13", "2026"), ("0", "1", "2026"), ("1", "0", "2026"), (" 1 ", "1", "12345"), ("001", "01", "2026"),
]  # fmt: skip
FILES = [
    "",
    "a.pdf",
    "C:\\scans\\A.PDF",
    "../../etc/passwd",
    "photo.JPG",
    "a.exe",
    "???",
    ".pdf",
    "x" * 120 + ".pdf",
]


def _both(pages: list[Page]) -> tuple[list[Any], list[Any]]:
    """What the library and what the prototype say of each page that is sent."""
    ours, asked = [], []
    for one, number, form, before in pages:
        files = {
            name: SimpleNamespace(filename=value) for name, value in form.items() if isinstance(value, str)
        }
        answers, faults = read_answers(one, number, form, files, before=before, today=TODAY)
        said = {name: [fault.text, list(fault.fields)] for name, fault in faults.items()}
        ours.append((answers, said, error_summary(one.pages[number], faults)))
        asked.append({"checks": checks(one, number), "body": form, "known": before, "today": str(TODAY)})
    theirs = [
        (
            one["answers"],
            {name: [fault["text"], fault["fields"]] for name, fault in one["faults"].items()},
            one["summary"],
        )
        for one in ask({"pages": asked})["pages"]
    ]
    return ours, theirs


def _agree(pages: list[Page]) -> list[Any]:
    ours, theirs = _both(pages)
    for page, our, their in zip(pages, ours, theirs, strict=True):
        assert their == our, (page[0].slug, *page[1:])
    return ours


def test_each_check_takes_and_refuses_the_same() -> None:
    table = [(check, typed) for check, typed, _ in GOOD + BAD]
    table += [(check, typed) for check, several in MORE for typed in several]
    own = {"errors": {"check": "Look again", "required": "Say it", "min": "More", "longest": "Shorter"}}
    pages: list[Page] = []
    for check, typed in table:
        for more in ({}, {"min": 5, "max": 20.5}, {"min": -3, **own}, {"longest": 6, "required": False}):
            pages.append((one_question(check=check, **more), 0, {"it": typed}, {}))
    said = _agree(pages)
    refused = {check for (check, _), found in zip(table, said[::4], strict=True) if found[1]}
    taken = {check for (check, _), found in zip(table, said[::4], strict=True) if not found[1]}
    assert refused == taken == set(CHECKS) - {"date", "past-date", "future-date"}


@pytest.mark.parametrize("check", ["date", "past-date", "future-date"])
def test_dates_are_read_the_same(check: str) -> None:
    forms = [
        {f"it-{name}": value for name, value in zip(("day", "month", "year"), one, strict=True)}
        for one in DATES
    ]
    said = _agree([(one_question("date-input", check=check), 0, form, {}) for form in forms])
    assert any(found[1] for found in said)
    assert not all(found[1] for found in said)


def test_files_are_named_the_same() -> None:
    for more in ({}, {"accept": ["pdf"]}, {"accept": [".pdf", "jpg", "png"], "required": False}):
        made = one_question("file-upload", **more)
        _agree([(made, 0, {"it": name}, before) for name in FILES for before in ({}, {"it": "before.pdf"})])


PAGES = [(one, number) for one in starters().values() for number in range(len(one.pages))]
TYPED = [
    "",
    " ",
    "x",
    "yes",
    "no",
    "7",
    "2026",
    "13",
    "SW1A 2AA",
    "name@example.com",
    "07700 900982",
    "AB12 CDE",
    "a.pdf",
]


def _values(component: Component) -> list[str]:
    items = component.params.get("items") or []
    own = [str(item["value"]) for item in items if isinstance(item, dict) and "value" in item]
    return own * 4 or TYPED


def _fields(component: Component) -> list[tuple[str, list[str]]]:
    if component.name is None:
        return []
    name = component.name
    inner = [field for _, shown in component.reveals for one in shown for field in _fields(one)]
    if component.component == "date-input":
        return [
            (f"{name}-{part}", ["", "1", "12", "may", "2020", "2030"]) for part in ("day", "month", "year")
        ]
    return [(name, _values(component)), *inner]


def _sent(chance: Random) -> Page:
    one, number = chance.choice(PAGES)
    form: Form = {}
    for component in one.pages[number].components:
        for name, values in _fields(component):
            file = component.component == "file-upload"
            several = (
                [] if file else [[chance.choice([*values, "other"]) for _ in range(chance.randint(0, 3))]]
            )
            form[name] = chance.choice([*values, *several])
    return one, number, form, {"email": "x"} if chance.random() < 0.3 else {}


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32))
def test_every_starter_page_is_read_the_same(seed: int) -> None:
    chance = Random(seed)
    _agree([_sent(chance) for _ in range(60)])


def test_an_empty_page_is_refused_the_same() -> None:
    said = _agree([(one, number, {}, {}) for one, number in PAGES])
    assert sum(bool(found[1]) for found in said) > 20


def test_a_box_that_stands_alone_is_not_ticked_with_others() -> None:
    items = [
        {"value": "a", "text": "A"}, {"divider": "or"},
        {"value": "none", "text": "None of these", "behaviour": "exclusive"},
    ]  # fmt: skip
    made = one_question("checkboxes", params={"items": items})
    forms = [{"it": one} for one in (["a"], ["a", "none"], ["none"], ["_unchecked"], ["b"], ["a", "a"])]
    ours, theirs = _both([(made, 0, form, {}) for form in forms])
    assert "but not both" in theirs[1][1]["it"][0]
    assert [one for place, one in enumerate(theirs) if place != 3] == [
        one for place, one in enumerate(ours) if place != 3
    ]
    # What the kit sends for "nothing ticked" counts as nothing.
    assert theirs[3][0] == {"it": ""}


TESTS = st.sampled_from(
    ["< 3", ">= 3", '"x"', 'in ("x", "y")', "", "not a test", "<= {{most}}", "yes", '!= "y"']
)
NAMES = st.sampled_from("abcd")
GIVES = st.sampled_from(["x", "y", "yes", "", "{{most}}"])
TABLES = st.builds(
    lambda name, hit, rows, otherwise: DecisionTable(
        name, "", hit, tuple(dict.fromkeys(key for row in rows for key in row.when)), tuple(rows), otherwise
    ),
    NAMES,
    st.sampled_from(["first", "unique", "any"]),
    st.lists(st.builds(TableRow, st.dictionaries(NAMES, TESTS, max_size=2), GIVES), max_size=3),
    GIVES,
)
KNOWN = st.dictionaries(NAMES, st.sampled_from(["x", "y", "2", "3", "yes", "", "many"]) | st.just(["x", "y"]))
CASES = st.tuples(st.lists(TABLES, min_size=1, max_size=3), KNOWN, st.none() | st.lists(NAMES, max_size=2))


@settings(max_examples=10, deadline=None)
@given(st.lists(CASES, min_size=50, max_size=50))
def test_rules_decide_the_same(cases: list[tuple[list[DecisionTable], Form, list[str] | None]]) -> None:
    asked, wanted = [], []
    for tables, known, given_ in cases:
        made = [pattern_of(table, number) for number, table in enumerate(tables)]
        asked.append(
            {
                "tables": tables_json(made),
                "answers": known,
                "given": list(known) if given_ is None else given_,
            }
        )
        wanted.append(values_of(decided(made, known, given_)))
    assert ask({"tables": asked})["tables"] == wanted


def test_rules_of_the_starters_decide_the_same() -> None:
    ruled = [one for one in starters().values() if one.tables]
    assert ruled
    names = sorted({name for one in ruled for table in one.tables for name in table.inputs})
    cases = [dict.fromkeys(names, value) for value in ("yes", "no", "0", "1", "70", "A", "")]
    wanted = [values_of(decided(ruled, known)) for known in cases]
    asked = [{"tables": tables_json(ruled), "answers": known, "given": list(known)} for known in cases]
    assert ask({"tables": asked})["tables"] == wanted
    assert any(wanted)


def pattern_of(table: DecisionTable, number: int) -> Pattern:
    made = pattern(pages=[{"title": "T", "components": []}])
    return Pattern(f"p{number}", made.kind, pages=made.pages, tables=(table,), settings={"most": 2.5})
