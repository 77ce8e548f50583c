"""Every question that several forms ask, each once: who asks it, who does not, and what is said about why.

Forms are aligned two by two (`pair_questions`), the surest pairings are joined first, and no two questions of one form
come together unless a pairing says that they are parts of one. It is a proposal: nobody has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.questions.align import Pairing, pair_questions
from bpmn.compare.questions.asked import Asked
from bpmn.compare.questions.usual import usual_meaning

MOST_FORMS = 25
"""Forms looked at together: each two of them are aligned."""
MOST_QUESTIONS = 1_500
"""Questions of all forms together; what comes after them is left out."""
Place = tuple[int, int]
"""A question: the number of its form, and its number in it."""
EXPLAINED = ("why", "law", "used_for", "used_by", "kept_for", "look_up", "standard")


@dataclass(frozen=True)
class Entry:
    """One line of the register. `asked` holds the forms that ask, each with its questions (several where it
    asks for parts of the same); `likeness` is that of the least sure pairing it rests on, 1 for one that rests
    on none."""

    asked: tuple[tuple[int, tuple[Asked, ...]], ...]
    likeness: float = 1.0

    @property
    def forms(self) -> tuple[int, ...]:
        """The numbers of the forms that ask it."""
        return tuple(form for form, _ in self.asked)

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Every wording of it."""
        return tuple(one for _, questions in self.asked for one in questions)

    @property
    def title(self) -> str:
        """The wording most forms use; of several the first in the alphabet, so that order changes nothing."""
        titles = [" · ".join(dict.fromkeys(one.title for one in found)) for _, found in self.asked]
        return min(titles, key=lambda title: (-titles.count(title), len(title), title))

    @property
    def evidence(self) -> bool:
        """Whether some form asks for a proof here."""
        return any(one.evidence for one in self.questions)

    @property
    def staff_only(self) -> bool:
        """Whether it is asked of the council's own people alone."""
        return all(one.audience == "staff" for one in self.questions)

    def said(self, about: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """What is said of it: each different text of `why`, `law` and the like with the forms that say it."""
        found: dict[str, tuple[str, list[int]]] = {}
        for form, questions in self.asked:
            for text in dict.fromkeys(str(getattr(one, about)) for one in questions):
                if text:
                    found.setdefault(normal(text), (text, []))[1].append(form)
        return tuple((text, tuple(dict.fromkeys(forms))) for text, forms in found.values())

    def silent(self, about: str) -> tuple[int, ...]:
        """The forms that ask it and say nothing of `about`."""
        return tuple(form for form, found in self.asked if not any(getattr(one, about) for one in found))


def register(forms: Sequence[Sequence[Asked]], meaning: Meaning | None = None) -> tuple[Entry, ...]:
    """The questions of some forms, at most `MOST_FORMS` and `MOST_QUESTIONS`, in the order in which they are asked on
    average. Forms in another order give the same entries with their numbers changed."""
    taken = _bounded(forms)
    judge = meaning or usual_meaning()
    groups = _Groups()
    for i, j, pairing in _surest_first(taken, judge):
        groups.join(i, j, pairing)
    places = [(form, number) for form, asked in enumerate(taken) for number in range(len(asked))]
    entries = [_entry(taken, found, groups.likeness[found[0]]) for found in groups.of(places)]
    return tuple(sorted(entries, key=lambda one: _where(one, taken)))


def _bounded(forms: Sequence[Sequence[Asked]]) -> list[tuple[Asked, ...]]:
    left = MOST_QUESTIONS
    found = []
    for asked in forms[:MOST_FORMS]:
        found.append(tuple(asked[:left]))
        left -= len(found[-1])
    return found


def _surest_first(forms: Sequence[tuple[Asked, ...]], meaning: Meaning) -> list[tuple[int, int, Pairing]]:
    found = [
        (i, j, pairing)
        for i, j in combinations(range(len(forms)), 2)
        for pairing in pair_questions(forms[i], forms[j], meaning)
    ]
    return sorted(found, key=lambda one: (-one[2].score, *sorted(_spelled(forms, *one))))


def _spelled(forms: Sequence[tuple[Asked, ...]], i: int, j: int, pairing: Pairing) -> Iterator[str]:
    """Both sides of a pairing by what they ask, so that ties do not depend on the order of the forms."""
    yield repr([forms[i][place] for place in pairing.a])
    yield repr([forms[j][place] for place in pairing.b])


class _Groups:
    """Questions joined so far, and the least likeness that holds each group together."""

    def __init__(self) -> None:
        self._group: dict[Place, list[Place]] = {}
        self.likeness: dict[Place, float] = {}
        self._parts: set[frozenset[Place]] = set()

    def of(self, places: Sequence[Place]) -> list[list[Place]]:
        """Every group once, each in the order of `places`."""
        found: dict[int, list[Place]] = {}
        for place in places:
            found.setdefault(id(self._of(place)), []).append(place)
            self.likeness.setdefault(place, 1.0)
        return list(found.values())

    def join(self, i: int, j: int, pairing: Pairing) -> None:
        """Bring together what a pairing says belongs together, unless a form would then ask the same twice."""
        places = [(i, place) for place in pairing.a] + [(j, place) for place in pairing.b]
        for side in (pairing.a, pairing.b):
            self._parts.add(frozenset((i if side is pairing.a else j, place) for place in side))
        together = list({id(group): group for group in map(self._of, places)}.values())
        whole = [place for group in together for place in group]
        if not self._may(whole):
            return
        least = min([pairing.score, *(self.likeness.get(group[0], 1.0) for group in together)])
        for place in whole:
            self._group[place] = whole
            self.likeness[place] = least

    def _of(self, place: Place) -> list[Place]:
        return self._group.setdefault(place, [place])

    def _may(self, places: Sequence[Place]) -> bool:
        by_form: dict[int, set[Place]] = {}
        for place in places:
            by_form.setdefault(place[0], set()).add(place)
        return all(len(own) == 1 or any(own <= part for part in self._parts) for own in by_form.values())


def _entry(forms: Sequence[tuple[Asked, ...]], places: Sequence[Place], likeness: float) -> Entry:
    by_form: dict[int, list[Asked]] = {}
    for form, number in sorted(places):
        by_form.setdefault(form, []).append(forms[form][number])
    return Entry(tuple((form, tuple(found)) for form, found in by_form.items()), likeness)


def _where(entry: Entry, forms: Sequence[tuple[Asked, ...]]) -> tuple[float, str, str]:
    """How far into the forms it is asked, on average."""
    far = [forms[form].index(found[0]) / max(1, len(forms[form])) for form, found in entry.asked]
    return (
        round(sum(sorted(far)) / len(far), 9),
        normal(entry.title),
        repr(sorted(map(repr, entry.questions))),
    )
