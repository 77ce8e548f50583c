"""The components of a page as a flat list with their depth, for the editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bpmn.patterns import Component, Pattern, choices, title_of

_WORDS = ("text", "titleText", "summaryText", "caption", "title")


@dataclass(frozen=True)
class Listed:
    """A component in its page: its place, what it says, how deep it is revealed, under which choice, and whether it
    is the first or last of its list. `reveals` are the places a question can be added to: (list, choice)."""

    where: str
    component: Component
    says: str
    depth: int
    under: str
    first: bool
    last: bool
    reveals: tuple[tuple[str, str], ...]


def listed(pattern: Pattern, number: int) -> tuple[Listed, ...]:
    """The page's components in order, revealed ones after theirs."""
    return tuple(_listed(pattern.pages[number].components, f"pages.{number}.components", 0, ""))


def _listed(components: Sequence[Component], where: str, depth: int, under: str) -> Iterator[Listed]:
    for place, component in enumerate(components):
        here = f"{where}.{place}"
        words = dict(choices(component))
        can = component.component in ("radios", "checkboxes") and depth < 3
        yield Listed(
            here,
            component,
            says(component),
            depth,
            under,
            place == 0,
            place == len(components) - 1,
            tuple((f"{here}.reveals.{value}", text) for value, text in words.items()) if can else (),
        )
        for value, shown in component.reveals:
            yield from _listed(shown, f"{here}.reveals.{value}", depth + 1, words.get(value, value))


def says(component: Component) -> str:
    """What a component says, in a few words; empty when nothing."""
    said = title_of(component) or next(
        (str(component.params[key]) for key in _WORDS if isinstance(component.params.get(key), str)), ""
    )
    return said if len(said) <= 80 else f"{said[:79]}…"
