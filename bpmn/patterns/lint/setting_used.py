"""A setting that no text, bound or condition uses does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.conditions import parse
from bpmn.patterns.lint.parts import components, texts
from bpmn.patterns.places import places
from bpmn.patterns.problems import Problem
from bpmn.patterns.record import Pattern

NAME = "setting-used"
SUMMARY = "A setting is used nowhere."


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on settings of a block that nothing uses. Those of a service go over its blocks' and are used there."""
    if pattern.kind == "service":
        return
    used = {name for _, text in texts(pattern) for name in places(text)}
    for _, component in components(pattern):
        condition = parse(component.required_when) if component.required_when else None
        used |= set(condition.names) if condition is not None else set()
    for name in pattern.settings:
        if name not in used:
            text = (
                f"Nothing uses the setting “{name}”: write {{{{{name}}}}} where it belongs, or take it out."
            )
            yield Problem("advice", f"settings.{name}", text)
