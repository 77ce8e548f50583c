"""What finding by meaning keeps of a process: read from the file of its newest version."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.compare.nearest import Profile, profile
from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.patterns import expand
from bpmn.reader import read
from webapp.store.queries import patterns
from webapp.store.tables import Blob, Process


def profile_of(session: Session, process: Process, diagram: Diagram | None = None) -> Profile | None:
    """The profile of a process as it stands. `diagram` is its newest version, where the caller has read it already.

    What a pattern asks counts only where whoever may read the process may read the pattern. None when the file was
    taken down or can be read no more."""
    version = process.current
    if diagram is None:
        data = session.scalars(select(Blob.data).where(Blob.sha256 == version.sha256)).one_or_none()
        if data is None:
            return None
        try:
            diagram = read(data)
        except BpmnError:
            return None
    found = [one for one in patterns.attached(session, version) if one.record is not None]
    library = (
        patterns.library(session) if any(one.record.kind == "service" for one in found if one.record) else {}
    )
    blocks = [(one.element, block) for one in found if one.record for block in expand(one.record, library)]
    return profile(diagram, process.job, blocks)
