"""From a component of a definition to the Design System component that asks or says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bpmn.patterns import Check, Component
from importers.form_draft.asking import ADDRESS, MOST_CHOICES, YES_NO, Names, choice, lines, typed
from importers.form_draft.texts import line, mapping, objects, words
from importers.xgov_forms.fields import Field, Fields

_TYPED: dict[str, tuple[str, Check | None]] = {
    "TextField": ("input", None),
    "MultilineTextField": ("textarea", None),
    "FreeTextField": ("textarea", None),
    "EmailAddressField": ("input", "email"),
    "TelephoneNumberField": ("input", "phone"),
    "NumberField": ("input", "number"),
    "DateField": ("date-input", "date"),
    "DatePartsField": ("date-input", "date"),
    "DatePartsfield": ("date-input", "date"),
    "WebsiteField": ("input", None),
    "FileUploadField": ("file-upload", None),
    "ClientSideFileUploadField": ("file-upload", None),
}
_CHOICES = {
    "RadiosField": "radios",
    "SelectField": "select",
    "AutocompleteField": "select",
    "CheckboxesField": "checkboxes",
}
_SAID = (
    "Para",
    "Html",
    "Markdown",
    "InsetText",
    "List",
    "Details",
    "WarningText",
    "FlashCard",
    "ContentWithState",
)
_LEFT = {
    "HiddenField": "a hidden answer",
    "PaymentField": "a payment",
}


@dataclass(frozen=True)
class Item:
    """One entry of a list: the value and words of a choice, what is said about it, and what it reveals."""

    value: str
    text: str
    hint: str = ""
    reveals: tuple[Mapping[str, Any], ...] = ()
    conditional: bool = False


@dataclass(frozen=True)
class Place:
    """Where a component stands: its section, its page's title, how deep it is revealed."""

    section: str
    page: str
    depth: int = 0


