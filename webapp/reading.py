"""Stored bytes as diagrams, read once: bytes never change under their SHA-256, so what was read may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import abort
from sqlalchemy.orm import Session

from bpmn import document, reader
from bpmn.document import Document
from bpmn.model import Diagram
from bpmn.soundness import Soundness, decide
from bpmn.write.viewer import viewer_copy
from webapp.kept import Kept
from webapp.store import queries
from webapp.store.tables import Version

KEPT = 64
"""So many diagrams are kept read; with the largest allowed file that bounds the memory they take."""
LARGEST_KEPT = 1_000_000


@dataclass(frozen=True)
class Reading:
    """A version's document and the diagram in it."""

    document: Document
    diagram: Diagram

    @cached_property
    def soundness(self) -> Soundness:
        """Whether a case can get stuck in it; worked out when first asked for."""
        return decide(self.diagram)

    @cached_property
    def viewer(self) -> bytes:
        """The copy that the viewer in the browser draws; worked out when first asked for. Each page of a walk asks."""
        return viewer_copy(self.document, self.diagram)


_kept: Kept[str, Reading] = Kept(KEPT)


def read(session: Session, version: Version) -> Reading:
    """The diagram of a version; answers 410 when its bytes were taken down."""
    if queries.processes.tombstone(session, version) is not None:
        # Another server process may have taken it down: what this one kept of it is no longer to be shown.
        forget(version.sha256)
        abort(410)
    if (found := _kept.get(version.sha256)) is not None:
        return found
    data = queries.processes.data(session, version)
    if data is None:
        abort(410)
    loaded = document.load(data)
    made = Reading(loaded, reader.read_document(loaded))
    if len(data) <= LARGEST_KEPT:
        _kept.put(version.sha256, made)
    return made


def forget(sha256: str) -> None:
    """Drop a version that was taken down."""
    _kept.drop(sha256)
