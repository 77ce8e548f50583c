"""Which patterns of a library some diagrams use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bpmn.model import Diagram
from bpmn.patterns.record import Pattern


def attached(diagrams: Iterable[Diagram], library: Mapping[str, Pattern]) -> dict[str, Pattern]:
    """The patterns attached to steps of the diagrams, by slug, in the order of the slugs; those that the library does
    not have are left out."""
    slugs = {ref.ref for diagram in diagrams for node in diagram.nodes for ref in node.patterns}
    return {slug: library[slug] for slug in sorted(slugs) if slug in library}
