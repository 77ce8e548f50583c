"""Which questions of two forms ask for the same thing: best first, and a whole with its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bpmn.compare import WordMeaning
from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.questions.asked import Asked
from bpmn.compare.questions.likeness import Judge, kinds_alike, topic
from bpmn.compare.questions.settings import (
    CLEAR_GAIN,
    DENSE,
    FEW,
    LEAST_GAIN,
    LINES,
    SETTINGS,
    WHOLE,
    Setting,
)
from bpmn.compare.questions.usual import usual_meaning
from bpmn.compare.questions.vocabulary import WHOLE_OF, WITHIN, bare, whose
from bpmn.compare.results import SettingName

_BY_WORDS = WordMeaning()
PairBy = Literal["words", "meaning", "parts"]


@dataclass(frozen=True)
class Pairing:
    """Questions of A and of B, by their places, that ask for the same thing. `score` is 0 to 1; `by` says
    why: the same words, their meaning, or one side asks for the parts of what the other asks whole."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    score: float
    by: PairBy

    def mirrored(self) -> Pairing:
        """The same seen from the other side."""
        return Pairing(self.b, self.a, self.score, self.by)


def pair_questions(
    ours: Sequence[Asked],
    theirs: Sequence[Asked],
    meaning: Meaning | None = None,
    setting: SettingName = "default",
) -> tuple[Pairing, ...]:
    """The pairings, in A's order; a question that stands in none has no like on the other side.

    Worked out in an order of the two that depends only on what they ask, so that neither ties nor rounding
    can make `pair_questions(theirs, ours)` anything but the mirror image."""
    turned = repr(tuple(theirs)) < repr(tuple(ours))
    one, two = (theirs, ours) if turned else (ours, theirs)
    judge = meaning or usual_meaning()
    if max(len(one), len(two)) > FEW:
        judge = _BY_WORDS
    found: Iterable[Pairing] = _paired(one, two, judge, SETTINGS[setting])
    if turned:
        found = (pairing.mirrored() for pairing in found)
    return tuple(sorted(found, key=lambda pairing: (pairing.a, pairing.b)))


def _paired(
    ours: Sequence[Asked], theirs: Sequence[Asked], meaning: Meaning, setting: Setting
) -> list[Pairing]:
    if len(ours) <= DENSE and len(theirs) <= DENSE:
        return _Aligning(Judge(ours, theirs, meaning), setting).pairings()
    found = list(_in_the_same_words(ours, theirs))
    taken = {i for pairing in found for i in pairing.a}, {j for pairing in found for j in pairing.b}
    left = [i for i in range(len(ours)) if i not in taken[0]][:DENSE]
    right = [j for j in range(len(theirs)) if j not in taken[1]][:DENSE]
    judge = Judge([ours[i] for i in left], [theirs[j] for j in right], meaning)
    found += (
        replace(pairing, a=tuple(left[i] for i in pairing.a), b=tuple(right[j] for j in pairing.b))
        for pairing in _Aligning(judge, setting).pairings()
    )
    return found


def _in_the_same_words(ours: Sequence[Asked], theirs: Sequence[Asked]) -> Iterator[Pairing]:
    where: dict[tuple[str, str], list[int]] = {}
    for j, other in enumerate(theirs):
        where.setdefault((normal(other.title), normal(other.page_title)), []).append(j)
    for i, one in enumerate(ours):
        places = where.get((normal(one.title), normal(one.page_title)))
        if places:
            yield Pairing((i,), (places.pop(0),), 1.0, "words")


