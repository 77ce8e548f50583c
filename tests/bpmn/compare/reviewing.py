"""Two examples compared with matches that a person wrote down, and nothing else matched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bpmn.compare import Comparison, Facts, Match, compare
from bpmn.compare.steps import is_step
from bpmn.model import Diagram
from bpmn.reader import read
from webapp.examples.starters import starters

EXAMPLES = Path(__file__).parents[3] / "webapp/examples"
FACTS: dict[str, dict[str, Any]] = {
    entry["file"]: {"council": entry["council"], **entry["facts"]}
    for index in sorted(EXAMPLES.glob("index*.json"))
    for entry in json.loads(index.read_text(encoding="utf-8"))
}


def compared(pair: Mapping[str, Any]) -> Comparison:
    """`pair` names two files, `a` and `b`, and their `matches` by the steps' names. Every other step is said
    to have no partner."""
    a, b = (read((EXAMPLES / pair[side]).read_bytes()) for side in "ab")
    confirmed = [Match(_keys(a, ours), _keys(b, theirs)) for ours, theirs in pair["matches"]]
    alone = [Match((key,), ()) for key in _others(a, {key for match in confirmed for key in match.a})]
    alone += [Match((), (key,)) for key in _others(b, {key for match in confirmed for key in match.b})]
    return compare(
        a,
        b,
        confirmed=confirmed,
        rejected=alone,
        patterns=dict(starters()),
        facts_a=Facts.from_mapping(FACTS[pair["a"]]),
        facts_b=Facts.from_mapping(FACTS[pair["b"]]),
    )


def _keys(diagram: Diagram, names: list[str]) -> tuple[str, ...]:
    """The steps of these names. Where a name is used twice, "Appeal" is the first in the file, "Appeal (2)" the
    second."""
    known: dict[str, str] = {}
    for node in diagram.nodes:
        name, place = " ".join(node.name.split()), 1
        while is_step(node) and name in known:
            place += 1
            name = f"{' '.join(node.name.split())} ({place})"
        if is_step(node):
            known[name] = node.key
    return tuple(known[name] for name in names)


def _others(diagram: Diagram, matched: set[str]) -> list[str]:
    return [node.key for node in diagram.nodes if is_step(node) and node.key not in matched]
