"""Everything that can happen in a diagram, as places, transitions and the situations they lead to.

`net.py` says what a net is, `compile.py` makes one of the normal form (`extent.py`: how much of it;
`splits.py`: which ways go together), `explore.py` walks through its situations, `joins.py` reads from them
which joins wait in vain.
"""

from __future__ import annotations

from bpmn.statespace.compile import compile_group
from bpmn.statespace.explore import Exploration, explore
from bpmn.statespace.extent import affordable
from bpmn.statespace.joins import StuckJoin, stuck_joins
from bpmn.statespace.net import Net, Transition

__all__ = [
    "Exploration",
    "Net",
    "StuckJoin",
    "Transition",
    "affordable",
    "compile_group",
    "explore",
    "stuck_joins",
]
