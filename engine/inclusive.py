"""The inclusive joins of one case: which of them hold tokens, and which may go on (13.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from engine.joins import Waiting, place_of, take_one_each

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from engine.case import Case
    from engine.undoing import Plan


class InclusiveJoins:
    """Whether an inclusive join may go on depends on every other token of its scope, so that it is asked only
    when nothing else moves; then the first in file order goes, and everything is looked at again."""

    def __init__(self) -> None:
        self._places: dict[tuple[UUID, str], None] = {}

    def add(self, token: Task) -> None:
        """A token has come to an inclusive join."""
        self._places[place_of(token)] = None

    def release(self, case: Case) -> bool:
        """Let one join go on, if one may."""
        order = case.spec.form.order
        standing: dict[UUID, set[str]] = {}
        for place in sorted(self._places, key=lambda place: order[place[1]]):
            waiting = case.waiting.get(place)
            if not waiting:
                del self._places[place]
            elif _may_go_on(case, place, waiting, standing):
                survivor, *others = take_one_each(waiting)
                for other in others:
                    case.merge(other)
                survivor._ready()
                return True
        return False


def _may_go_on(case: Case, place: tuple[UUID, str], waiting: Waiting, standing: dict[UUID, set[str]]) -> bool:
    """No token may still come to an empty way, but for those that could come to a marked one just as well."""
    scope, join = place
    marked = frozenset(waiting)
    empty = frozenset(case.spec.places[join].station.ways_in) - marked
    if not empty:
        return True
    if scope not in standing:
        standing[scope] = {key for token in case.inside[scope].values() for key in _stands_at(token)}
    coming = standing[scope] & case.spec.reach(join, empty)
    return not coming or coming <= case.spec.reach(join, marked)


def _stands_at(token: Task) -> Iterator[str]:
    """Where a token stands; the event that waits while a handler undoes something stands where it was."""
    yield token.task_spec.station.key
    plan: Plan | None = token.internal_data.get("plan")
    if plan is not None and plan.ways is not None:
        yield plan.thrower.task_spec.station.key
