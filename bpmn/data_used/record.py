"""What is said of the data a process uses: frozen values, and their JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from bpmn.patterns.record import Audience

FlagKind = Literal[
    "never-offered",
    "never-asked",
    "asked-late",
    "asked-twice",
    "asked-again-by-another-name",
    "could-be-looked-up",
    "never-used",
    "unreadable",
]
FLAGS: tuple[FlagKind, ...] = (
    "never-offered",
    "never-asked",
    "asked-late",
    "unreadable",
    "asked-twice",
    "asked-again-by-another-name",
    "could-be-looked-up",
    "never-used",
)
"""In the order in which they are told: first what makes a walk go wrong, then what costs a resident time."""

UseKind = Literal["decision", "event", "needed", "shown", "written", "said", "drawn", "ruled"]


@dataclass(frozen=True)
class Asking:
    """A question at a step. `element` is the step's key; `pattern` the title of the pattern, `slug` its address,
    `page` the page's title, `question` its words; `why`, `used_for` and `look_up` what the pattern says of it;
    `choices` the values it offers, empty where anything may be answered; `sometimes` whether it stands behind a
    choice; `audience` who answers."""

    element: str
    pattern: str
    slug: str
    page: str
    question: str
    why: str = ""
    used_for: str = ""
    look_up: str = ""
    choices: tuple[str, ...] = ()
    sometimes: bool = False
    audience: Audience = "resident"


@dataclass(frozen=True)
class Using:
    """A use of an answer. `element` is the key of the decision, event or step. `how`: a `decision` or `event` whose
    condition looks at it; another question `needed` because of it; a part of a service `shown` because of it; `ruled`:
    a table of rules looks at it; `written` into a letter, message, script or page; `said` by the pattern to be used
    for something; `drawn` as data that a later step takes. `text` is the condition in words, the title of what it is
    written into, or what is said; `condition` the condition as it stands in the file."""

    element: str
    how: UseKind
    text: str
    condition: str = ""


@dataclass(frozen=True)
class Named:
    """One answer by its name: where it is asked and where it is used, in the order of the file."""

    name: str
    asked: tuple[Asking, ...] = ()
    used: tuple[Using, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A data object or store that the diagram draws, and the keys of the steps that put it out and take it in."""

    name: str
    kind: Literal["object", "store"]
    put_out: tuple[str, ...] = ()
    taken_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """Something to look at: `names` the answers it is about, `elements` the keys of steps, decisions or events."""

    kind: FlagKind
    text: str
    names: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataUsed:
    """Everything about the data of one diagram: `names` in order of the alphabet, `drawn` in file order, `flags` in
    the order of `FLAGS`."""

    names: tuple[Named, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    flags: tuple[Flag, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "names": [asdict(one) for one in self.names],
            "drawn": [asdict(one) for one in self.drawn],
            "flags": [asdict(one) for one in self.flags],
        }
