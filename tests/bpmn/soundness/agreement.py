"""What must hold of any diagram: the reduced net and the net as drawn give one verdict, and traces replay."""

from __future__ import annotations

from bpmn.model import Diagram
from bpmn.soundness import Soundness, decide
from tests.bpmn.soundness.replay import replay, shows

AS_DRAWN = 3_000


def disagreements(diagram: Diagram) -> list[str]:
    """What does not hold, in a line each."""
    small = decide(diagram)
    whole = decide(diagram, AS_DRAWN, reduce=False)
    found = []
    if small.checked == whole.checked == "fully":
        found += [
            f"{name}: {getattr(small, name)} reduced, {getattr(whole, name)} as drawn"
            for name in _comparable(small, whole)
            if getattr(small, name) != getattr(whole, name)
        ]
    for fault in small.faults:
        if fault.kind == "dead":
            continue
        games = replay(diagram, fault)
        if not games:
            found.append(f"{fault.kind} at {fault.elements}: the trace cannot be replayed")
        elif not shows(diagram, fault, games):
            found.append(f"{fault.kind} at {fault.elements}: the trace does not show it")
    return found


def _comparable(small: Soundness, whole: Soundness) -> tuple[str, ...]:
    """Where tokens pile up without end, how far each net follows them is its own affair."""
    if small.safe is False and not (small.piles_up is whole.piles_up is False):
        return ("safe", "proper_completion")
    return ("safe", "option_to_complete", "proper_completion", "no_dead_activities")
