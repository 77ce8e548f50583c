"""What is said about a diagram's soundness: nothing but frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["deadlock", "livelock", "unsafe", "dead", "message-wait", "ends-twice"]
Checked = Literal["fully", "partly", "not"]
KINDS: tuple[Kind, ...] = ("deadlock", "livelock", "unsafe", "dead", "message-wait", "ends-twice")
ERRORS: frozenset[Kind] = frozenset({"deadlock", "livelock", "unsafe", "dead"})


@dataclass(frozen=True)
class Step:
    """One thing that happens in a trace, at `element` (a node's key).

    `takes` are the flows whose tokens it takes, `gives` the sequence and message flows on which it puts one.
    `tokens` are the elements that hold a token afterwards, sorted: flows, message flows (a message sent and
    not read), and nodes that are going on or waiting; an element twice when it holds two. A node may have two
    steps: it begins, then it ends.
    """

    element: str
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fix:
    """A change that mends a fault. `kind` and `arguments` are what `bpmn.soundness.fixes.apply_fix` needs;
    `checked`: the changed file has been decided again and the fault was gone, with no new one."""

    kind: str
    arguments: tuple[str, ...]
    text: str
    checked: bool = False

    def to_json(self) -> dict[str, Any]:
        """As in `validate --json`."""
        return {"text": self.text, "checked": self.checked}


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong, by its cause.

    `elements`: the element where it shows first, then those to blame. `steps` lead from the start of a case
    to it, the shortest found (none for what never happens); `trace` is the same as a list of elements, flows
    among them. `text` says what happens and why, `advice` what to do. `consequences` are activities that
    never happen because of it, and so have no fault of their own. All keys are those of the diagram.
    """

    kind: Kind
    elements: tuple[str, ...]
    text: str
    advice: str
    steps: tuple[Step, ...] = ()
    consequences: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def trace(self) -> tuple[str, ...]:
        """The elements in the order in which the case comes to them."""
        found: list[str] = []
        for step in self.steps:
            for element in (step.element, *step.gives):
                if not found or found[-1] != element:
                    found.append(element)
        return tuple(found)

    @property
    def is_error(self) -> bool:
        """Whether it breaks the process; the others are warnings."""
        return self.kind in ERRORS

    def to_json(self) -> dict[str, Any]:
        """As in `validate --json`; `consequences` and `advice` beside what the contract names."""
        return {
            "kind": self.kind,
            "elements": list(self.elements),
            "trace": list(self.trace),
            "text": self.text,
            "advice": self.advice,
            "consequences": list(self.consequences),
            "fixes": [fix.to_json() for fix in self.fixes],
        }


@dataclass(frozen=True)
class Soundness:
    """The verdict on one diagram. A property is None where it was not decided.

    `safe`: no flow ever holds two tokens of one case. `option_to_complete`: from every situation the case can
    still end. `proper_completion`: no end event is reached twice (also false when unsafe).
    `no_dead_activities`: every activity happens in some case. `states`: situations looked at. `notes` say in a
    sentence each what was read in a simpler way or left out. In an unsafe diagram the other properties are
    judged with up to three tokens in one place; `piles_up` says that there can be more.
    """

    checked: Checked
    safe: bool | None = None
    option_to_complete: bool | None = None
    proper_completion: bool | None = None
    no_dead_activities: bool | None = None
    states: int = 0
    milliseconds: float = 0.0
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    piles_up: bool = False

    @property
    def is_sound(self) -> bool:
        """Proved: checked fully, and all four properties hold."""
        return (
            self.checked == "fully"
            and self.safe
            is self.option_to_complete
            is self.proper_completion
            is (self.no_dead_activities)
            is True
        )

    def to_json(self) -> dict[str, Any]:
        """The field `soundness` of `validate --json`."""
        return {
            "checked": self.checked,
            "safe": self.safe,
            "option_to_complete": self.option_to_complete,
            "proper_completion": self.proper_completion,
            "no_dead_activities": self.no_dead_activities,
            "states": self.states,
            "milliseconds": round(self.milliseconds, 2),
            "faults": [fault.to_json() for fault in self.faults],
            "notes": list(self.notes),
        }
