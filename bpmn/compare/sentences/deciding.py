"""Who decides, and whether by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.roles import PART_WORDS, SAME_NAME
from bpmn.compare.sentences.wording import counted, gap
from bpmn.compare.steps import Side, nearest_steps, role_of
from bpmn.conditions import parse
from bpmn.model import Node, PartName
from bpmn.naming import listed, tidy
from bpmn.parts import part_by_view, parts
from bpmn.patterns import answer_names

SAME_DECISION = 0.5
"""Two questions at least this alike are the same where they follow the same step,"""
SAME_WORDS = 0.7
"""and at least this alike anywhere."""
_PEOPLE: tuple[PartName, ...] = ("front-office", "back-office", "contractor", "other-body")


@dataclass(frozen=True)
class Decision:
    """A point where the council or a partner chooses a way on. `by_rule`: the ways on are conditions over
    what the resident answered, or a rule task or system prepares them."""

    key: str
    question: str
    called: str
    role: str
    part: PartName | None
    by_rule: bool

    @property
    def decider(self) -> str:
        """Who or what decides, to stand after "by"."""
        if self.by_rule:
            return "a rule"
        return self.role or (PART_WORDS[self.part] if self.part else "somebody the diagram does not name")


def decisions(side: Side) -> tuple[Decision, ...]:
    """The decisions of a diagram that are not the resident's own, in process order."""
    found = []
    views = parts(side.diagram)
    answers = _answers(side, "resident"), _answers(side, "staff")
    for key in side.graph.order:
        node = side.diagram.node_by_key[key]
        part = part_by_view(side.diagram, node, views)
        if _decides(node) and part != "resident" and (question := _question(side, node)):
            role = role_of(side.diagram, node)
            rule = part == "system" or _by_rule(side, node, *answers)
            found.append(Decision(key, question, _called(side, node), role, part, rule))
    return tuple(found)


Decided = tuple[tuple[Decision, ...], tuple[Decision, ...]]


def deciding(compared: Compared, decided: Decided) -> Iterator[Statement]:
    """The decisions that both take and somebody else takes; failing any, who takes decisions at all; then
    how many are written as a rule."""
    found = _decided_elsewhere(compared, decided)
    for ours, theirs in found:
        yield Statement("decides", _sentence(compared, ours, theirs), (ours.key,), (theirs.key,), size=0.7)
    ours_all, theirs_all = decided
    if not ours_all or not theirs_all:
        return
    keys = tuple(one.key for one in ours_all), tuple(one.key for one in theirs_all)
    first, second = compared.names
    if not found and not _same_people(compared, ours_all, theirs_all):
        text = f"Decisions are taken by {_deciders(ours_all)} in {first} and by {_deciders(theirs_all)} "
        yield Statement("decides", f"{text}in {second}.", *keys, key="decides-who", size=0.5)
    rules = tuple(sum(one.by_rule for one in side) for side in (ours_all, theirs_all))
    if rules[0] != rules[1] and not any(ours.by_rule != theirs.by_rule for ours, theirs in found):
        text = f"{_by_rules(rules[0], len(ours_all))} written as a rule in {first}, "
        text += f"{rules[1] or 'none'} of {len(theirs_all)} in {second}."
        yield Statement("decides", text, *keys, key="decides-by-rule", size=gap(*rules))


def _by_rules(count: int, whole: int) -> str:
    if not count:
        return f"None of {counted(whole, 'decision')} is"
    return f"{count} of {counted(whole, 'decision')} {'is' if count == 1 else 'are'}"


def _sentence(compared: Compared, ours: Decision, theirs: Decision) -> str:
    first, second = compared.names
    if ours.called.casefold() == theirs.called.casefold():
        return f"{ours.called} is decided by {ours.decider} in {first} and by {theirs.decider} in {second}."
    return (
        f"{ours.called} is decided by {ours.decider} in {first}, "
        f"{_lower(theirs.called)} by {theirs.decider} in {second}."
    )


def _lower(called: str) -> str:
    return called[:1].lower() + called[1:]


