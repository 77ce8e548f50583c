"""A form for one component, made from the options that the Design System publishes for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bpmn.patterns import Component
from bpmn.patterns.lint.hint_for_a_format import example
from bpmn.patterns.options import CHOICE_COMPONENTS, OURS_TO_SET, QUESTION_COMPONENTS, table
from bpmn.patterns.record import CHECKS
from webapp.patterns.editor.words import CHECK_WORDS, HINTS, LABELS, MAIN, in_words

NOT_IN_FORMS = frozenset({"object"})
"""Types that only the expert's tab can set."""
FILLED_IN = OURS_TO_SET | {"value", "values", "checked", "selected", "disabled"}
"""Options of a question that the library fills in from the case."""
ERRORS = ("required", "check", "min", "max", "longest", "choice", "accept", "largest")


@dataclass(frozen=True)
class Field:
    """One field: `name` in the form, `kind` text, long, tick or choice (then `options` are value and words)."""

    name: str
    label: str
    kind: str
    value: str
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Its id in the page; no answer of a pattern can have it."""
        return "edit-" + re.sub(r"[^A-Za-z0-9]+", "-", self.name)


@dataclass(frozen=True)
class Row:
    """One entry of a list, such as a choice: `was` is its number in the component, None for the empty one more."""

    number: int
    was: int | None
    main: tuple[Field, ...]
    more: tuple[Field, ...]


@dataclass(frozen=True)
class Rows:
    """A list of entries: `name` is its place (`params.items`), `label` what one entry is called."""

    name: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A part of the form under one heading; a folded one opens on demand."""

    title: str
    parts: tuple[Field | Rows, ...]
    folded: bool = False


def sections(component: Component) -> tuple[Section, ...]:
    """The whole form of a component."""
    shape = table()["components"].get(component.component, {})
    made = list(_options(shape, component.params, "params", component.component))
    main = tuple(part for part in made if isinstance(part, Rows) or part.name in MAIN)
    rest = tuple(part for part in made if part not in main)
    found = (
        _question(component, main)
        if component.component in QUESTION_COMPONENTS
        else [Section("What it says", main)]
    )
    return (*found, *([Section("More options of the Design System", rest, folded=True)] if rest else []))


def _question(component: Component, main: tuple[Field | Rows, ...]) -> list[Section]:
    words = tuple(part for part in main if isinstance(part, Field))
    lists = tuple(part for part in main if isinstance(part, Rows))
    hint = example(component)
    said = tuple(_with_hint(part, hint) if part.name == "params.hint.text" else part for part in words)
    return [
        Section("The question", (*said, *_name(component))),
        *([Section("The choices", lists)] if lists else []),
        Section("The answer", tuple(_answer(component))),
        Section("Why it is asked", tuple(_why(component))),
        Section("Messages when something is wrong", tuple(_errors(component)), folded=True),
    ]


def _with_hint(field: Field, example_hint: str) -> Field:
    if not example_hint:
        return field
    return Field(field.name, field.label, field.kind, field.value, f"Such as: {example_hint}")


def _name(component: Component) -> Iterator[Field]:
    yield Field("name", LABELS["name"], "text", component.name or "", HINTS["name"])


def _answer(component: Component) -> Iterator[Field]:
    yield Field("required", LABELS["required"], "tick", "yes" if component.required else "")
    kind = component.component
    if kind in ("input", "date-input"):
        dates = ("date", "past-date", "future-date")
        fitting = [one for one in CHECKS if (one in dates) == (kind == "date-input")]
        words = tuple((one, CHECK_WORDS[one]) for one in fitting)
        yield Field("check", LABELS["check"], "choice", component.check or "", "", (("", "Anything"), *words))
    if kind == "input":
        yield Field("low", LABELS["low"], "text", _bound(component.low), HINTS["bound"])
        yield Field("high", LABELS["high"], "text", _bound(component.high), HINTS["bound"])
    if kind in ("input", "textarea", "character-count", "password-input"):
        yield Field("longest", LABELS["longest"], "text", str(component.longest or ""))
    if kind == "file-upload":
        yield Field("accept", LABELS["accept"], "text", ", ".join(component.accept), HINTS["accept"])
        yield Field("largest", LABELS["largest"], "text", str(component.largest or ""))
    else:
        yield Field("evidence", LABELS["evidence"], "tick", "yes" if component.evidence else "")
    yield Field(
        "required_when", LABELS["required_when"], "text", component.required_when, HINTS["required_when"]
    )


