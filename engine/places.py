"""SpiffWorkflow task specs of our own: what a token does at each kind of station.

Nothing here predicts, scans the task tree or calls itself deeper: every hook does a bounded amount of work,
so that neither a long chain nor a cycle without an exit can overflow the stack or loop (SpiffWorkflow's own
specs do both). No script, expression, data or extension of the uploaded file reaches them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.specs.StartTask import StartTask

from bpmn.semantics import Station

if TYPE_CHECKING:
    from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
    from SpiffWorkflow.task import Task

    from engine.case import Case


class Beginning(StartTask):  # type: ignore[misc]
    """The root of the task tree: adds the processes that are walked together."""

    def __init__(self, spec: WorkflowSpec, processes: tuple[str, ...]) -> None:
        super().__init__(spec)
        self.processes = processes

    def _predict(self, my_task: Task, *_: Any, **__: Any) -> None:
        """Nothing is predicted: what has not happened yet is not in the tree."""

    def test(self) -> None:
        """Nothing to test: the normal form is connected by construction."""

    def _on_ready_hook(self, my_task: Task) -> None:
        """Wait for the case to run it."""

    def _on_complete_hook(self, my_task: Task) -> None:
        for process in self.processes:
            my_task.workflow.put(my_task, process, None)


class Place(TaskSpec):  # type: ignore[misc]
    """A station where every token goes on by itself. `by_hand` says that somebody has to act first."""

    by_hand = False

    def __init__(self, spec: WorkflowSpec, station: Station) -> None:
        super().__init__(spec, f"at {station.key}", manual=self.by_hand)
        self.station = station

    def _predict(self, my_task: Task, *_: Any, **__: Any) -> None:
        """Nothing is predicted: what has not happened yet is not in the tree."""

    def test(self) -> None:
        """Nothing to test: the normal form is connected by construction."""

    def _update_hook(self, my_task: Task) -> bool:
        """A token has come; True when it can go on (to READY). Data stays outside SpiffWorkflow, in the
        answers."""
        return True

    def _on_ready_hook(self, my_task: Task) -> None:
        case: Case = my_task.workflow
        if self.by_hand and not my_task.internal_data.get("happened"):
            case.wait_for_somebody(my_task)
        else:
            case.queue(my_task)

    def _on_complete_hook(self, my_task: Task) -> None:
        case: Case = my_task.workflow
        case.go_on(my_task, self.leaving(my_task))

    def leaving(self, my_task: Task) -> tuple[str, ...]:
        """The ways that tokens leave on."""
        return self.station.ways_out


class Doing(Place):
    """An activity that somebody does, or an event that somebody says has happened."""

    by_hand = True


class Inside(Place):
    """A process or sub-process: STARTED as long as a token is inside, COMPLETED when it has run empty."""

    def _run_hook(self, my_task: Task) -> None:
        my_task.workflow.enter(my_task)


class Watching(TaskSpec):  # type: ignore[misc]
    """A boundary event, or an event sub-process's start, that may happen as long as its host is active."""

    def __init__(self, spec: WorkflowSpec, station: Station) -> None:
        super().__init__(spec, f"watch {station.key}", manual=True)
        self.station = station

    def _predict(self, my_task: Task, *_: Any, **__: Any) -> None:
        """Nothing is predicted: what has not happened yet is not in the tree."""

    def _update_hook(self, my_task: Task) -> bool:
        """Whether it happens is for a person to say."""
        return False
