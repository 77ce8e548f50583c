"""Two councils' diagrams of the same service compared: which steps are the same work, what differs, in
sentences.

comparison = compare(read(ours), read(theirs))
for statement in comparison.summary:
    print(statement.text)
"""

from __future__ import annotations

from bpmn.compare.compare import compare
from bpmn.compare.facts import Facts
from bpmn.compare.meaning import Meaning, WordMeaning
from bpmn.compare.results import Comparison, Figure, Match, Row, RowStep, Statement

__all__ = [
    "Comparison",
    "Facts",
    "Figure",
    "Match",
    "Meaning",
    "Row",
    "RowStep",
    "Statement",
    "WordMeaning",
    "compare",
]
