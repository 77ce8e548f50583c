"""Why two processes may differ in something: a suggestion, where the process itself says as much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bpmn.compare.compared import Compared
from bpmn.compare.results import Reason, Statement
from bpmn.compare.sentences.wording import quoted
from bpmn.compare.steps import Side, Step
from bpmn.patterns import Pattern, expand, questions, title_of

Because = tuple[Reason, str]
_LAW_ABOUT = {
    "fee": re.compile(r"\bfees?\b|\bcharg(e|es|ing)\b", re.IGNORECASE),
    "time": re.compile(r"\b(\d+|within) (working )?(days?|weeks?|months?)\b", re.IGNORECASE),
    "outcome": re.compile(r"\b(appeals?|reviews?|eligib\w*)\b", re.IGNORECASE),
}
_AUTOMATIC = ("serviceTask", "scriptTask", "businessRuleTask")
_OWN_RULES = {
    "time-promised": "What is promised to residents is for each council to say.",
    "fee-refund": "Both have written down their own rule for refunds.",
    "fee-concession": "Both have written down their own rule for who pays less.",
    "outcome-eligibility": "Both have written down their own rule for who may use it and when.",
}


def with_reasons(compared: Compared, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each statement with the reason that is suggested first: law where the facts or a question name one for
    just this; contract where a contractor does the step; system where a system does it or a rule decides;
    policy where each wrote down a rule of its own. None where nothing suggests one: it may be habit, but
    only people know."""
    found = []
    for said in statements:
        reason, because = next(_suggested(compared, said), (None, ""))
        found.append(replace(said, reason=reason, because=because))
    return tuple(found)


def _suggested(compared: Compared, said: Statement) -> Iterator[Because]:
    yield from _law(compared, said)
    if said.kind in ("scope", "touchpoint"):
        return
    if len(said.a) <= MOST_ELEMENTS and len(said.b) <= MOST_ELEMENTS:
        yield from _who(compared, said)
    if said.key in _OWN_RULES and (said.key != "fee-refund" or not (said.a or said.b)):
        yield "policy", _OWN_RULES[said.key]


MOST_ELEMENTS = 6
"""A sentence about more elements than this is about the whole process, not about one step's doer."""


def _law(compared: Compared, said: Statement) -> Iterator[Because]:
    names = compared.names
    if said.kind == "law":
        yield "law", "Each names the law that it works under."
    if said.key == "time-statutory":
        yield "law", "A time that a law sets."
    words = _LAW_ABOUT.get(said.topic or "")
    for name, facts in zip(names, compared.facts, strict=True):
        if words is not None and facts.legal_basis and words.search(facts.legal_basis):
            yield "law", f"The legal basis that {name} gives speaks of it: {quoted(facts.legal_basis)}."
    if said.kind in ("question", "evidence"):
        for side, keys in ((compared.a, said.a), (compared.b, said.b)):
            yield from _law_of_questions(side, keys, said)


def _law_of_questions(side: Side, keys: tuple[str, ...], said: Statement) -> Iterator[Because]:
    """The law that a question names which the sentence names."""
    for pattern in _patterns(side, keys):
        for question in questions(pattern):
            usual = "{{" in title_of(question.component) and pattern.title
            title = quoted(pattern.title if usual else question.title or question.name)
            if question.component.law and title in said.text:
                yield "law", f"{title} is asked under a law: {quoted(question.component.law)}."


def _patterns(side: Side, keys: tuple[str, ...]) -> Iterator[Pattern]:
    for key in keys:
        for ref in side.by_key[key].refs if key in side.by_key else ():
            if ref in side.patterns:
                yield from expand(side.patterns[ref], side.patterns)


def _who(compared: Compared, said: Statement) -> Iterator[Because]:
    sides = ((compared.a, said.a), (compared.b, said.b))
    for name, (side, keys) in zip(compared.names, sides, strict=True):
        steps = list(_steps(side, keys))
        if said.kind == "handover":
            steps = [step for step in steps if step.part == "contractor"]
        if steps and all(step.part == "contractor" for step in steps):
            yield "contract", f"A contractor does {side.called(steps[0].key)} in {name}."
    if (
        said.kind == "decides"
        and said.text.count(" by a rule ") == 1
        and not said.key.startswith("decides-by")
    ):
        yield "system", "A rule decides it on one side."
    for name, (side, keys) in zip(compared.names, sides, strict=True):
        steps = list(_steps(side, keys))
        if said.kind != "handover" and steps and all(map(_is_automatic, steps)):
            called = side.called(steps[0].key)
            by_people = steps[0].node.type in ("userTask", "manualTask")
            yield (
                "system",
                f"{called} is done in a system in {name}."
                if by_people
                else f"A system does {called} in {name}.",
            )


def _is_automatic(step: Step) -> bool:
    return step.part == "system" or step.node.type in _AUTOMATIC


def _steps(side: Side, keys: tuple[str, ...]) -> Iterator[Step]:
    return (side.by_key[key] for key in keys if key in side.by_key and side.by_key[key].node.is_activity)
