"""Everything that can happen in a diagram, as places, transitions and the situations they lead to.

`net.py` says what a net is, `compile.py` makes one of the normal form (`extent.py`: how much of it;
`splits.py`: which ways go together), `moves.py` adds what each transition says about the properties,
`reduce.py` makes it smaller (`signatures.py`: what it must respect), `explore.py` walks through its
situations (`coding.py`: as integers; `counting.py`: how far messages count), `futures.py` asks what can still
come of each.
"""

from __future__ import annotations

from bpmn.statespace.compile import compile_group
from bpmn.statespace.explore import Graph, explore
from bpmn.statespace.extent import affordable
from bpmn.statespace.moves import Move, Moves, flatten, moves_of
from bpmn.statespace.net import Net, Transition
from bpmn.statespace.reduce import reduced

__all__ = [
    "Graph",
    "Move",
    "Moves",
    "Net",
    "Transition",
    "affordable",
    "compile_group",
    "explore",
    "flatten",
    "moves_of",
    "reduced",
]