class _Aligning:
    def __init__(self, judge: Judge, setting: Setting) -> None:
        self.judge, self.setting = judge, setting
        self.free = set(range(len(judge.ours))), set(range(len(judge.theirs)))
        self.found: list[Pairing] = []

    def pairings(self) -> list[Pairing]:
        self._take_wholes()
        self._take_pairs(self._pairs(self.free[0], self.free[1]))
        self._join(mirror=False)
        self._join(mirror=True)
        return self.found

    def _take(self, pairing: Pairing) -> None:
        self.found.append(pairing)
        self.free[0].difference_update(pairing.a)
        self.free[1].difference_update(pairing.b)

    def _take_pairs(self, scored: Iterable[tuple[float, int, int]]) -> None:
        for score, i, j in sorted(scored, key=_best_first):
            if i in self.free[0] and j in self.free[1]:
                same = normal(self.judge.ours[i].title) == normal(self.judge.theirs[j].title)
                self._take(Pairing((i,), (j,), score, "words" if same else "meaning"))

    def _pairs(self, left: Iterable[int], right: Iterable[int]) -> Iterator[tuple[float, int, int]]:
        others = sorted(right)
        for i in sorted(left):
            for j in others:
                if self._says_enough(i, j) and (score := self.judge.score(i, j)) >= self.setting.pair:
                    yield score, i, j

    def _says_enough(self, i: int, j: int) -> bool:
        offered = self.judge.choices(self.judge.ours[i], self.judge.theirs[j]) or 0.0
        return max(self.judge.text(i, j), 0.8 * offered) >= self.setting.text

    def _take_wholes(self) -> None:
        """Lines of an address or a name with the lines, or the one box, of the other side."""
        ours, theirs = _units(self.judge.ours), _units(self.judge.theirs)
        scored = [
            (_unit_score(self.judge, one, two), i, j)
            for i, one in enumerate(ours)
            for j, two in enumerate(theirs)
            if one.whole == two.whole and max(len(one.places), len(two.places)) > 1
        ]
        for score, i, j in sorted(scored, key=_best_first):
            one, two = ours[i], theirs[j]
            if not (set(one.places) <= self.free[0] and set(two.places) <= self.free[1]):
                continue
            if score < self.setting.pair:
                continue
            if min(len(one.places), len(two.places)) == 1:
                self._take(Pairing(one.places, two.places, round(score, 6), "parts"))
            else:
                self._take_pairs(self._pairs(one.places, two.places))

    def _join(self, *, mirror: bool) -> None:
        """Let a question left alone join the pair of a question next to it, when the two together say what
        the one on the other side says."""
        asked, _others = (
            (self.judge.theirs, self.judge.ours) if mirror else (self.judge.ours, self.judge.theirs)
        )
        alone = self.free[1 if mirror else 0]
        for place in sorted(alone):
            best = max(self._joins(place, asked, mirror), default=None, key=lambda one: (one[0], -one[1]))
            if best is None:
                continue
            number = best[1]
            old = self.found[number]
            ours, theirs = (old.b, old.a) if mirror else (old.a, old.b)
            parts = tuple(sorted((*ours, place)))
            new = (
                replace(old, b=parts, a=theirs, by="parts")
                if mirror
                else replace(old, a=parts, b=theirs, by="parts")
            )
            self.found[number] = new
            alone.discard(place)

    def _joins(self, place: int, asked: Sequence[Asked], mirror: bool) -> Iterator[tuple[float, int]]:
        others = self.judge.ours if mirror else self.judge.theirs
        for number, pairing in enumerate(self.found):
            ours, theirs = (pairing.b, pairing.a) if mirror else (pairing.a, pairing.b)
            beside = any(abs(place - one) == 1 and asked[one].page == asked[place].page for one in ours)
            # A pair in the same words is whole as it is.
            if beside and pairing.by != "words" and len(theirs) == 1 and len(ours) < 4:
                gain = self._gain(place, ours, theirs[0], asked, others)
                if gain > 0:
                    yield gain, number

    def _gain(
        self,
        place: int,
        ours: tuple[int, ...],
        whole: int,
        asked: Sequence[Asked],
        others: Sequence[Asked],
    ) -> float:
        """How much better the questions say the whole with the one at `place`; 0 where it is no part."""
        one, other = asked[place], others[whole]
        within = WITHIN.get(topic(one), "")
        if within and topic(other) == within:
            return 1.0
        if topic(one) or kinds_alike(one.kind, asked[ours[0]].kind) < 0.9:
            return 0.0
        text = bare(other.title)
        alone = self.judge.alike(bare(one.title), text)
        before = self.judge.alike(" ".join(bare(asked[at].title) for at in ours), text)
        together = self.judge.alike(" ".join(bare(asked[at].title) for at in sorted((*ours, place))), text)
        if together - before >= CLEAR_GAIN:
            return together - before
        if alone < self.setting.join:
            return 0.0
        if _twins(one, asked[ours[0]]):
            return 1.0
        return together - before if together >= before + LEAST_GAIN else 0.0


def _twins(one: Asked, other: Asked) -> bool:
    """Whether two measures differ in one word: depth in metres, width in metres."""
    ours, theirs = normal(one.title).split(), normal(other.title).split()
    if one.kind != "number" or other.kind != "number" or len(ours) != len(theirs) or len(ours) < 2:
        return False
    return sum(word != their for word, their in zip(ours, theirs, strict=True)) == 1


@dataclass(frozen=True)
class _Unit:
    """Neighbouring lines of one whole on one page, or one question that asks for it whole."""

    whole: str
    places: tuple[int, ...]


def _units(asked: Sequence[Asked]) -> list[_Unit]:
    found: list[_Unit] = []
    run: list[int] = []
    for place, one in enumerate(asked):
        named = topic(one)
        whole = WHOLE_OF.get(named, "")
        if run and (whole != _whole(asked, run) or one.page != asked[run[-1]].page or not whole):
            found += _run(asked, run)
            run = []
        if whole:
            run.append(place)
        elif named in WHOLE_OF.values():
            found.append(_Unit(named, (place,)))
    return found + _run(asked, run)


def _run(asked: Sequence[Asked], run: list[int]) -> list[_Unit]:
    return [_Unit(_whole(asked, run), tuple(run))] if len(run) > 1 else []


def _whole(asked: Sequence[Asked], run: list[int]) -> str:
    return WHOLE_OF[topic(asked[run[0]])]


def _unit_score(judge: Judge, one: _Unit, two: _Unit) -> float:
    first, second = judge.ours[one.places[0]], judge.theirs[two.places[0]]
    base = LINES if min(len(one.places), len(two.places)) > 1 else WHOLE
    if _owner(first) != _owner(second):
        return 0.5 * base
    return base + (1 - base) * judge.alike(first.page_title, second.page_title)


def _owner(one: Asked) -> frozenset[str]:
    return whose(one.title, one.page_title)


def _best_first(scored: tuple[float, int, int]) -> tuple[float, int, int, int]:
    score, i, j = scored
    return -score, abs(i - j), min(i, j), max(i, j)
