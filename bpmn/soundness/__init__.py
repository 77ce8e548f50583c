"""Whether a case can get stuck in a diagram, go round for ever, or do things twice; and what to do about it.

`decide` gives the verdict (`record.py` says what is in it), found by the state space of `bpmn/statespace`;
`causes.py` tells causes from consequences, `traces.py` makes a playable trace, `explain.py` the sentences,
`fixes.py` changes that have been checked.
"""

from __future__ import annotations

from bpmn.soundness.record import Fault, Fix, Soundness, Step
from bpmn.soundness.verdict import decide

__all__ = ["Fault", "Fix", "Soundness", "Step", "decide"]