def _bound(bound: float | str | None) -> str:
    return "" if bound is None else bound if isinstance(bound, str) else f"{bound:g}"


def _why(component: Component) -> Iterator[Field]:
    for key in ("why", "law", "used_for", "used_by", "kept_for", "look_up", "standard"):
        kind = "long" if key == "why" else "text"
        yield Field(key, LABELS[key], kind, getattr(component, key), HINTS.get(key, ""))


def _errors(component: Component) -> Iterator[Field]:
    for kind in ERRORS:
        if _can_go_wrong(component, kind) or kind in component.errors:
            label = LABELS[f"errors.{kind}"]
            yield Field(f"errors.{kind}", label, "text", component.errors.get(kind, ""), HINTS["errors"])


def _can_go_wrong(component: Component, kind: str) -> bool:
    name = component.component
    if kind == "required":
        return True
    if kind == "choice":
        return name in CHOICE_COMPONENTS
    if kind in ("accept", "largest"):
        return name == "file-upload"
    if kind in ("min", "max"):
        return name in ("input", "date-input")
    return name in ("input", "date-input") if kind == "check" else name in ("input", "textarea")


def _options(
    shape: Mapping[str, Any], params: Mapping[str, Any], where: str, component: str
) -> Iterator[Field | Rows]:
    ours = FILLED_IN if component in QUESTION_COMPONENTS else frozenset({"id", "idPrefix"})
    for key, kind in shape.items():
        if key in ours and where == "params":
            continue
        value = params.get(key) if isinstance(params, Mapping) else None
        if isinstance(kind, list):
            yield from _list(key, kind[0], value, f"{where}.{key}", component)
        elif kind in table()["shapes"]:
            inner = value if isinstance(value, Mapping) else {}
            yield from _options(table()["shapes"][kind], inner, f"{where}.{key}", component)
        elif kind not in NOT_IN_FORMS:
            yield _field(key, kind, value, f"{where}.{key}")


def _field(key: str, kind: str, value: Any, where: str) -> Field:
    label = LABELS.get(where.removeprefix("params."), in_words(where.removeprefix("params.")))
    if kind == "boolean":
        said = {True: "yes", False: "no"}.get(value, "")
        usual = (("", "As usual"), ("yes", "Yes"), ("no", "No"))
        return Field(where, label, "choice", said, "", usual)
    is_long = key == "text" and where in ("params.text", "params.panel.text")
    return Field(where, label, "long" if is_long else "text", "" if value is None else str(value))


def _list(key: str, kind: Any, value: Any, where: str, component: str) -> Iterator[Field | Rows]:
    """A list of shapes as rows; a table's cells as lines of text."""
    entries = value if isinstance(value, list) else []
    if isinstance(kind, list) or kind == "cell":
        lines = [entries] if kind == "cell" else entries
        text = "\n".join(" | ".join(_cell(cell) for cell in line) for line in lines if isinstance(line, list))
        label = LABELS["table.head"] if kind == "cell" else LABELS["table.rows"]
        yield Field(where, label, "long", text, HINTS["table"])
    elif kind in table()["shapes"]:
        made = [_row(kind, entry, number, number, where, component) for number, entry in enumerate(entries)]
        empty = _row(kind, {}, len(entries), None, where, component)
        yield Rows(where, LABELS.get(f"one {kind}", "Entry"), (*made, empty))


def _cell(cell: object) -> str:
    return str(cell.get("text", "")) if isinstance(cell, Mapping) else ""


def _row(kind: str, entry: Any, number: int, was: int | None, where: str, component: str) -> Row:
    place = f"{where}.{number}"
    found = [
        Field(one.name, _within(one, place), one.kind, one.value, one.hint, one.options)
        for one in _options(table()["shapes"][kind], entry, place, component)
        if isinstance(one, Field)
    ]
    main = tuple(one for one in found if one.name.removeprefix(f"{place}.") in MAIN)
    return Row(number, was, main, tuple(one for one in found if one not in main))


def _within(field: Field, place: str) -> str:
    short = field.name.removeprefix(f"{place}.")
    return LABELS.get(f"row.{short}", in_words(short))
