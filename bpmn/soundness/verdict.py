"""Decide a diagram's soundness (van der Aalst 1998; for BPMN 2.0 collaborations Corradini et al. 2018).

The diagram becomes a net, the net is made smaller, and every situation of the smaller one is looked at. What
each construct means is in `docs/decisions/token-semantics.md`; what the properties mean in
`docs/soundness.md`. A diagram is called sound only when every situation has been seen.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from bpmn.model import Diagram
from bpmn.semantics import NormalForm, normal_form
from bpmn.soundness.evidence import Findings
from bpmn.soundness.explain import Explainer
from bpmn.soundness.notes import notes
from bpmn.soundness.record import KINDS, Checked, Fault, Soundness
from bpmn.soundness.search import Search
from bpmn.statespace import affordable
from bpmn.statespace.extent import stations
from bpmn.statespace.splits import too_many

LIMIT = 50_000
IN_FULL = 10


def decide(diagram: Diagram, limit: int = LIMIT, reduce: bool = True) -> Soundness:
    """The verdict, with every fault by its cause, the gravest first.

    At most `limit` situations are looked at for each group of processes that messages join. `reduce=False`
    leaves the net as drawn: slower, with the same answer where both look at everything.
    """
    start = time.perf_counter()
    form = normal_form(diagram)
    groups = [group for group in form.groups if any(form.scopes[process].stations for process in group)]
    found = [Search(form, group, limit, IN_FULL, reduce).run() for group in groups if affordable(form, group)]
    faults = _faults(diagram, form, found)
    checked = _checked(form, groups, found)
    certain = checked == "fully"
    return Soundness(
        checked,
        _all(certain, (one.safe for one in found)),
        _all(certain, (one.option_to_complete for one in found)),
        _all(certain, (one.proper_completion for one in found)),
        _all(len(found) == len(groups) > 0, (one.no_dead_activities for one in found)),
        sum(one.states for one in found),
        (time.perf_counter() - start) * 1_000,
        faults,
        tuple(notes(diagram, form, found, checked)),
        any(one.piles_up for one in found),
    )


def _faults(diagram: Diagram, form: NormalForm, found: list[Findings]) -> tuple[Fault, ...]:
    explainer = Explainer(diagram, form)
    faults = [explainer.fault(one, evidence) for one in found for evidence in one.evidence]
    return tuple(sorted(faults, key=lambda fault: KINDS.index(fault.kind)))


def _checked(form: NormalForm, groups: list[tuple[str, ...]], found: list[Findings]) -> Checked:
    if not found:
        return "not"
    if len(found) < len(groups) or not all(one.complete for one in found):
        return "partly"
    for group in groups:
        if any(too_many(station, IN_FULL) for station in stations(form, group)):
            return "partly"
    return "fully"


def _all(certain: bool, values: Iterable[bool | None]) -> bool | None:
    """False when one is; None when one is not decided, or all hold but not everything was looked at."""
    seen = list(values)
    if False in seen:
        return False
    return None if None in seen or not certain else True