def _decided_elsewhere(compared: Compared, decided: Decided) -> list[tuple[Decision, Decision]]:
    """Decisions of both about the same question, taken by different people; best pairs of questions first."""
    ours, theirs = decided
    scores = compared.meaning.alike([one.question for one in ours], [one.question for one in theirs])
    free_a, free_b = set(range(len(ours))), set(range(len(theirs)))
    found = []
    for (i, j), score in sorted(
        scores.items(), key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), sum(item[0]))
    ):
        same = score >= SAME_WORDS or (
            score >= SAME_DECISION and _after_the_same(compared, ours[i], theirs[j])
        )
        if same and i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            if not _same_decider(compared, ours[i], theirs[j]):
                found.append((ours[i], theirs[j], i))
    return [(one, two) for one, two, _ in sorted(found, key=lambda item: item[2])]


def _after_the_same(compared: Compared, ours: Decision, theirs: Decision) -> bool:
    """Whether a step before the one decision is matched with a step before the other."""
    before_b = set(nearest_steps(compared.b, theirs.key))
    return any(
        not before_b.isdisjoint(compared.match_of_a[key].b)
        for key in nearest_steps(compared.a, ours.key)
        if key in compared.match_of_a
    )


def _same_decider(compared: Compared, ours: Decision, theirs: Decision) -> bool:
    if ours.by_rule or theirs.by_rule:
        return ours.by_rule == theirs.by_rule
    if ours.part and theirs.part and ours.part != theirs.part:
        return False
    if not ours.role or not theirs.role or ours.role == theirs.role:
        return True
    shared = ours.role in _roles(compared.b) or theirs.role in _roles(compared.a)
    return not shared or compared.alike(ours.role, theirs.role) >= SAME_NAME


def _same_people(compared: Compared, ours: tuple[Decision, ...], theirs: tuple[Decision, ...]) -> bool:
    return all(any(_same_decider(compared, one, two) for two in theirs) for one in ours) and all(
        any(_same_decider(compared, one, two) for one in ours) for two in theirs
    )


def _deciders(found: tuple[Decision, ...]) -> str:
    people = dict.fromkeys(one.decider for one in found if not one.by_rule)
    return listed([*people, *(["a rule"] if any(one.by_rule for one in found) else [])])


def _roles(side: Side) -> set[str]:
    return {tidy(lane.name) for lane in side.diagram.lanes} | {tidy(pool.name) for pool in side.diagram.pools}


def _decides(node: Node) -> bool:
    return node.type in ("exclusiveGateway", "inclusiveGateway", "complexGateway") and len(node.outgoing) > 1


def _before(side: Side, node: Node) -> Node | None:
    """The one step that leads to a decision."""
    sources = [side.diagram.node_by_key[flow.source] for flow in side.diagram.ways_in(node)]
    return sources[0] if len(sources) == 1 and sources[0].is_activity else None


def _question(side: Side, node: Node) -> str:
    before = _before(side, node)
    return tidy(node.name) or (tidy(before.name) if before else "")


def _called(side: Side, node: Node) -> str:
    if node.name.strip():
        return side.called(node.key)
    before = _before(side, node)
    return f"What follows {side.called(before.key)}" if before else side.called(node.key)


def _by_rule(side: Side, node: Node, residents: set[str], staff: set[str]) -> bool:
    before = _before(side, node)
    if before is not None and before.type in ("businessRuleTask", "scriptTask"):
        return True
    written = [parse(flow.condition, flow.language) for flow in side.diagram.ways_out(node) if flow.condition]
    names = {name for condition in written if condition is not None for name in condition.names}
    if None in written or not names or _staff_answer(side, node, names):
        return False
    return names <= residents and not names & staff


def _staff_answer(side: Side, node: Node, names: set[str]) -> bool:
    """Whether people of the council or a partner give these answers, in their own step just before: a page for
    the resident that they fill in or judge by. Whether somebody has paid is no opinion."""
    return any(
        step.node.is_activity and step.part in _PEOPLE and names & set(answer_names(side.patterns[ref]))
        for step in (side.by_key[key] for key in nearest_steps(side, node.key))
        for ref in step.refs
        if ref in side.patterns and ref != "pay"
    )


def _answers(side: Side, audience: str) -> set[str]:
    known = (side.patterns[ref] for step in side.steps for ref in step.refs if ref in side.patterns)
    return {name for pattern in known if pattern.audience == audience for name in answer_names(pattern)}