class Reading:
    """Reads components one by one; keeps their fields, so that conditions find them."""

    def __init__(self, lists: Mapping[str, tuple[Item, ...]], notes: list[str]) -> None:
        self._lists, self._notes = lists, notes
        self._names = Names()
        self.fields = Fields()

    def components(self, found: object, place: Place) -> tuple[Component, ...]:
        """The components of a page (or behind a choice), in order."""
        return tuple(one for source in objects(found) for one in self._one(source, place))

    def _one(self, source: Mapping[str, Any], place: Place) -> tuple[Component, ...]:
        kind = line(source.get("type"))
        if kind in _SAID:
            return self._said(kind, source)
        if kind in _LEFT:
            self._notes.append(f"“{place.page}”: {_LEFT[kind]} was not carried over.")
            return ()
        title = line(source.get("title")) or line(source.get("shortDescription")) or place.page
        options = mapping(source.get("options"))
        required = options.get("required") is not False
        called = line(source.get("name")) or title
        if kind == "UkAddressField":
            asked = lines(self._names, "" if title == place.page else title, ADDRESS, required=required)
            self._keep(asked[-1], kind, called, source, place)
            return asked
        one = self._question(kind, source, title, called, place)
        self._keep(one, kind, called, source, place)
        self._say_rules(title, options, mapping(source.get("schema")))
        return (one,)

    def _keep(self, one: Component, kind: str, called: str, source: Mapping[str, Any], place: Place) -> None:
        found = Field(one.name or "", kind, not one.required)
        self.fields.add(found, called, place.section, line(source.get("id")))

    def _question(
        self, kind: str, source: Mapping[str, Any], title: str, called: str, place: Place
    ) -> Component:
        options, schema = mapping(source.get("options")), mapping(source.get("schema"))
        required = options.get("required") is not False
        hint = line(source.get("hint"))
        name = self._names.new(called if _readable(called) else title)
        if kind == "YesNoField":
            return choice("radios", name, title, YES_NO, hint, required=required)
        if kind == "DeclarationField":
            agreed = (("yes", "I understand and agree"),)
            return choice(
                "checkboxes", name, title, agreed, words(source.get("content"))[:1000], required=required
            )
        items = self._items(source)
        if kind in _CHOICES and items:
            return self._choice(_CHOICES[kind], name, title, items, hint, required, place)
        if kind in _CHOICES:
            self._notes.append(f"“{title}” is a choice without a list, and was taken for a line of text.")
        elif kind not in _TYPED:
            self._notes.append(f"“{title}”: we have nothing like a “{kind}”, and took it for a line of text.")
        component, check = _TYPED.get(kind, ("input", None))
        if kind == "NumberField" and (schema.get("integer") is True or schema.get("precision") == 0):
            check = "whole-number"
        one = typed(component, name, title, hint, required=required, check=check)
        return _bounded(one, kind, schema)

    def _items(self, source: Mapping[str, Any]) -> tuple[Item, ...]:
        found = self._lists.get(line(source.get("list"))) or items_of(
            mapping(source.get("values")).get("items")
        )
        if len(found) > MOST_CHOICES:
            self._notes.append(
                f"“{line(source.get('title'))}” has {len(found)} choices; {MOST_CHOICES} were taken."
            )
        return found[:MOST_CHOICES]

    def _choice(
        self,
        component: str,
        name: str,
        title: str,
        items: tuple[Item, ...],
        hint: str,
        required: bool,
        place: Place,
    ) -> Component:
        if any(one.conditional for one in items):
            self._notes.append(
                f"“{title}”: some choices are shown only to some people; here everybody sees them."
            )
        pairs = [(one.value, one.text) for one in items]
        hints = [one.hint for one in items]
        made = choice(component, name, title, pairs, hint, required=required, hints=hints)
        if component == "select" or place.depth:
            if any(one.reveals for one in items):
                self._notes.append(f"“{title}”: the questions behind its choices were not carried over.")
            return made
        deeper = replace(place, depth=1)
        shown = [(one.value, self.components(list(one.reveals), deeper)) for one in items if one.reveals]
        return replace(made, reveals=tuple((value, inner) for value, inner in shown if inner))

    def _said(self, kind: str, source: Mapping[str, Any]) -> tuple[Component, ...]:
        if mapping(source.get("options")).get("condition"):
            self._notes.append("A text that only some people see is shown to everybody.")
        text = words(source.get("content"))
        if kind in ("List", "FlashCard"):
            items = self._items(source)
            text = "\n".join(f"- {one.text}" for one in items) or text
        if kind == "Details":
            return (
                Component(
                    "details", params={"summaryText": line(source.get("title")) or "More", "text": text}
                ),
            )
        if kind == "WarningText":
            return (Component("warning-text", params={"text": text, "iconFallbackText": "Warning"}),)
        return (Component("inset-text", params={"text": text}),) if text else ()

    def _say_rules(self, title: str, options: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
        left = [
            words_
            for key, words_ in (
                ("maxDaysInPast", "how far back a date may lie"),
                ("maxDaysInFuture", "how far ahead a date may lie"),
                ("maxWords", "the greatest number of words"),
                ("customValidationMessage", "its own error message"),
                ("customValidationMessages", "its own error messages"),
                ("condition", "whom it is shown to"),
            )
            if options.get(key) not in (None, "", {})
        ]
        left += ["the pattern that answers must match"] if schema.get("regex") else []
        if left:
            self._notes.append(f"“{title}”: not carried over: {', '.join(left)}.")


def items_of(found: object) -> tuple[Item, ...]:
    """The entries of a list, each with a value of its own."""
    items: dict[str, Item] = {}
    for one in objects(found):
        text = line(one.get("text")) or line(one.get("label")) or line(one.get("value"))
        value = (
            line(one.get("value")) if not isinstance(one.get("value"), bool) else str(one["value"]).lower()
        )
        value = value or text
        if not text or value in items:
            continue
        inner = mapping(one.get("conditional")).get("components")
        hint = line(one.get("description")) or line(mapping(one.get("hint")).get("text"))
        items[value] = Item(value, text, hint, tuple(objects(inner)), bool(one.get("condition")))
    return tuple(items.values())


def _readable(called: str) -> bool:
    """Whether a field's name says anything: designers also make them up of six letters."""
    return not (len(called) == 6 and called.isalpha() and not called.islower())


def _bounded(one: Component, kind: str, schema: Mapping[str, Any]) -> Component:
    low, high = _number(schema.get("min")), _number(schema.get("max"))
    if kind == "NumberField":
        turned = low is not None and high is not None and low > high
        return one if turned else replace(one, low=low, high=high)
    longest = _number(schema.get("max")) or _number(schema.get("length"))
    if one.component in ("input", "textarea") and longest is not None and 1 <= longest <= 100_000:
        return replace(one, longest=int(longest))
    return one


def _number(value: object) -> float | None:
    """A bound, which definitions write as a number or as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e12 else None
