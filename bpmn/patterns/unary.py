"""The test in one cell of a decision table, read as a condition over one answer.

The grammar is that of `bpmn.conditions` with the answer left out, and only literals to compare with (DMN 1.5 calls
these unary tests, 7.3.2): `>= 65`, `"A"`, `in ("A", "B")`, `not in ("C")`, `>= 18 and < 65`, `"A" or "B"`. An empty
test, or `-`, lets every value through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bpmn.conditions import Condition, parse
from bpmn.conditions.tree import All, Among, Compare, Holds, Name, Not, Some
from bpmn.conditions.values import Literal, name_in_words
from bpmn.patterns.places import places
from bpmn.patterns.record import Setting

ANY: Condition = Holds(Literal(True, quoted=False))
"""What an empty test says: whatever is answered, and also when nothing is."""
_PLAIN = {"yes": '"yes"', "no": '"no"', "true": "true", "false": "false"}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?\Z", re.ASCII)
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\["'\\])*"|'(?:[^'\\]|\\["'\\])*')
    | (?P<date>\d{4}-\d{2}-\d{2}(?![\w.-]))
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>==|!=|<=|>=|[=<>()\[\],])
    )\s*""",
    re.VERBOSE,
)
_COMPARING = {"==": "==", "=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class UnreadableTest(ValueError):
    """The text is no test. `str()` is a sentence: what is wrong, what to do."""


def read_test(name: str, text: str, settings: Mapping[str, Setting] | None = None) -> Condition:
    """The condition that a cell sets on the answer `name`, its places filled from `settings`. Raises
    `UnreadableTest`."""
    return _read(name, _filled(text, settings or {}))


@lru_cache(maxsize=2_048)
def _read(name: str, text: str) -> Condition:
    if text.strip() in ("", "-"):
        return ANY
    found = parse(" ".join(_Spelling(name, text).whole()))
    if found is None:
        raise UnreadableTest(f"“{text}” is too long or too deep to be read: split it into several rows.")
    return found


def literals(condition: Condition) -> tuple[Literal, ...]:
    """Every literal that a test compares with, in order."""
    return tuple(_literals(condition))


def orders(condition: Condition) -> bool:
    """Whether a test asks for more or less, so that only numbers and dates can be held against it."""
    if isinstance(condition, All | Some):
        return any(orders(part) for part in condition.parts)
    if isinstance(condition, Not):
        return orders(condition.inner)
    return isinstance(condition, Compare) and condition.operator not in ("==", "!=")


def in_words(condition: Condition, labels: Mapping[str, str] | None = None) -> str:
    """A test as a person would say it of the answer: `is at least 65`. `labels` are what values are called; a
    test that lets everything through is `any`."""
    if condition == ANY:
        return "any"
    if isinstance(condition, All | Some):
        joined = " and " if isinstance(condition, All) else " or "
        return joined.join(in_words(part, labels) for part in condition.parts)
    if isinstance(condition, Not):
        return _leaf(condition.inner, labels or {}, denied=True)
    return _leaf(condition, labels or {})


def _leaf(condition: Condition, labels: Mapping[str, str], denied: bool = False) -> str:
    if isinstance(condition, Compare) and isinstance(condition.right, Literal):
        condition = Compare(condition.operator, condition.left, _labelled(condition.right, labels))
    elif isinstance(condition, Among):
        choices = (_labelled(one, labels) if isinstance(one, Literal) else one for one in condition.choices)
        condition = Among(condition.left, tuple(choices))
    left = getattr(condition, "left", None)
    prefix = name_in_words(left.name) + " " if isinstance(left, Name) else ""
    return (condition.denied() if denied else condition.in_words()).removeprefix(prefix)


def _labelled(literal: Literal, labels: Mapping[str, str]) -> Literal:
    text = labels.get(str(literal.value))
    return Literal(text) if text else literal


def _literals(condition: Condition) -> Iterator[Literal]:
    if isinstance(condition, All | Some):
        for part in condition.parts:
            yield from _literals(part)
    elif isinstance(condition, Not):
        yield from _literals(condition.inner)
    elif isinstance(condition, Compare):
        yield from (side for side in (condition.left, condition.right) if isinstance(side, Literal))
    elif isinstance(condition, Among):
        yield from (choice for choice in condition.choices if isinstance(choice, Literal))


def _filled(text: str, settings: Mapping[str, Setting]) -> str:
    """The text with its places spelled as literals; a text of a setting can never become anything else."""
    for name in places(text):
        if name not in settings:
            raise UnreadableTest(f"“{text}” uses the setting “{name}”, which this pattern does not have.")
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda match: _spelled(settings[match.group(1)]), text)


def _spelled(value: Setting) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    written = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value).strip()
    if _NUMBER.match(written):
        return written
    escaped = written.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Spelling:
    """A test spelled out as a condition, by recursive descent: every part begins with the answer's name."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._text = name, text
        self._tokens = list(self._split())
        self._place = 0
        self._depth = 0

    def _split(self) -> Iterator[tuple[str, str]]:
        place = 0
        while place < len(self._text):
            match = _TOKEN.match(self._text, place)
            if match is None:
                raise self._unreadable()
            kind = match.lastgroup or ""
            yield kind, match.group(kind)
            place = match.end()

    def _unreadable(self) -> UnreadableTest:
        return UnreadableTest(
            f"“{self._text}” cannot be read as a test: write one such as >= 65, or a text in quotation marks."
        )

    def whole(self) -> Iterator[str]:
        yield from self._parts()
        if self._place != len(self._tokens):
            raise self._unreadable()

    def _parts(self) -> Iterator[str]:
        yield from self._part()
        while (joined := self._take("and", "or", ",")) is not None:
            yield "or" if joined == "," else joined
            yield from self._part()

    def _part(self) -> Iterator[str]:
        self._depth += 1
        if self._depth > 20:
            raise self._unreadable()
        if self._take("(") is not None:
            yield "("
            yield from self._parts()
            self._need(")")
            yield ")"
        elif (sign := self._take(*_COMPARING)) is not None:
            yield from (self._name, _COMPARING[sign], self._literal())
        elif self._take("in") is not None:
            yield from (self._name, "in", *self._list())
        elif self._take("not") is not None:
            self._take("in")
            yield from (self._name, "not", "in", *self._list())
        else:
            yield from (self._name, "==", self._literal())
        self._depth -= 1

    def _list(self) -> list[str]:
        opening = self._take("(", "[")
        if opening is None:
            raise self._unreadable()
        found = [self._literal()]
        while self._take(",") is not None:
            found.append(self._literal())
        self._need(")" if opening == "(" else "]")
        return ["(", ", ".join(found), ")"]

    def _literal(self) -> str:
        kind, text = self._tokens[self._place] if self._place < len(self._tokens) else ("", "")
        self._place += 1
        if kind == "text":
            return text
        if kind == "date":
            return f'"{text}"'
        if kind == "number":
            if not _NUMBER.match(text):
                raise UnreadableTest(f"“{text}” has more digits than a table can compare: use fewer.")
            return text
        if kind == "word" and text.lower() in _PLAIN:
            return _PLAIN[text.lower()]
        raise self._unreadable()

    def _take(self, *wanted: str) -> str | None:
        kind, text = self._tokens[self._place] if self._place < len(self._tokens) else ("", "")
        word = text.lower() if kind == "word" else text
        if kind in ("word", "sign") and word in wanted:
            self._place += 1
            return word
        return None

    def _need(self, wanted: str) -> None:
        if self._take(wanted) is None:
            raise self._unreadable()
