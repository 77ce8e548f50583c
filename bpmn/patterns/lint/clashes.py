"""Names of answers that clash across the patterns of one process: the later answer replaces the earlier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.patterns.questions import Question, questions
from bpmn.patterns.record import Pattern


@dataclass(frozen=True)
class Clash:
    """Two questions of different patterns that give their answers one name and do not ask the same. `patterns` and
    `titles` go together, in the order given."""

    name: str
    patterns: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def text(self) -> str:
        """The clash in a sentence."""
        both = " and ".join(
            f"“{title}” ({slug})" for slug, title in zip(self.patterns, self.titles, strict=True)
        )
        return (
            f"The name “{self.name}” is given to different answers: {both}. The later replaces the earlier."
        )


def clashes(patterns: Iterable[Pattern]) -> tuple[Clash, ...]:
    """The names that more than one of these patterns uses for what is not the same question: another kind of
    component, other values to choose from, or other words. By name."""
    by_name: dict[str, dict[str, Question]] = {}
    for pattern in patterns:
        for question in questions(pattern):
            by_name.setdefault(question.name, {}).setdefault(pattern.slug, question)
    return tuple(
        Clash(name, tuple(asked), tuple(question.title for question in asked.values()))
        for name, asked in sorted(by_name.items())
        if len({_what_is_asked(question) for question in asked.values()}) > 1
    )


def _what_is_asked(question: Question) -> tuple[object, ...]:
    values = tuple(sorted(value for value, _ in question.choices))
    return " ".join(question.title.casefold().split()), values
