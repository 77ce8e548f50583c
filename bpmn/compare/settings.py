"""The frozen numbers of matching. How they were chosen: docs/decisions/comparing.md;
`benchmarks/matching.py` prints what they give."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.compare.results import SettingName


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts in the likeness of two steps. Evidence that neither step can give
    (no names, no patterns, no known part) leaves the rest to share; nothing is ever a veto.

    `role` is the share, within the label, of reading it with who does it. `anchors` and `order` are the shares, of
    the whole, of neighbours already matched and of standing in the same order to what is matched; `unmatched` is what a
    neighbour's likeness counts there when it is not matched."""

    label: float = 0.5
    role: float = 0.4
    pattern: float = 0.30
    letter: float = 0.20
    shown_alike: float = 0.65
    shown_to_others: float = 0.85
    neighbours: float = 0.24
    part: float = 0.06
    kind: float = 0.12
    place: float = 0.10
    anchors: float = 0.15
    order: float = 0.10
    unmatched: float = 0.5


@dataclass(frozen=True)
class Setting:
    """`pair`: the least likeness of a match; `mutual`: of a match of two steps that are each other's best. `join`:
    the least likeness of one more step in a group, which must also stand next to the steps it joins.
    `label_floor`: the least evidence of its own (label or pattern) a pair needs, so that surroundings alone make
    no match between steps that both have names; `event_floor` the same for events: that both end says little about
    how."""

    name: SettingName
    pair: float
    mutual: float
    join: float
    label_floor: float
    event_floor: float


@dataclass(frozen=True)
class Learning:
    """How what people confirmed between other councils counts (`service.py`).

    `prior` are the weights of the evidence before anything is learned, in its order there; `ridge` pulls what is
    learned towards them. A pair of councils counts as gone through when people confirmed at least the share
    `gone_through` of the steps whose likeness says `would_match`. A step's likeness to another is the mean of its
    best `wordings` likenesses to what that one was matched with. `worth` is the logit at the default limit of a
    match, `steepness` the logits to one unit there, `bridged` the least likeness of two steps that were matched with
    the same third."""

    prior: tuple[float, ...] = (-9.0, 8.0, 2.0, 4.0, 2.0, 3.0, 1.0, 3.0, 4.0, -1.5)
    ridge: float = 1.0
    rounds: int = 12
    gone_through: float = 0.5
    would_match: float = 0.5
    wordings: int = 3
    worth: float = 0.4
    steepness: float = 3.0
    bridged: float = 0.9


WEIGHTS = Weights()
LEARNING = Learning()
SETTINGS: dict[SettingName, Setting] = {
    "strict": Setting("strict", pair=0.66, mutual=0.55, join=0.60, label_floor=0.25, event_floor=0.3),
    "default": Setting("default", pair=0.52, mutual=0.40, join=0.46, label_floor=0.1, event_floor=0.25),
    "generous": Setting("generous", pair=0.44, mutual=0.36, join=0.42, label_floor=0.05, event_floor=0.15),
}

MOST_PAIRS = 9_000_000
"""With more pairs of steps than this only equal labels are matched."""
SUGGESTIONS = 5
LEAST_SUGGESTION = 0.05
"""A partner less alike than this is not worth a person's look."""
LEAST_GAIN = 0.05
"""How much better two fine steps together must say a coarse one than the first alone does, to be a group."""
LEAST_COVERED = 0.6
"""How much of what a coarse step's label speaks of two fine steps must cover, one adding to the other, to
be a group."""
