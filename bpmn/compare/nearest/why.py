"""Why two processes are said to be alike, in plain words. Only what both drawings say is claimed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bpmn.compare.nearest.acts import TOLD_FIRST, in_words
from bpmn.compare.nearest.judge import Judged

NAMED = 3
"""Steps that are named."""
LONGEST_NAME = 60
ORDERED, FEW = 0.8, 3
"""From how great a share, and how many steps, they are said to come in the same order."""


@dataclass(frozen=True)
class Common:
    """What two processes have in common besides their steps: pairs of acts (`acts.orders`) and questions both ask."""

    orders: Collection[tuple[int, int]] = ()
    asked: Sequence[str] = ()


def why(judged: Judged, names: Sequence[str], common: Common, named: Mapping[int, str]) -> tuple[str, ...]:
    """Short clauses, the weightiest first. `names` are the labels of the first process's steps, `named` those of the
    second's that are in `judged.pairs`."""
    told = [_steps(judged, names, named)]
    if len(judged.pairs) >= FEW and judged.in_order >= ORDERED:
        told.append("in the same order")
    if judged.same_service:
        told.append("same service")
    first = next((pair for pair in TOLD_FIRST if pair in common.orders), None)
    if first is not None:
        told.append(f"both have {in_words(first)}")
    if common.asked:
        told.append(f"both ask {_listed(common.asked)}")
    return tuple(one for one in told if one)


def _steps(judged: Judged, names: Sequence[str], named: Mapping[int, str]) -> str:
    if not judged.pairs:
        return ""
    # Named events are told as such: a page counts as its steps what somebody does.
    surest = sorted(judged.pairs, key=lambda pair: (not judged.worked[pair[0]], -pair[2], pair[0]))
    chosen = list(dict.fromkeys(_pair(i, j, names, named) for i, j, _ in surest))[:NAMED]
    some = len(judged.pairs)
    return f"{some} of {judged.of[0]} steps and events alike: {', '.join(chosen)}"


def _pair(i: int, j: int, names: Sequence[str], named: Mapping[int, str]) -> str:
    ours, theirs = _quoted(names[i]), _quoted(named[j])
    return ours if ours.casefold() == theirs.casefold() else f"{ours} (there {theirs})"


def _listed(labels: Sequence[str]) -> str:
    rest = len(labels) - 2
    return ", ".join(map(_quoted, labels[:2])) + (f" and {rest} more" if rest > 0 else "")


def _quoted(label: str) -> str:
    return f"“{label if len(label) <= LONGEST_NAME else label[: LONGEST_NAME - 1].rstrip() + '…'}”"
