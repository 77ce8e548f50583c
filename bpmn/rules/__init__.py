"""One rule a file. A rule module has NAME, SEVERITY, SUMMARY, HEADLINE and `check(diagram) -> Iterator[Finding]`;
BY_DEFAULT is False for one that is asked only where somebody wants it.

To add a rule, add `no_such_thing.py` here with its test table and its page in `docs/rules/`; nothing else
lists it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.soundness.findings import FAULTS


@dataclass(frozen=True)
class Rule:
    """A rule as found: `check` yields its findings in the file's order. `headline` stands over several findings
    of one diagram, with `{n}` for how many."""

    name: str
    severity: Severity
    summary: str
    headline: str
    check: Callable[[Diagram], Iterator[Finding]]
    by_default: bool = True

    @property
    def usual(self) -> str:
        """How grave a finding is when nobody says otherwise: the severity, or `off`."""
        return self.severity if self.by_default else "off"


def _find() -> tuple[Rule, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(_rule(module) for module in modules)


def _rule(module: ModuleType) -> Rule:
    by_default = getattr(module, "BY_DEFAULT", True)
    return Rule(module.NAME, module.SEVERITY, module.SUMMARY, module.HEADLINE, module.check, by_default)


RULES: tuple[Rule, ...] = _find()


USUAL_RULES: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.by_default)
_HEADLINES: dict[str, str] = {rule.name: rule.headline for rule in RULES} | {
    fault.name: fault.headline for fault in FAULTS
}


def headline(rule: str, number: int) -> str:
    """What to write over several findings of a rule: "12 gateways that decide nothing". A rule that is not known
    (any more) stands for itself."""
    if rule == "xsd":
        return f"{number} departures from the BPMN schema"
    return _HEADLINES.get(rule, "{n} findings of " + rule).format(n=number)
