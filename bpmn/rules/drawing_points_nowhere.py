"""Everything in the drawing stands for something in the file."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram

NAME = "drawing-points-nowhere"
SEVERITY: Severity = "advice"
SUMMARY = "The drawing holds shapes or lines for nothing, or without a usable position."
HEADLINE = "{n} kinds of shapes or lines that stand for nothing"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding each for shapes that stand for nothing in the file, for lines that do, for shapes without a
    usable position, and for such lines."""
    for repair in diagram.repairs:
        if repair.kind == "drawing":
            text = repair.text.replace(
                "; left out.", ", so it is not shown." if _is_one(repair.text) else "."
            )
            text = text if _is_one(repair.text) else f"{text[:-1]}, so they are not shown."
            yield Finding(NAME, SEVERITY, (), text, "Open the file in your tool and save it again.")


def _is_one(text: str) -> bool:
    return text.startswith("1 ")
