"""How alike any two questions are: their words, the kind of answer, proofs, choices and page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.questions.asked import AnswerKind, Asked
from bpmn.compare.questions.settings import (
    BEFORE_HINT,
    MOST_CHOICES,
    OTHER_CHOICES,
    OTHER_TOPIC,
    OTHERS_DETAIL,
    SAME_NAME,
    SAME_TOPIC,
    TERSE,
    UNDER_PAGE,
    WEIGHTS,
    WITH_HINT,
    WITHIN_TOPIC,
)
from bpmn.compare.questions.vocabulary import CHECK_TOPICS, WITHIN, bare, how_many, topic_of, whose

Table = Mapping[tuple[int, int], float]
_KINDS: Mapping[tuple[AnswerKind, AnswerKind], float] = {
    ("text", "long text"): 0.9,
    ("text", "number"): 0.7,
    ("number", "choice"): 0.6,
    ("text", "choice"): 0.6,
    ("choice", "yes or no"): 0.8,
    ("tick", "yes or no"): 0.7,
    ("upload", "yes or no"): 0.5,
    ("upload", "choice"): 0.4,
    ("date", "yes or no"): 0.5,
    ("date", "choice"): 0.5,
    ("date", "text"): 0.6,
    ("date", "number"): 0.5,
}
_OTHER_KINDS = 0.2
_NO_NAME = re.compile(r"(q|question|field|answer|input|text|item|other|value|name|details|option)?_?\d*")


class Judge:
    """Judges pairs of questions of two lists; asks the meaning once for each sort of text."""

    def __init__(self, ours: Sequence[Asked], theirs: Sequence[Asked], meaning: Meaning) -> None:
        self.ours, self.theirs, self._meaning = ours, theirs, meaning
        self._titles = self._table(lambda one: bare(one.title) or one.title)
        self._under = self._table(_under_page)
        self._hinted = self._table(lambda one: f"{bare(one.title)} {one.hint}" if one.hint else "")
        self._pages = self._table(lambda one: one.page_title)
        self._topics = [topic(one) for one in ours], [topic(one) for one in theirs]
        self._whose = [_owner(one) for one in ours], [_owner(one) for one in theirs]
        self._choices = self._choice_table()

    def _table(self, text: Callable[[Asked], str]) -> Table:
        return self._meaning.alike([text(one) for one in self.ours], [text(one) for one in self.theirs])

    def _choice_table(self) -> Mapping[tuple[str, str], float]:
        left, right = _all_choices(self.ours), _all_choices(self.theirs)
        found = self._meaning.alike(left, right)
        return {(left[i], right[j]): value for (i, j), value in found.items()}

    def alike(self, left: str, right: str) -> float:
        """How alike two texts are, outside of the tables."""
        return self._meaning.alike([left], [right]).get((0, 0), 0.0) if left and right else 0.0

    def text(self, i: int, j: int) -> float:
        """What the words of two questions say, 0 to 1."""
        first, second = self.ours[i], self.theirs[j]
        titles = self._titles.get((i, j), 0.0)
        words = max(titles, UNDER_PAGE * self._under.get((i, j), 0.0))
        if titles >= BEFORE_HINT:
            words = max(words, WITH_HINT * self._hinted.get((i, j), 0.0))
        # What a file is called says nothing of which proof it is.
        if first.key == second.key and first.kind != "upload" and not _NO_NAME.fullmatch(first.key):
            words = max(words, SAME_NAME)
        one, two = self._topics[0][i], self._topics[1][j]
        if one and two:
            words = _of_topics(words, one, two)
        if not one and how_many(first.title) != how_many(second.title):
            words *= OTHERS_DETAIL
        offered = self.choices(first, second)
        if offered is not None and offered < OTHER_CHOICES and not one:
            words *= OTHERS_DETAIL
        if self._whose[0][i] != self._whose[1][j] and (one or two):
            words *= OTHERS_DETAIL
        return words

    def choices(self, first: Asked, second: Asked) -> float | None:
        """How well each offered choice finds a like one; None where choices say nothing."""
        ours, theirs = _informative(first), _informative(second)
        if not ours or not theirs:
            return None
        table = [[self._choices.get((one, other), 0.0) for other in theirs] for one in ours]
        best: float = sum(map(max, table)) + sum(map(max, zip(*table, strict=True)))
        return best / (len(ours) + len(theirs))

    def score(self, i: int, j: int) -> float:
        """All evidence mixed, 0 to 1."""
        first, second = self.ours[i], self.theirs[j]
        evidence = [
            (WEIGHTS.text, self.text(i, j)),
            (WEIGHTS.kind, kinds_alike(first.kind, second.kind)),
            (WEIGHTS.page, self._pages.get((i, j), 0.0)),
        ]
        if first.evidence or second.evidence:
            evidence.append((WEIGHTS.evidence, float(first.evidence == second.evidence)))
        offered = self.choices(first, second)
        if offered is not None:
            evidence.append((WEIGHTS.choices, offered))
        if first.standard and second.standard:
            evidence.append((WEIGHTS.standard, _shared(first.standard, second.standard)))
        total = sum(weight for weight, _ in evidence)
        return round(sum(weight * value for weight, value in evidence) / total, 6)


def _of_topics(words: float, one: str, two: str) -> float:
    if one == two:
        return max(words, SAME_TOPIC)
    if WITHIN.get(one) == two or WITHIN.get(two) == one:
        return max(words, WITHIN_TOPIC)
    return min(words, OTHER_TOPIC)


def topic(one: Asked) -> str:
    """The known topic of a question: by its words, else by the check of its answer; "" for none."""
    if one.kind == "text":
        return topic_of(one.title) or CHECK_TOPICS.get(one.check, "")
    named = topic_of(one.title)
    if one.kind == "tick":
        return named or topic_of(" ".join(one.choices)) or topic_of(one.page_title)
    return "" if named == "declaration" else named


def kinds_alike(first: AnswerKind, second: AnswerKind) -> float:
    """How well two kinds of answer can be answers to one question, 0 to 1."""
    if first == second:
        return 1.0
    return _KINDS.get((first, second)) or _KINDS.get((second, first)) or _OTHER_KINDS


def _under_page(one: Asked) -> str:
    title = bare(one.title)
    # A page that asks for proofs says in its title that they are proofs, and not of what.
    under = len(title.split()) <= TERSE and one.kind != "upload"
    return f"{bare(one.page_title)} {title}" if under else title


def _owner(one: Asked) -> frozenset[str]:
    return whose(one.title) or whose(one.page_title)


def _informative(one: Asked) -> tuple[str, ...]:
    return one.choices[:MOST_CHOICES] if one.kind == "choice" else ()


def _all_choices(asked: Iterable[Asked]) -> list[str]:
    return list(dict.fromkeys(text for one in asked for text in _informative(one)))


def _shared(first: str, second: str) -> float:
    one, two = set(normal(first).split()), set(normal(second).split())
    return len(one & two) / len(one | two) if one or two else 0.0
