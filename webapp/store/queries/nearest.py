"""The processes of the library that are most like one, and why: candidates by the rows of whole processes, then
judged step by step (`bpmn.compare.nearest`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.compare.nearest import Common, Judged, Profile, judge, process_row, space, step_rows, why
from bpmn.compare.nearest.judge import Candidate
from bpmn.compare.nearest.rows import packed, unpacked
from bpmn.compare.nearest.settings import CANDIDATES, LEAST
from webapp.permissions import VISITOR, Person
from webapp.store.queries.processes import ProcessLine, lines
from webapp.store.queries.profiles import profile_of
from webapp.store.search import Reader
from webapp.store.tables import LabelVector, Process
from webapp.store.vectors.index import Index, index
from webapp.store.vectors.kept import Kept
from webapp.store.vectors.state import state

MOST = 50


@dataclass(frozen=True)
class Near:
    """A process that is like another, and how much: 0 to 1. `why` are short clauses, the weightiest first. `pairs` are
    the steps alike: (what the first calls it, what this one calls it, score). `of`: the named steps of the two."""

    line: ProcessLine
    likeness: float
    why: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str, float], ...] = ()
    of: tuple[int, int] = (0, 0)
    same_service: bool = False


@dataclass(frozen=True)
class _Asked:
    """The process that is asked about, as the index sees one."""

    candidate: Candidate
    names: tuple[str, ...]
    orders: frozenset[tuple[int, int]]
    questions: frozenset[str]


def nearest(
    session: Session, process: Process, person: Person | None = None, limit: int = 3
) -> tuple[Near, ...]:
    """The processes most like this one that the person may find, best first; never a try, nor itself.

    A process that is not in the index itself, such as a try, is read from its file."""
    found = index(session)
    kept = found.kept(session, [process.id]).get(process.id)
    if kept is not None and kept.number == process.current_number:
        asked: _Asked | None = _from_index(session, found, process.id, kept)
    else:
        profile = profile_of(session, process)
        asked = _from_profile(session, profile, process.lgsl) if profile is not None else None
    return _nearest(session, found, asked, person, limit, process.id)


def nearest_to(
    session: Session, profile: Profile, person: Person | None = None, limit: int = 3
) -> tuple[Near, ...]:
    """The same for a diagram that the library does not have."""
    return _nearest(session, index(session), _from_profile(session, profile, None), person, limit, None)


def is_by_words(session: Session) -> bool:
    """Whether likeness is by words alone here, because the weights for meaning are not installed."""
    return state(session).is_by_words


def reader_of(person: Person | None) -> Reader:
    """Who searches, as far as the index asks."""
    who = person or VISITOR
    return Reader(who.organisation_ids, who.is_library_admin)


def texts(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    """What labels say, by their numbers."""
    wanted = select(LabelVector.id, LabelVector.text).where(LabelVector.id.in_(set(numbers)))
    return {row.id: row.text for row in session.execute(wanted)}


def _nearest(
    session: Session, found: Index, asked: _Asked | None, person: Person | None, limit: int, own: int | None
) -> tuple[Near, ...]:
    if asked is None or limit <= 0:
        return ()
    limit = min(limit, MOST)
    near = found.near(
        session,
        asked.candidate.row,
        reader=reader_of(person),
        most=max(CANDIDATES, limit),
        without=own,
    )
    numbers = [number for number, _ in near]
    kept = found.kept(session, numbers)
    numbers = [number for number in numbers if number in kept]
    judged = judge(asked.candidate, _candidates(session, found, numbers, kept))
    best = sorted(
        ((one, number) for one, number in zip(judged, numbers, strict=True) if one.likeness >= LEAST),
        key=lambda pair: (-pair[0].likeness, pair[1]),
    )
    # The store has the last word on who may read what; a little more than wanted, in case it says no.
    shown = {line.id: line for line in lines(session, [number for _, number in best[: limit + 5]], person)}
    chosen = [(one, number) for one, number in best if number in shown][:limit]
    return tuple(_told(session, asked, chosen, kept, shown))


def _told(
    session: Session,
    asked: _Asked,
    chosen: Sequence[tuple[Judged, int]],
    kept: dict[int, Kept],
    shown: dict[int, ProcessLine],
) -> Iterable[Near]:
    steps = {number: kept[number].steps["label"] for _, number in chosen}
    wanted = {int(steps[number][j]) for one, number in chosen for _, j, _ in one.pairs}
    wanted |= {label for _, number in chosen for label in kept[number].questions}
    called = texts(session, wanted)
    often = Counter(label for one in kept.values() for label in one.questions)
    for one, number in chosen:
        theirs = {j: called.get(int(steps[number][j]), "") for _, j, _ in one.pairs}
        both = [label for label in kept[number].questions if called.get(label) in asked.questions]
        # What hardly any other asks tells more than what all ask.
        both.sort(key=lambda label: often[label])
        common = Common(asked.orders & kept[number].orders, [called[label] for label in both])
        pairs = tuple((asked.names[i], theirs[j], score) for i, j, score in one.pairs)
        yield Near(
            shown[number],
            one.likeness,
            why(one, asked.names, common, theirs),
            pairs,
            one.of,
            one.same_service,
        )


def _candidates(
    session: Session, found: Index, numbers: Sequence[int], kept: dict[int, Kept]
) -> list[Candidate]:
    """The processes ready to be judged, the rows of all their labels fetched at once."""
    if not numbers:
        return []
    steps = [kept[number].steps for number in numbers]
    rows = found.labels(session, _together([one["label"] for one in steps]))
    wholes = found.rows(session, numbers)
    made, start = [], 0
    for number, own, whole in zip(numbers, steps, wholes, strict=True):
        made.append(
            Candidate(whole, own, rows[start : start + len(own)], kept[number].lgsl, kept[number].shape)
        )
        start += len(own)
    return made


def _together(parts: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _from_index(session: Session, found: Index, number: int, kept: Kept) -> _Asked:
    (candidate,) = _candidates(session, found, [number], {number: kept})
    labels = kept.steps["label"].tolist()
    called = texts(session, [*labels, *kept.questions])
    return _Asked(
        candidate,
        tuple(called.get(label, "") for label in labels),
        kept.orders,
        frozenset(called[label] for label in kept.questions if label in called),
    )


def _from_profile(session: Session, profile: Profile, lgsl: int | None) -> _Asked | None:
    """None when the library's rows are in another space than this program can make now, or when there are none."""
    made_with = state(session).made_with
    if not made_with or made_with != (where := space()).name:
        return None
    labels = list(profile.labels)
    # Packed and unpacked, as they would be were it in the index: so it finds exactly the same.
    rows = {label: unpacked(packed(row)) for label, row in zip(labels, where.rows(labels), strict=True)}
    numbers = {label: number for number, label in enumerate(labels)}
    steps = step_rows(profile, numbers)
    own = np.stack([rows[step.label] for step in profile.steps]) if profile.steps else where.rows([])
    whole = unpacked(packed(process_row(profile, rows)))
    return _Asked(
        Candidate(whole, steps, own, lgsl, profile.shape),
        tuple(step.label for step in profile.steps),
        profile.orders,
        frozenset(one.label for one in profile.asked),
    )
