"""The table in which matches are corrected: each row with what could be said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bpmn.compare.results import Row, RowStep
from webapp.comparisons.compared import Pair
from webapp.store.queries.work import Said

MOST_OTHERS = 200
"""Steps offered beside the suggested ones: a longer list is no help in a box to choose from."""
MOST_LIKELY = 3


@dataclass(frozen=True)
class Offer:
    """Steps that could be joined to a row: those most alike first, then the others in process order."""

    suggested: tuple[tuple[RowStep, float], ...]
    others: tuple[RowStep, ...]


NOTHING = Offer((), ())


@dataclass(frozen=True)
class Correction:
    """One row of the aligned table. `likely` are the likest partners of a step without one; `add_a` and `add_b`, of
    the opened row only, what could be joined to it on either side; `partners` has for each step of A in a group
    the key of the step of B that it would keep when the group is split."""

    row: Row
    name: str
    likely: tuple[RowStep, ...]
    add_a: Offer
    add_b: Offer
    is_open: bool
    partners: tuple[tuple[RowStep, str], ...]

    @property
    def is_group(self) -> bool:
        """Whether it can be split."""
        return len(self.row.a) * len(self.row.b) > 1


@dataclass(frozen=True)
class Word:
    """What somebody said in one go, in sentences; `id` takes it back."""

    id: int
    who: str
    at: datetime
    sentences: tuple[str, ...]


def corrections(pair: Pair, opened: str = "") -> tuple[Correction, ...]:
    """The rows of the table, each with what can be said of it. `opened` names the row that is to be changed: `a3`
    is that of the third step of A."""
    comparison = pair.comparison
    forward: dict[str, dict[str, float]] = {key: dict(found) for key, found in comparison.suggestions.items()}
    backward: dict[str, dict[str, float]] = defaultdict(dict)
    for key, found in forward.items():
        for partner, score in found.items():
            backward[partner][key] = score
    steps_a = [step for row in comparison.rows for step in row.a]
    steps_b = sorted((step for row in comparison.rows for step in row.b), key=lambda step: step.number)
    found_rows = []
    for row in comparison.rows:
        is_open = opened in _names(row)
        wanted = is_open or not (row.a and row.b)
        add_a = _offer(row.b, row.a, steps_a, backward) if wanted else NOTHING
        add_b = _offer(row.a, row.b, steps_b, forward) if wanted else NOTHING
        best = (add_b if row.a else add_a).suggested[:MOST_LIKELY]
        likely = () if row.a and row.b else tuple(step for step, _ in best)
        partners = _partners(row, forward)
        found_rows.append(Correction(row, _names(row)[0], likely, add_a, add_b, is_open, partners))
    return tuple(found_rows)


def _names(row: Row) -> tuple[str, ...]:
    return tuple(f"{which}{step.number}" for which, steps in (("a", row.a), ("b", row.b)) for step in steps)


def _offer(
    held: Sequence[RowStep],
    there: Sequence[RowStep],
    steps: Sequence[RowStep],
    scores: Mapping[str, Mapping[str, float]],
) -> Offer:
    """What could join the steps `there` of one side, judged by likeness to those `held` on the other."""
    taken = {step.key for step in there}
    best: dict[str, float] = {}
    for step in held:
        for key, score in scores.get(step.key, {}).items():
            best[key] = max(score, best.get(key, 0.0))
    free = [step for step in steps if step.key not in taken]
    suggested = sorted((step for step in free if step.key in best), key=lambda step: -best[step.key])
    others = [step for step in free if step.key not in best]
    return Offer(tuple((step, best[step.key]) for step in suggested), tuple(others[:MOST_OTHERS]))


def _partners(row: Row, scores: Mapping[str, Mapping[str, float]]) -> tuple[tuple[RowStep, str], ...]:
    """The single pairs of a group: the likest first, each step once; "" for a step of A that is left over."""
    ranked = sorted(
        (
            (scores.get(a.key, {}).get(b.key, 0.0), -i, -j)
            for i, a in enumerate(row.a)
            for j, b in enumerate(row.b)
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for _, i, j in ranked:
        if -i not in chosen and -j not in chosen.values():
            chosen[-i] = -j
    return tuple((step, row.b[chosen[i]].key if i in chosen else "") for i, step in enumerate(row.a))


def words_said(pair: Pair, names_a: Mapping[str, str], names_b: Mapping[str, str]) -> tuple[Word, ...]:
    """What people said of the two, the newest first; what was said in one go is taken back in one go."""
    grouped: dict[int, list[Said]] = defaultdict(list)
    for said in pair.said:
        grouped[said.together].append(said)
    found = [
        Word(
            said[0].id,
            said[0].who,
            said[0].at,
            tuple(_sentence(one, names_a, names_b) for one in said),
        )
        for said in grouped.values()
    ]
    return tuple(reversed(found))


def _sentence(said: Said, names_a: Mapping[str, str], names_b: Mapping[str, str]) -> str:
    ours = "; ".join(names_a.get(key, key) for key in said.a)
    theirs = "; ".join(names_b.get(key, key) for key in said.b)
    if not ours or not theirs:
        return f"“{ours or theirs}” has no partner."
    return f"“{ours}” and “{theirs}” are {'' if said.verdict == 'confirmed' else 'not '}the same work."
