"""What many councils' diagrams of one service have in common: the evidence, and a diagram drafted from it.

found = blueprint([read(one), read(two), read(three)], ["Northmoor", "Eastlea", "Westford"])
for step in found.steps:
    print(step.name, len(step.councils))
"""

from __future__ import annotations

from bpmn.compare.blueprint.choosing import LeftOut
from bpmn.compare.blueprint.draft import Draft, draft
from bpmn.compare.blueprint.evidence import as_compared, blueprint
from bpmn.compare.blueprint.record import Blueprint, SharedStep, Votes

__all__ = ["Blueprint", "Draft", "LeftOut", "SharedStep", "Votes", "as_compared", "blueprint", "draft"]
