"""How large a diagram may be. One place, so that the page, the command line and the tests say the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Checked before or while a file is read. `size` is bytes; `flow_elements` counts flow nodes and sequence
    flows; `depth` is how deep XML elements may nest. `elements` and `attributes` bound the memory of the
    parsed tree;
    `attributes_of_one` what one element may carry, since looking through them takes the square of their number."""

    size: int = 20 * 1024 * 1024
    flow_elements: int = 50_000
    depth: int = 230
    elements: int = 1_000_000
    attributes: int = 2_000_000
    attributes_of_one: int = 1_000


LIMITS = Limits()
