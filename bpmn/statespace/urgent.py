"""Which moves may be tried alone as soon as they are possible.

A persistent set (Godefroid 1996) keeps every situation in which nothing can happen. To keep meetings of tokens,
endless rounds and what happens at all as well, two things more are asked for: the places the moves take from
are marked at most once in a case, so that waiting would let nothing pile up there, and so they can not happen
for ever; and nobody's zero test, clearing or inclusive join tells their places apart.
"""

from __future__ import annotations

from bpmn.statespace.counting import Often
from bpmn.statespace.moves import Move, Moves
from bpmn.statespace.signatures import Signatures


def urgent(moves: Moves) -> frozenset[int]:
    """The numbers of the moves that may be tried alone, with those that take exactly the same."""
    often = Often(moves)
    signatures = Signatures(moves.moves, moves.closes)
    takers: dict[int, set[tuple[int, ...]]] = {}
    for move in moves.moves:
        for place in move.inputs:
            takers.setdefault(place, set()).add(move.inputs)
    written = {
        place: sum(often.move[n] * move.gives.count(place) for n, move in enumerate(moves.moves))
        for place in moves.messages
        if place in takers
    }
    alone: dict[tuple[int, ...], bool] = {}
    for move in moves.moves:
        fits = (
            move.inclusive is None
            and not move.empty
            and not move.clears
            and not move.ends.kill
            and all(len(takers[place]) == 1 for place in move.takes)
            and all(_once(often, written, place) for place in move.takes)
            and not any(signatures.may_be_last(place, move) for place in move.takes)
            and _unseen(signatures, move)
        )
        alone[move.takes] = fits and alone.get(move.takes, True)
    return frozenset(
        number for number, move in enumerate(moves.moves) if move.inclusive is None and alone[move.takes]
    )


def _once(often: Often, written: dict[int, float], place: int) -> bool:
    if place in written:
        return written[place] <= 1
    return place not in often.circles and often.place.get(place, 0) <= 1


def _unseen(signatures: Signatures, move: Move) -> bool:
    taken = [signatures.of(place) for place in move.takes]
    given = [signatures.of(place) for place in move.gives]
    if any(one.before or one.way or one.clears != taken[0].clears for one in (*taken, *given)):
        return False
    asked = 0
    for one in taken:
        asked |= one.empty
    return not any(one.empty & ~asked for one in given)
