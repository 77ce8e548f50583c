"""Two versions of one diagram: what was added, removed, changed and moved, with old and new; layout apart.

found = diff(read(old), read(new))
print(found.summary)
"""

from __future__ import annotations

from bpmn.diff.diff import diff
from bpmn.diff.record import Change, Diff, Kind, Which
from bpmn.diff.words import property_in_words

__all__ = ["Change", "Diff", "Kind", "Which", "diff", "property_in_words"]
