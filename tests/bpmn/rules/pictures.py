"""The pictures of the rules' pages, drawn from the tests' own diagrams.

python -m tests.bpmn.rules.pictures

writes `docs/rules/pictures/RULE-wrong.svg` and `RULE-right.svg` for every rule: the first diagram of its test's
`INVALID` table, with what the rule names in red, and the first of its `VALID` table; or the module's `PICTURES`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

from bpmn.picture import picture
from bpmn.reader import read
from bpmn.rules import RULES, Rule
from tests.drawing import drawn

FOLDER = Path(__file__).parents[3] / "docs" / "rules" / "pictures"


def pictures(rule: Rule) -> Iterator[tuple[str, str]]:
    """The file names and contents of a rule's two pictures."""
    wrong, right = _diagrams(rule)
    for name, data, title in (("wrong", wrong, "Wrong"), ("right", right, "Right")):
        diagram = read(data)
        named = [element for finding in rule.check(diagram) for element in finding.elements]
        yield f"{rule.name}-{name}.svg", picture(diagram, f"{title}: {rule.name}", named) + "\n"


def _diagrams(rule: Rule) -> tuple[bytes, bytes]:
    module = importlib.import_module(f"tests.bpmn.rules.test_{rule.name.replace('-', '_')}")
    if hasattr(module, "PICTURES"):
        wrong, right = module.PICTURES
        return wrong, right
    wrong, _ = next(iter(module.INVALID.values()))
    return drawn(wrong), drawn(next(iter(module.VALID.values())))


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    for rule in RULES:
        for name, text in pictures(rule):
            (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
