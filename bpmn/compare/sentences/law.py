"""The law each says it works under."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted


def law_statements(compared: Compared) -> Iterator[Statement]:
    """`A names 'Highways Act 1980' as its legal basis, B '...'.` Only where both name one and they differ."""
    ours, theirs = (facts.legal_basis for facts in compared.facts)
    if ours and theirs and normal(ours) != normal(theirs):
        first, second = compared.names
        text = f"{first} names {quoted(ours)} as its legal basis, {second} {quoted(theirs)}."
        yield Statement("law", text, key="law-basis", size=0.5)
