"""What people say about matches: that steps of two processes are the same work, are not, or have no partner.
Credited, and undone. The newest word about a step counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bpmn.reader import read
from webapp.actions import base, versions
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, may, require
from webapp.store.database import writing
from webapp.store.tables import ConfirmedMatch, Process, now

Steps = tuple[str, ...]
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Saying:
    """One word: these steps of A and those of B are the same work (`confirmed`), or are not (`rejected`)."""

    verdict: str
    a: Steps
    b: Steps

    @classmethod
    def of(cls, verdict: str, a: Iterable[str], b: Iterable[str]) -> Saying:
        """The same with every step once."""
        return cls(verdict, tuple(dict.fromkeys(a)), tuple(dict.fromkeys(b)))

    def turned(self) -> Saying:
        """As seen from the other side."""
        return Saying(self.verdict, self.b, self.a)

    def speaks_of(self, other: Saying) -> bool:
        """Whether this word settles anew what the other said: the same steps in the same way or the opposite
        one, or steps that can stand in one confirmed match only."""
        ours, theirs = (set(self.a), set(self.b)), (set(other.a), set(other.b))
        if ours == theirs:
            return True
        both = bool(ours[0] & theirs[0]) and bool(ours[1] & theirs[1])
        either = bool(ours[0] & theirs[0]) or bool(ours[1] & theirs[1])
        if other.verdict == "confirmed":
            return either if self.verdict == "confirmed" or not (self.a and self.b) else both
        if self.verdict != "confirmed":
            return False
        # What was rejected stays so beside a new match that does not hold it; "no partner" does not.
        if not (other.a and other.b):
            return either
        return theirs[0] <= ours[0] and theirs[1] <= ours[1]


def confirm(
    session: Session, who: Person, a_id: int, b_id: int, a: Iterable[str], b: Iterable[str]
) -> ConfirmedMatch:
    """Say that these steps of process `a_id` are the same work as those of `b_id`."""
    return _say(session, who, a_id, b_id, [Saying.of("confirmed", a, b)])


def reject(
    session: Session, who: Person, a_id: int, b_id: int, a: Iterable[str], b: Iterable[str]
) -> ConfirmedMatch:
    """Say that these steps are not the same work; with nothing on one side, that they have no partner there."""
    return _say(session, who, a_id, b_id, [Saying.of("rejected", a, b)])


def split(
    session: Session,
    who: Person,
    a_id: int,
    b_id: int,
    a: Iterable[str],
    b: Iterable[str],
    pairs: Iterable[str],
) -> ConfirmedMatch:
    """Say that of a group of steps only single pairs are the same work: the nth of `pairs` is the step of B that
    belongs to the nth step of A, "" for none. One word, taken back as one."""
    ours, theirs = tuple(dict.fromkeys(a)), tuple(dict.fromkeys(b))
    chosen = tuple(pairs)
    if len(ours) * len(theirs) < 2:
        raise Refused("There is nothing to split: the match is of one step on each side.")
    if len(ours) * len(theirs) > MOST_AT_ONCE:
        raise Refused("The group is too large to split at once: join the right steps by hand.")
    partner = {step: other for step, other in zip(ours, chosen, strict=False) if other}
    if not set(partner.values()) <= set(theirs) or len(set(partner.values())) < len(partner):
        raise Refused("Each step can keep one partner of the same group.")
    sayings = [Saying("confirmed", (step,), (other,)) for step, other in partner.items()]
    sayings += [
        Saying("rejected", (step,), (other,))
        for step in ours
        for other in theirs
        if partner.get(step) != other
    ]
    return _say(session, who, a_id, b_id, sayings)


def undo(session: Session, who: Person, match_id: int) -> ConfirmedMatch:
    """Take back what was said, all that was said with it, and bring to life again what it had replaced; the rows
    stay."""
    with writing(session):
        match = session.get(ConfirmedMatch, match_id)
        if match is None or match.undone_at is not None:
            raise NotFound("There is no such correction, or it was undone already.")
        pair = (base.process(session, match.process_a_id), base.process(session, match.process_b_id))
        if not all(may(who, "compare", one) for one in pair):
            # A number can be guessed: it must not tell that there is a draft behind it.
            raise NotFound("There is no such correction, or it was undone already.")
        _require(who, *pair)
        for row in _said_with(session, match):
            _revive(session, row)
            row.undone_at = now()
        base.audit(session, who, "undo-match", "match", match.id)
    return match


def _said_with(session: Session, match: ConfirmedMatch) -> list[ConfirmedMatch]:
    if match.together is None:
        return [match]
    rows = select(ConfirmedMatch).where(
        ConfirmedMatch.together == match.together, ConfirmedMatch.undone_at.is_(None)
    )
    return list(session.scalars(rows))


def _revive(session: Session, newer: ConfirmedMatch) -> None:
    for row in session.scalars(select(ConfirmedMatch).where(ConfirmedMatch.replaced_by == newer.id)):
        row.undone_at = row.replaced_by = None


def _say(session: Session, who: Person, a_id: int, b_id: int, sayings: list[Saying]) -> ConfirmedMatch:
    if a_id == b_id:
        raise Refused("Choose two different processes.")
    if not all(_is_whole(saying) for saying in sayings):
        raise Refused("Choose at least one step on each side.")
    with writing(session):
        first, second = base.process(session, a_id), base.process(session, b_id)
        _require(who, first, second)
        _check_steps(session, first, [key for saying in sayings for key in saying.a])
        _check_steps(session, second, [key for saying in sayings for key in saying.b])
        standing = _standing(session, first, second)
        rows = [_row(first, second, saying, who) for saying in sayings]
        session.add_all(rows)
        session.flush()
        for row, saying in zip(rows, sayings, strict=True):
            row.together = rows[0].id if len(rows) > 1 else None
            _replace(standing, saying, row)
        base.audit(session, who, _name(sayings), "match", rows[0].id, a=first.id, b=second.id)
    return rows[0]


def _name(sayings: list[Saying]) -> str:
    return f"{sayings[0].verdict}-match" if len(sayings) == 1 else "split-match"


def _is_whole(saying: Saying) -> bool:
    """A match needs steps on both sides; of what is rejected one side is enough."""
    return bool(saying.a and saying.b) if saying.verdict == "confirmed" else bool(saying.a or saying.b)


def _row(first: Process, second: Process, saying: Saying, who: Person) -> ConfirmedMatch:
    return ConfirmedMatch(
        process_a_id=first.id,
        process_b_id=second.id,
        number_a=first.current_number,
        number_b=second.current_number,
        a=list(saying.a),
        b=list(saying.b),
        verdict=saying.verdict,
        who_id=who.id,
    )


def _require(who: Person, first: Process, second: Process) -> None:
    """Both must be readable, and one of them their own council's."""
    require(who, "compare", first)
    require(who, "compare", second)
    if not may(who, "confirm-match", first):
        require(who, "confirm-match", second)


