"""Walking one case: what the resident sees beside what the council does, one step at a time."""

from webapp.walkthroughs import boards, comparing, covering, into_calls, moves, scenarios, walk
from webapp.walkthroughs.area import blueprint, of_process

__all__ = [
    "blueprint",
    "boards",
    "comparing",
    "covering",
    "into_calls",
    "moves",
    "of_process",
    "scenarios",
    "walk",
]
