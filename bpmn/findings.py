"""What a check says about a diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")


@dataclass(frozen=True)
class Finding:
    """One finding: the rule's name, how grave, the keys of the elements it is about, a sentence for a person, and,
    where there is one, what to do about it."""

    rule: str
    severity: Severity
    elements: tuple[str, ...]
    text: str
    fix: str | None = None
