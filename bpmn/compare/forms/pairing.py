"""Which letters, promises and contacts of two forms belong together: best first, one to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from bpmn.compare.forms.form import Contact, Message
from bpmn.compare.forms.promises import Promise
from bpmn.compare.forms.results import ContactRow, MessageRow, PromiseRow
from bpmn.compare.meaning import Meaning, normal

T = TypeVar("T")
Pairs = Mapping[int, int]

SAME_MESSAGE, SAME_PROMISE, SAME_CONTACT = 0.5, 0.6, 0.4
"""The least likeness of two that belong together: of titles, of sentences without their amounts, and of a
step and a page."""
SAME_KIND = 0.1
"""What being of one kind, such as both letters, adds."""


def best_first(
    ours: Sequence[T],
    theirs: Sequence[T],
    score: Callable[[int, int], float],
    least: float,
) -> dict[int, int]:
    """Pairs of places, best first, each place once; mirrored when the two are exchanged and the scores are
    symmetric."""
    scored = [
        (-value, abs(i - j), min(i, j), max(i, j), i, j)
        for i in range(len(ours))
        for j in range(len(theirs))
        if (value := round(score(i, j), 6)) >= least
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def message_rows(
    ours: Sequence[Message], theirs: Sequence[Message], meaning: Meaning
) -> tuple[MessageRow, ...]:
    """Every message once: A's in order, each with B's like it; then those only B has."""
    titles = meaning.alike([one.title for one in ours], [one.title for one in theirs])

    def score(i: int, j: int) -> float:
        alike = 1.0 if ours[i].slug == theirs[j].slug else titles.get((i, j), 0.0)
        return alike + SAME_KIND * (ours[i].kind == theirs[j].kind)

    pairs = best_first(ours, theirs, score, SAME_MESSAGE)
    return tuple(MessageRow(*row) for row in _rows(ours, theirs, pairs))


def promise_rows(
    ours: Sequence[Promise], theirs: Sequence[Promise], meaning: Meaning
) -> tuple[PromiseRow, ...]:
    """Every sentence about money or time once, paired by what it says beside its amounts."""
    alike = meaning.alike([one.skeleton for one in ours], [one.skeleton for one in theirs])

    def score(i: int, j: int) -> float:
        one, two = ours[i], theirs[j]
        if one.about != two.about:
            return 0.0
        same = normal(one.skeleton) == normal(two.skeleton)
        words = 1.0 if same else alike.get((i, j), 0.0)
        return words + SAME_KIND * (one.slug == two.slug) + SAME_KIND * (one.plain == two.plain)

    pairs = best_first(ours, theirs, score, SAME_PROMISE)
    return tuple(PromiseRow(*row) for row in _rows(ours, theirs, pairs))


def contact_rows(
    ours: Sequence[Contact], theirs: Sequence[Contact], meaning: Meaning
) -> tuple[ContactRow, ...]:
    """Where the user meets the service, side by side; the pages of one pattern may share one step."""
    texts = meaning.alike([one.text for one in ours], [one.text for one in theirs])
    ours_within = meaning.alike([one.within for one in ours], [one.text for one in theirs])
    theirs_within = meaning.alike([one.text for one in ours], [one.within for one in theirs])

    def score(i: int, j: int) -> float:
        return max(
            texts.get((i, j), 0.0),
            0.9 * ours_within.get((i, j), 0.0),
            0.9 * theirs_within.get((i, j), 0.0),
        )

    pairs = best_first(ours, theirs, score, SAME_CONTACT)
    back = {j: i for i, j in pairs.items()}
    with_a = _joining(ours, theirs, pairs, score)
    with_b = _joining(theirs, ours, back, lambda j, i: score(i, j))
    rows: list[ContactRow] = []
    for i, one in enumerate(ours):
        if i in pairs:
            left, right = sorted([i, *with_a[i]]), sorted([pairs[i], *with_b[pairs[i]]])
            rows.append(ContactRow(tuple(ours[at] for at in left), tuple(theirs[at] for at in right)))
        elif not any(i in joined for joined in with_a.values()):
            rows.append(ContactRow((one,), ()))
    joined_b = {at for joined in with_b.values() for at in joined}
    rows += [ContactRow((), (one,)) for j, one in enumerate(theirs) if j not in back and j not in joined_b]
    return tuple(rows)


def _joining(
    side: Sequence[Contact], other: Sequence[Contact], pairs: Pairs, score: Callable[[int, int], float]
) -> dict[int, list[int]]:
    """For each paired page, the pages left alone that its step stands for too: alike, or of one pattern."""
    found: dict[int, list[int]] = {place: [] for place in pairs}
    homes = [at for at in sorted(pairs) if side[at].what != "step" and other[pairs[at]].what == "step"]
    for place, one in enumerate(side):
        if place in pairs or one.what == "step" or not homes:
            continue
        values = {at: max(score(place, pairs[at]), float(side[at].key == one.key)) for at in homes}
        best = max(homes, key=lambda at: (values[at], -abs(at - place), -at))
        if values[best] >= SAME_CONTACT:
            found[best].append(place)
    return found


def _rows(ours: Sequence[T], theirs: Sequence[T], pairs: Pairs) -> Iterable[tuple[T | None, T | None]]:
    for i, one in enumerate(ours):
        yield one, theirs[pairs[i]] if i in pairs else None
    taken = set(pairs.values())
    for j, other in enumerate(theirs):
        if j not in taken:
            yield None, other
