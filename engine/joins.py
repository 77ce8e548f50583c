"""Decisions and exact joins as SpiffWorkflow specs (the stock ones fire early, lose tokens or follow one
parent only)."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from SpiffWorkflow.util.task import TaskState

from engine.places import Place

if TYPE_CHECKING:
    from uuid import UUID

    from SpiffWorkflow.task import Task

    from engine.case import Case

Waiting = dict[str, "deque[Task]"]


class Choosing(Place):
    """A decision: waits until one or several of its ways are chosen, and sends a token down those."""

    by_hand = True

    def leaving(self, my_task: Task) -> tuple[str, ...]:
        chosen: tuple[str, ...] = my_task.internal_data["chosen"]
        return chosen


class AllJoin(Place):
    """The parallel join (13.4.1): goes on when each way in holds a token, taking exactly one from each."""

    def _update_hook(self, my_task: Task) -> bool:
        case: Case = my_task.workflow
        waiting = arrive(case, my_task)
        if len(waiting) < len(self.station.ways_in):
            return False
        for other in take_one_each(waiting):
            if other is not my_task:
                case.merge(other)
        return True


class SomeJoin(Place):
    """The inclusive join (13.4.3): waits; the case lets it go on once no further token can reach an empty way
    in."""

    def _update_hook(self, my_task: Task) -> bool:
        case: Case = my_task.workflow
        arrive(case, my_task)
        case.look_again(my_task)
        return False


class SomeJoinChoosing(SomeJoin, Choosing):
    """An inclusive gateway that both joins and splits."""


def place_of(task: Task) -> tuple[UUID, str]:
    """Where a token waits for others: one join within one activation of its scope."""
    return (task.internal_data["scope"], task.task_spec.station.key)


def arrive(case: Case, task: Task) -> Waiting:
    """Let a token wait at its join; what waits there now, by way in."""
    task._set_state(TaskState.WAITING)
    waiting = case.waiting.setdefault(place_of(task), {})
    waiting.setdefault(task.internal_data["via"], deque()).append(task)
    return waiting


def take_one_each(waiting: Waiting) -> list[Task]:
    """Take the longest waiting token from each way that holds one."""
    taken = [tasks.popleft() for tasks in waiting.values()]
    for way in [way for way, tasks in waiting.items() if not tasks]:
        del waiting[way]
    return taken


def withdraw(waiting: Waiting, task: Task) -> None:
    """Forget a token that was cancelled while it waited."""
    way = task.internal_data["via"]
    if way in waiting and task in waiting[way]:
        waiting[way].remove(task)
        if not waiting[way]:
            del waiting[way]
