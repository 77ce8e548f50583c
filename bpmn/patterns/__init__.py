"""Patterns: how a service shows itself to its user. The record, its file, its checks; no HTML."""

from __future__ import annotations

from bpmn.patterns.attached import attached
from bpmn.patterns.decision_table import Outcome, decided, evaluate, in_order, values_of
from bpmn.patterns.errors import PatternError
from bpmn.patterns.limits import MAX_BYTES
from bpmn.patterns.local import with_settings
from bpmn.patterns.options import known_components
from bpmn.patterns.places import fill, fill_all, places
from bpmn.patterns.problems import Problem, problems, publishable
from bpmn.patterns.questions import (
    Question,
    answer_names,
    choices,
    evidence_requests,
    expand,
    questions,
    title_of,
)
from bpmn.patterns.read import from_json, load
from bpmn.patterns.record import Check, Component, DecisionTable, Guidance, Page, PartRef, Pattern, TableRow
from bpmn.patterns.service_problems import service_problems
from bpmn.patterns.welsh import in_welsh, missing_welsh
from bpmn.patterns.write import dump, to_json

__all__ = [
    "MAX_BYTES",
    "attached",
    "Check",
    "Component",
    "DecisionTable",
    "Guidance",
    "Outcome",
    "Page",
    "PartRef",
    "Pattern",
    "PatternError",
    "Problem",
    "Question",
    "TableRow",
    "answer_names",
    "choices",
    "decided",
    "dump",
    "evaluate",
    "evidence_requests",
    "expand",
    "fill",
    "fill_all",
    "from_json",
    "in_order",
    "in_welsh",
    "known_components",
    "load",
    "missing_welsh",
    "places",
    "problems",
    "publishable",
    "questions",
    "service_problems",
    "title_of",
    "to_json",
    "values_of",
    "with_settings",
]
