"""Two councils' diagrams of the same service compared: which steps are the same work, what differs, in
sentences.

comparison = compare(read(ours), read(theirs))
for statement in comparison.summary:
    print(statement.text)
"""

from __future__ import annotations

from bpmn.compare.bywords import WordMeaning
from bpmn.compare.compare import compare
from bpmn.compare.facts import Facts
from bpmn.compare.meaning import Meaning
from bpmn.compare.results import Comparison, Figure, Match, Row, RowStep, Statement
from bpmn.compare.service import KnownPair

__all__ = [
    "Comparison",
    "Facts",
    "Figure",
    "KnownPair",
    "Match",
    "Meaning",
    "Row",
    "RowStep",
    "Statement",
    "WordMeaning",
    "compare",
]
