"""What every online form is, whoever made it: pages, what each asks, and where an answer leads."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.conditions import Condition
from bpmn.patterns import Component

CHECK = "check-your-answers"
"""Where a way leads that ends the questions: no page of the form may have this key."""


@dataclass(frozen=True)
class Way:
    """A way on: to the page with the key `to`, or to `CHECK`. Taken when `when` holds; without a condition whenever
    no other is. `words` is the condition as a person says it. `by_hand`: the form decides it by something that
    our conditions cannot say, so a person does."""

    to: str
    when: Condition | None = None
    words: str = ""
    by_hand: bool = False

    @property
    def otherwise(self) -> bool:
        """Whether it is taken when no other way is."""
        return self.when is None and not self.by_hand


@dataclass(frozen=True)
class FormPage:
    """One page. `ways` are tried in order. A page without ways is where a case ends early. `shown` false: no page
    at all, only a decision (or, without ways, an end). `section` is the part of the form it stands in, if
    any."""

    key: str
    title: str
    body: str = ""
    components: tuple[Component, ...] = ()
    ways: tuple[Way, ...] = ()
    shown: bool = True
    section: str = ""


@dataclass(frozen=True)
class Form:
    """A form: its title, the key of the page it begins with, its pages in order, and what stands around them in
    Markdown (empty: nothing). `checks`: whether the answers are shown to be checked before they are sent. `lenient`:
    the names of answers that the form knows to be nothing where they were not asked for (see `unasked`)."""

    title: str
    start: str
    pages: tuple[FormPage, ...]
    declaration: str = ""
    next_steps: str = ""
    thanks: str = ""
    summary: str = ""
    checks: bool = True
    lenient: frozenset[str] = frozenset()
