"""One case walked by a person: where it stands, what can happen next, take a choice, go back, replay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from SpiffWorkflow.util.task import TaskState

from bpmn.conditions import Answer
from bpmn.model import Diagram
from bpmn.naming import called
from bpmn.semantics import NormalForm, normal_form
from engine.acts import Act, acts, perform, ways_of
from engine.beginning import chosen_process, process_of
from engine.case import Case
from engine.choices import (
    VERSION,
    Calls,
    Choice,
    chosen_ways,
    read_answers,
    read_calls,
    read_choice,
    read_log,
    read_times,
)
from engine.errors import EndlessWalk, WalkError
from engine.executable import Executable
from engine.limits import LIMITS, Deadline, WalkLimits, check_size
from engine.options import Option, Words, about, decided, option
from engine.rounds import AGAIN, GO_ON, MOST, how_many
from engine.taken import Taken

Outcome = Literal["ended", "stuck", "going"]


class Walkthrough:
    """A walkthrough is its choice log: the same diagram and the same log give the same state.

    Made by `start` or `replay`. `diagram` and `process` say what is walked (the process's group of pools,
    where messages join them), `answers` what has been answered so far, `history` every step taken.
    """

    def __init__(
        self,
        diagram: Diagram,
        process: str,
        spec: Executable,
        limits: WalkLimits,
        decides: bool,
        words: Words | None = None,
        calls: Calls | None = None,
    ) -> None:
        self.diagram = diagram
        self.process = process
        self.calls: Calls = calls or {}
        self.answers: dict[str, Answer] = {}
        self._spec = spec
        self._limits = limits
        self._decides = decides
        self._words = words or Words(diagram, spec.condition)
        self._taken: list[Taken] = []
        self._case = Case(spec, limits)

    @classmethod
    def start(
        cls,
        diagram: Diagram,
        process: str | None = None,
        *,
        limits: WalkLimits = LIMITS,
        decides: bool = True,
        form: NormalForm | None = None,
        calls: Calls | None = None,
    ) -> Walkthrough:
        """A new case of a process (by key; the first that has any step, when not said). With `decides` false,
        what the answers decide is only suggested. `form` is the diagram's normal form, when the caller has it
        already; `calls` what was put into the diagram's call activities (`bpmn.called`), which the choice log keeps.
        Raises WalkError: no such process, or over the limits."""
        check_size(diagram, limits)
        key = chosen_process(diagram, process)
        form = form or normal_form(diagram)
        return cls(diagram, key, Executable(form, form.group_of(key)), limits, decides, calls=calls)

    @classmethod
    def replay(
        cls,
        diagram: Diagram,
        log: Any,
        process: str | None = None,
        *,
        limits: WalkLimits = LIMITS,
        decides: bool = True,
    ) -> Walkthrough:
        """The case that a choice log leads to. Takes all that `engine.choices.read_log` reads; which process
        it is about is said by `process`, the log, or its first step. Raises WalkError when a step does not
        fit the diagram."""
        named, choices = read_log(log, limits)
        process = process or named or process_of(diagram, choices)
        calls = read_calls(log, limits)
        walkthrough = cls.start(diagram, process, limits=limits, decides=decides, calls=calls)
        walkthrough._follow(choices)
        return walkthrough

    def again(self, decides: bool | None = None) -> Walkthrough:
        """The same walkthrough at its beginning (cheaper than `start`: what can be run is kept); `decides` as in
        `start`, where it is to be another."""
        decides = self._decides if decides is None else decides
        return Walkthrough(
            self.diagram, self.process, self._spec, self._limits, decides, self._words, self.calls
        )

    # where it stands

    def options(self) -> tuple[Option, ...]:
        """Everything that can happen next, in the order in which it became possible."""
        return tuple(option(self._words, self._case, act, self.answers) for act in acts(self._case))

    @property
    def enabled(self) -> tuple[str, ...]:
        """The keys of the elements of `options`, sorted."""
        return _enabled(acts(self._case))

    @property
    def processes(self) -> tuple[str, ...]:
        """The keys of the processes that are walked together, in file order."""
        processes: tuple[str, ...] = self._spec.start.processes
        return processes

    @property
    def tokens(self) -> tuple[str, ...]:
        """The keys of the nodes where the case stands, in file order: steps, waiting events, decisions and
        joins."""
        standing: set[str] = set()
        for process in self._case.unfinished():
            standing.update(self._standing(process))
        return tuple(node.key for node in self.diagram.nodes if node.key in standing)

    @property
    def ends(self) -> tuple[str, ...]:
        """The keys of the end events reached so far, in the order in which the case came to them."""
        return tuple(dict.fromkeys(self._case.ends))

    @property
    def outcome(self) -> Outcome:
        """`going` while anything can happen; then `ended`, or `stuck` when a process has begun and cannot
        end."""
        if acts(self._case):
            return "going"
        if self._case.unfinished():
            return "stuck"
        began = self._taken or any(self._spec.form.scopes[key].begins for key in self._spec.start.processes)
        empty = not any(self._spec.form.scopes[key].stations for key in self._spec.start.processes)
        return "ended" if began or empty else "stuck"

    @property
    def history(self) -> tuple[Taken, ...]:
        """Every step taken, decisions that took themselves among them."""
        return tuple(self._taken)

    @property
    def log(self) -> list[dict[str, Any]]:
        """The steps of the choice log, ready for JSON."""
        return [step.to_json() for step in self._taken]

    @property
    def choice_log(self) -> dict[str, Any]:
        """The whole choice log, ready for JSON: what a link, a file or the library keeps."""
        calls = {"calls": self.calls} if self.calls else {}
        return {"version": VERSION, "process": self.process, **calls, "steps": self.log}

    # moving

    def take(
        self,
        choice: Option | Mapping[str, Any],
        *,
        chose: Iterable[str] = (),
        answers: Mapping[str, Any] | None = None,
        times: int | None = None,
    ) -> None:
        """Take one of the options: itself (with what was chosen and answered, and how often a step is done of which
        `how_many` may be asked) or an entry of a choice log. What is decided by that is decided too. Raises
        WalkError, and changes nothing, when it is not open."""
        if isinstance(choice, Option):
            given = read_answers(answers or {}, self._limits)
            wanted = Choice(choice.element, choice.kind, tuple(chose), given, read_times(times))
        else:
            wanted = read_choice(choice, self._limits)
        if len(self._taken) >= self._limits.steps:
            raise WalkError(f"This walkthrough has {len(self._taken)} steps; no more can be taken.")
        before = list(self._taken)
        try:
            self._take(wanted)
            self._decide_all()
        except EndlessWalk:
            self._rebuild(before)
            raise

    def back(self) -> None:
        """Go back to before the last step that somebody took (decisions that took themselves go with it)."""
        kept = list(self._taken)
        while kept and kept[-1].because is not None:
            kept.pop()
        if not kept:
            raise WalkError("This is the beginning of the walkthrough: there is no step to go back to.")
        self._rebuild(kept[:-1])

    # inside

    def _rebuild(self, taken: list[Taken]) -> None:
        self._case = Case(self._spec, self._limits)
        self._taken, self.answers = [], {}
        self._follow(
            [Choice(step.element, step.kind, step.chose, step.answers, step.times) for step in taken]
        )

    def _follow(self, choices: list[Choice]) -> None:
        deadline = Deadline(self._limits.seconds)
        for choice in choices:
            deadline.check()
            while self._find(choice) is None and self._decide_next():
                deadline.check()
            self._take(choice)
        self._decide_all()

    def _find(self, choice: Choice) -> Act | None:
        for act in acts(self._case):
            if act.element == choice.element and choice.kind in (None, act.kind):
                return act
        return None

    def _take(self, choice: Choice) -> None:
        act = self._find(choice)
        if act is None:
            raise WalkError(f"Nothing can happen at {self._called(choice.element)} now: choose what is open.")
        self._check_times(act, choice.times)
        ways: tuple[str, ...] = ()
        because = None
        if act.kind == "choose":
            chose = choice.chose
            if choice.times is not None and not chose:
                chose = (AGAIN if choice.times > 1 else GO_ON,)
            ways = chosen_ways(act.station, ways_of(self._case, act), chose, self._called(act.element))
            decision = decided(self._case, act, self.answers) if self._decides else None
            if decision is not None and set(decision.ways) == set(ways) - set(act.station.always):
                because = decision.because
        self._perform(act, ways, because, choice.answers, choice.times)

    def _check_times(self, act: Act, times: int | None) -> None:
        if times is None:
            return
        many = how_many(act.task, act.station, self.answers)
        if many is None:
            raise WalkError(f"How many cannot be said at {self._called(act.element)} now.")
        if times > many.most:
            raise WalkError(f"{self._called(act.element)} can be done {many.most} times at most.")

    def _perform(
        self,
        act: Act,
        ways: tuple[str, ...],
        because: str | None,
        answers: dict[str, Answer],
        times: int | None = None,
    ) -> None:
        node = self.diagram.node_by_key[act.element]
        form = self._spec.form
        self._taken.append(
            Taken(
                act.kind,
                act.element,
                self._words.pool(node),
                self._words.label(act.element),
                tuple(form.ways[key].choice for key in ways),
                tuple(self._words.way(form.ways[key]) for key in ways),
                because,
                answers,
                _enabled(acts(self._case)),
                times,
                about(self._words, self._case, act)[1],
            )
        )
        self.answers.update(answers)
        perform(self._case, act, ways, times)

    def _decide_all(self) -> None:
        bound = len(self._spec.places) + 1 + MOST
        while self._decides and self._decide_next():
            bound -= 1
            if bound < 0:
                raise EndlessWalk(
                    "The answers keep sending the case round the same loop: no decision leads out of it."
                )

    def _decide_next(self) -> bool:
        for act in acts(self._case):
            if act.kind != "choose":
                continue
            decision = decided(self._case, act, self.answers)
            if decision is not None:
                taken = (*decision.ways, *act.station.always)
                ways = tuple(key for key in act.station.ways_out if key in taken)
                self._perform(act, ways, decision.because, {})
                return True
        return False

    def _standing(self, process: Any) -> set[str]:
        found: set[str] = set()
        rest = [process]
        while rest:
            token = rest.pop()
            if token.state == TaskState.STARTED:
                rest.extend(self._case.inside[token.id].values())
            else:
                found.add(token.task_spec.station.element)
        return found

    def _called(self, element: str) -> str:
        known = element in self.diagram.node_by_key
        return called(self.diagram, element) if known else f"{element[:60]!r}, which is not in this diagram,"


def _enabled(open_acts: list[Act]) -> tuple[str, ...]:
    return tuple(sorted({act.element for act in open_acts}))
