"""Reading what somebody sent from a page of a pattern: checked here, whatever the browser did or did not
check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from os import SEEK_END
from typing import Protocol

from bpmn.conditions import parse
from bpmn.patterns import Component, Page, Pattern, choices, with_settings
from webapp.patterns.faults import Fault, message, nothing_given
from webapp.patterns.values import Checked, check_date, check_file, check_text, clean

MOST_TYPED = 10_000
"""Characters of one field that are looked at; what comes after them is dropped before any check."""


class FormData(Protocol):
    """The fields that came with a request, such as Flask's `request.form`."""

    def getlist(self, key: str, /) -> list[str]:
        """Every value sent under a name."""
        ...


class SentFile(Protocol):
    """A file that came with a request; only its name and, where it can be had, its size are looked at."""

    @property
    def filename(self) -> str | None:
        """The name the browser gave."""
        ...


Form = FormData | Mapping[str, str | Sequence[str]]
Given = dict[str, str | list[str]]


def read_answers(
    pattern: Pattern,
    page_index: int,
    form: Form,
    files: Mapping[str, SentFile] | None = None,
    *,
    settings: Mapping[str, object] | None = None,
    before: Mapping[str, str | Sequence[str]] | None = None,
    today: date | None = None,
) -> tuple[Given, dict[str, Fault]]:
    """What the page's questions were answered with, and what is wrong, by the names of the answers.

    An answer is a text; a list of texts only for checkboxes with several items. Dates are kept as
    2026-06-03, numbers as plain digits, a file by its name (the file itself is not kept). A question left
    empty, or not shown because another choice was made, answers with an empty text, so that what was said
    before is replaced. Where there are faults the answers hold what was typed, for showing again, and
    must not be kept. `before` are earlier answers: a file chosen then need not be chosen again.
    """
    reading = _Reading(form, files or {}, before or {}, today or date.today())
    page = with_settings(pattern.pages[page_index], {**pattern.settings, **(settings or {})})
    reading.read(page.components, shown=True)
    return reading.answers, reading.faults


def needs_upload(page: Page) -> bool:
    """Whether the page's form must be sent as `multipart/form-data`, because it takes a file."""
    return any(_takes_file(component) for component in page.components)


def _takes_file(component: Component) -> bool:
    inner = (_takes_file(shown) for _, revealed in component.reveals for shown in revealed)
    return component.component == "file-upload" or any(inner)


def _size(sent: SentFile | None) -> int | None:
    """How many bytes were sent; None for a file that cannot be measured."""
    stream = getattr(sent, "stream", None)
    if stream is None:
        return None
    size: int = stream.seek(0, SEEK_END)
    stream.seek(0)
    return size


class _Reading:
    def __init__(
        self,
        form: Form,
        files: Mapping[str, SentFile],
        before: Mapping[str, str | Sequence[str]],
        today: date,
    ) -> None:
        self._form = form
        self._files = files
        self._before = before
        self._today = today
        self.answers: Given = {}
        self.faults: dict[str, Fault] = {}

    def read(self, components: Sequence[Component], *, shown: bool) -> None:
        for component in components:
            if component.name is not None:
                self._read_one(component, component.name, shown)
                chosen = self.answers[component.name]
                for value, revealed in component.reveals:
                    picked = value in chosen if isinstance(chosen, list) else value == chosen
                    self.read(revealed, shown=shown and picked)

    def _read_one(self, component: Component, name: str, shown: bool) -> None:
        if not shown:
            self.answers[name] = ""
        elif component.component == "date-input":
            self._read_date(component, name)
        elif component.component == "file-upload":
            self._read_file(component, name)
        elif component.component in ("radios", "select", "checkboxes"):
            self._read_choice(component, name)
        else:
            self._keep(component, name, typed := self._typed(name), check_text(component, typed))

    def _values(self, name: str) -> list[str]:
        if isinstance(self._form, Mapping) and not hasattr(self._form, "getlist"):
            value = self._form.get(name, ())
            found = [value] if isinstance(value, str) else list(value)
        else:
            found = self._form.getlist(name)
        return [clean(value[:MOST_TYPED]) for value in found[:100]]

    def _typed(self, name: str) -> str:
        return next(iter(self._values(name)), "")

    def _keep(self, component: Component, name: str, typed: str, checked: Checked) -> None:
        if not typed:
            self._nothing(component, name)
        elif isinstance(checked, Fault):
            self.answers[name] = typed
            self.faults[name] = checked
        else:
            self.answers[name] = checked

    def _nothing(self, component: Component, name: str) -> None:
        self.answers[name] = ""
        if component.required or self._needed(component.required_when):
            self.faults[name] = Fault(nothing_given(component))

    def _needed(self, when: str) -> bool:
        """Whether a condition over the answers read so far says for certain that this one is needed."""
        condition = parse(when) if when else None
        return condition is not None and condition.evaluate({**self._before, **self.answers}) is True

    def _read_date(self, component: Component, name: str) -> None:
        day, month, year = (self._typed(f"{name}-{part}") for part in ("day", "month", "year"))
        typed = f"{day}/{month}/{year}" if day or month or year else ""
        self._keep(component, name, typed, check_date(component, (day, month, year), self._today))

    def _read_file(self, component: Component, name: str) -> None:
        sent = self._files.get(name)
        filename = (sent.filename or "") if sent is not None else ""
        earlier = self._before.get(name, "")
        if not filename and isinstance(earlier, str) and earlier:
            self.answers[name] = earlier
        else:
            self._keep(component, name, filename, check_file(component, filename, _size(sent)))
            if name in self.faults:
                self.answers[name] = ""

    def _read_choice(self, component: Component, name: str) -> None:
        offered = {value for value, _ in choices(component)}
        chosen = list(dict.fromkeys(value for value in self._values(name) if value))
        if not chosen:
            self._nothing(component, name)
        elif not offered.issuperset(chosen):
            self.answers[name] = ""
            self.faults[name] = Fault(message(component, "choice", nothing_given(component)))
        elif component.component == "checkboxes" and len(offered) > 1:
            self.answers[name] = chosen
            self._refuse_mixed(component, name, chosen)
        else:
            self.answers[name] = chosen[0]

    def _refuse_mixed(self, component: Component, name: str, chosen: Sequence[str]) -> None:
        """An exclusive box ("None of these") cannot be ticked together with others."""
        alone = {
            str(item.get("value")): str(item.get("text"))
            for item in component.params.get("items", ())
            if isinstance(item, Mapping) and item.get("behaviour") == "exclusive"
        }
        mixed = [alone[value] for value in chosen if value in alone]
        if mixed and len(chosen) > 1:
            usual = f"Select what applies, or select “{mixed[0]}”, but not both"
            self.faults[name] = Fault(message(component, "choice", usual))