def _check_steps(session: Session, process: Process, keys: list[str]) -> None:
    nodes = read(versions.data_of(session, process.current)).node_by_key
    if any(key not in nodes for key in keys):
        raise Refused(f"“{process.job}” has changed meanwhile: compare again, then correct the matching.")


def _standing(session: Session, first: Process, second: Process) -> list[tuple[ConfirmedMatch, Saying]]:
    """What counts between the two so far, as seen from the first."""
    pair = {first.id, second.id}
    rows = session.scalars(
        select(ConfirmedMatch).where(
            ConfirmedMatch.undone_at.is_(None),
            or_(ConfirmedMatch.process_a_id == first.id, ConfirmedMatch.process_b_id == first.id),
        )
    )
    found = []
    for row in rows:
        if {row.process_a_id, row.process_b_id} == pair:
            saying = Saying(row.verdict, tuple(row.a), tuple(row.b))
            found.append((row, saying if row.process_a_id == first.id else saying.turned()))
    return found


def _replace(standing: list[tuple[ConfirmedMatch, Saying]], saying: Saying, newer: ConfirmedMatch) -> None:
    """The newest word about the same steps is the one that counts."""
    for row, said in standing:
        if row.undone_at is None and saying.speaks_of(said):
            row.undone_at, row.replaced_by = now(), newer.id
