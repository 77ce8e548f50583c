"""What to look at in the data of a process, one function a kind of flag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from bpmn.conditions import Condition
from bpmn.conditions.tree import Among, Compare, Name
from bpmn.conditions.values import Literal, equal, name_in_words
from bpmn.data_used.before import reached_without
from bpmn.data_used.record import Asking, Flag, Named
from bpmn.data_used.using import Written
from bpmn.model import Diagram
from bpmn.naming import called, listed

NeverBoth = Callable[[str, str], bool]
"""Whether no case does both of two steps."""
MOST_LATE = 200
"""Answers of which it is looked up whether they are asked too late."""


def never_offered(written: Iterable[Written], names: Mapping[str, Named], diagram: Diagram) -> Iterator[Flag]:
    """Values that a condition looks for and no question offers."""
    for one in written:
        for name, literal in _looked_for(one.read) if one.read else ():
            named = names.get(name)
            asked = named.asked if named else ()
            offered = [value for asking in asked for value in asking.choices]
            if not asked or not all(asking.choices for asking in asked):
                continue
            if any(equal(value, literal.value) for value in offered):
                continue
            near = get_close_matches(str(literal.value), offered, n=1)
            meant = f" Perhaps “{near[0]}” is meant." if near else f" It offers {_quoted(offered)}."
            text = (
                f"{called(diagram, one.element)} looks for “{literal.value}” in “{asked[0].question}”, which no "
                f"choice gives, so that way is never decided for.{meant}"
            )
            yield Flag("never-offered", text, (name,), (one.element,))


def never_asked(names: Iterable[Named], diagram: Diagram) -> Iterator[Flag]:
    """Answers that something looks at and no page asks for."""
    for one in names:
        used = [use for use in one.used if use.how not in ("said", "drawn")]
        if one.asked or not used:
            continue
        where = listed(dict.fromkeys(called(diagram, use.element) for use in used))
        decides = any(use.how in ("decision", "event") for use in used)
        then = "A person has to decide there" if decides else "Its place stays empty there"
        text = f"“{name_in_words(one.name)}” is used at {where}, and no page of this process asks for it. {then}."
        yield Flag("never-asked", text, (one.name,), _elements(used))


def asked_late(names: Iterable[Named], diagram: Diagram) -> Iterator[Flag]:
    """Answers that a case can need before it was asked for them."""
    for number, one in enumerate(named for named in names if named.asked and named.used):
        if number == MOST_LATE:
            return
        asking = {ask.element for ask in one.asked}
        early = reached_without(diagram, asking) - asking
        late = [use for use in one.used if use.element in early and use.how not in ("said", "drawn")]
        if not late:
            continue
        where = listed(dict.fromkeys(called(diagram, use.element) for use in late))
        asks = listed(dict.fromkeys(called(diagram, key) for key in sorted(asking)))
        text = (
            f"“{one.asked[0].question}” is used at {where}; on at least one way a case comes there before it was "
            f"asked, at {asks}."
        )
        yield Flag("asked-late", text, (one.name,), (*_elements(late), *sorted(asking)))


def unreadable(written: Iterable[Written], diagram: Diagram) -> Iterator[Flag]:
    """Conditions that only a person can decide."""
    for one in written:
        if one.read is None:
            text = f"{called(diagram, one.element)}: “{one.text[:200]}” cannot be read, so a person decides there."
            yield Flag("unreadable", text, (), (one.element,))


def asked_twice(names: Iterable[Named], diagram: Diagram, never_both: NeverBoth) -> Iterator[Flag]:
    """Answers that the resident of one case can be asked for at two steps. Staff may well judge the same again."""
    for one in names:
        theirs = [ask for ask in one.asked if ask.audience == "resident"]
        steps = list(dict.fromkeys(ask.element for ask in theirs))
        pairs = [pair for pair in combinations(steps, 2) if not never_both(*pair)]
        if pairs:
            again = list(dict.fromkeys(key for pair in pairs for key in pair))
            where = listed(called(diagram, key) for key in again)
            text = f"“{theirs[0].question}” is asked more than once: at {where}."
            yield Flag("asked-twice", text, (one.name,), tuple(again))


def by_another_name(
    alike: Iterable[tuple[tuple[str, Asking], tuple[str, Asking]]], diagram: Diagram, never_both: NeverBoth
) -> Iterator[Flag]:
    """Questions that ask the same under two names, at steps that one case can do both of."""
    for (name, one), (other, two) in alike:
        if one.element != two.element and never_both(one.element, two.element):
            continue
        text = (
            f"“{one.question}” at {called(diagram, one.element)} and “{two.question}” at "
            f"{called(diagram, two.element)} seem to ask the same, as {name} and as {other}: "
            "what is answered to one is not known to the other."
        )
        yield Flag("asked-again-by-another-name", text, (name, other), (one.element, two.element))


def could_be_looked_up(names: Iterable[Named]) -> Iterator[Flag]:
    """Questions whose answer the council could find out."""
    for one in names:
        for ask in one.asked:
            if ask.look_up:
                text = f"“{ask.question}” could be looked up: {ask.look_up.rstrip('.')}."
                yield Flag("could-be-looked-up", text, (one.name,), (ask.element,))
                break


def never_used(names: Iterable[Named]) -> Iterator[Flag]:
    """Answers that nothing looks at."""
    for one in names:
        if one.asked and not one.used:
            why = (
                f" The pattern says why it is asked: {one.asked[0].why.rstrip('.')}."
                if one.asked[0].why
                else ""
            )
            text = f"“{one.asked[0].question}” is asked, and nothing in the diagram or its pages uses the answer.{why}"
            yield Flag("never-used", text, (one.name,), _elements(one.asked))


def _elements(found: Sequence[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.element for one in found))


def _quoted(values: Sequence[str]) -> str:
    return listed(f"“{value}”" for value in dict.fromkeys(values))


def _looked_for(condition: Condition) -> Iterator[tuple[str, Literal]]:
    """The values that a condition compares answers with for being the same."""
    rest: list[Any] = [condition]
    while rest:
        one = rest.pop()
        if isinstance(one, Compare) and one.operator in ("==", "!="):
            for left, right in ((one.left, one.right), (one.right, one.left)):
                if isinstance(left, Name) and isinstance(right, Literal) and right.value != "":
                    yield left.name, right
        elif isinstance(one, Among) and isinstance(one.left, Name):
            yield from ((one.left.name, choice) for choice in one.choices if isinstance(choice, Literal))
        elif isinstance(one, tuple):
            rest.extend(reversed(one))
        elif is_dataclass(one):
            rest.extend(getattr(one, field.name) for field in reversed(fields(one)))
