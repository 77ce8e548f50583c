"""Answers and settings as a person would read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bpmn.patterns import Pattern, Question, questions

Answer = str | Sequence[str]
Answers = Mapping[str, Answer]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Row:
    """One thing asked and answered, for a list of answers; `name` is the answer's name."""

    name: str
    question: str
    answer: str


def in_words(value: object) -> str:
    """A value in words: dates as 3 June 2026, several choices with commas, yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return _date_in_words(value) if _ISO_DATE.fullmatch(value) else value
    if isinstance(value, Sequence):
        return ", ".join(in_words(item) for item in value)
    return str(value)


def _date_in_words(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"


def rows(patterns: Iterable[Pattern], answers: Answers) -> tuple[Row, ...]:
    """What these patterns asked and how it was answered, in their order; unanswered questions and passwords are
    left out."""
    asked = {question.name: question for pattern in patterns for question in questions(pattern)}
    return tuple(
        Row(name, question.title, _chosen(question, answers[name]))
        for name, question in asked.items()
        if answers.get(name) and question.component.component != "password-input"
    )


def known_words(patterns: Iterable[Pattern], answers: Answers) -> dict[str, str]:
    """Every answer in words: a choice by the text it was offered with, where one of the patterns offers
    it."""
    words = {name: in_words(answer) for name, answer in answers.items() if answer}
    return words | {row.name: row.answer for row in rows(patterns, answers)}


def _chosen(question: Question, answer: Answer) -> str:
    texts = dict(question.choices)
    values = [answer] if isinstance(answer, str) else answer
    return ", ".join(texts.get(value) or in_words(value) for value in values)
