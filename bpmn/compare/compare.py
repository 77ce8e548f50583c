"""Comparing two diagrams: matching, similarity, the aligned table and the sentences, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import fsum

from bpmn.compare.aligned import aligned
from bpmn.compare.compared import Compared
from bpmn.compare.facts import NO_FACTS, Facts
from bpmn.compare.likeness import Likeness, likeness
from bpmn.compare.matching import People, match_steps, suggestions, twins_as_matches
from bpmn.compare.meaning import Meaning, WordMeaning
from bpmn.compare.relations import relations
from bpmn.compare.results import Comparison, Match, SettingName
from bpmn.compare.sentences import speak
from bpmn.compare.settings import SETTINGS
from bpmn.compare.signature import fingerprint, twins_of
from bpmn.compare.steps import Side, side
from bpmn.model import Diagram
from bpmn.patterns import Pattern

WORDS = WordMeaning()
NEARLY = 0.99
"""The most that two diagrams can be alike without saying the same."""


def compare(
    a: Diagram,
    b: Diagram,
    *,
    setting: SettingName = "default",
    confirmed: Iterable[Match] = (),
    rejected: Iterable[Match] = (),
    patterns: Mapping[str, Pattern] | None = None,
    facts_a: Facts | None = None,
    facts_b: Facts | None = None,
    meaning: Meaning = WORDS,
) -> Comparison:
    """Compare two councils' diagrams by structure and words, never by id.

    `confirmed` matches are kept as they are and `rejected` ones not proposed again (a rejected match with
    nothing on one side says that the other side's steps have no partner). `patterns`, by slug, let
    questions be counted. `facts_a` and `facts_b` are what is known beside the diagrams. `compare(b, a)` is
    the mirror image."""
    left, right = side(a, patterns), side(b, patterns)
    people = People.of(left, right, confirmed, rejected)
    twins = twins_of(a, b)
    matches, judged = _match(left, right, people, setting, meaning)
    compared = Compared(left, right, matches, facts_a or NO_FACTS, facts_b or NO_FACTS, meaning)
    behaviour = relations(left), relations(right)
    said = speak(compared, *behaviour)
    return Comparison(
        similarity=1.0 if twins is not None else similarity(compared),
        matches=matches,
        only_a=compared.only_a,
        only_b=compared.only_b,
        suggestions=suggestions(left, right, judged, people),
        summary=said.summary,
        details=said.details,
        largest=said.largest,
        figures=said.figures,
        rows=aligned(compared),
        behaviour="decided" if all(one.decided for one in behaviour) else "not decided",
        setting=setting,
        meaning=meaning.name,
    )


def _match(
    left: Side, right: Side, people: People, setting: SettingName, meaning: Meaning
) -> tuple[tuple[Match, ...], Likeness]:
    """Matches and likenesses. Worked out in an order of the two that depends only on what they say, so that
    neither ties nor rounding can make the mirror image differ."""
    turned = fingerprint(right.diagram) < fingerprint(left.diagram)
    one, two = (right, left) if turned else (left, right)
    seen = _mirrored_people(people) if turned else people
    sure: dict[str, frozenset[str]] = {key: frozenset(m.b) for m in seen.confirmed for key in m.a}
    judged = likeness(one, two, meaning, sure)
    found = _same_flow(one, two) if seen == People() else None
    if found is None:
        found = match_steps(one, two, judged, SETTINGS[setting], seen, meaning)
    if turned:
        found = tuple(match.mirrored() for match in found)
        judged = Likeness(*(_transposed(table) for table in (judged.score, judged.own, judged.label)))
    return tuple(sorted(found, key=lambda m: (left.index[m.a[0]], right.index[m.b[0]]))), judged


def _same_flow(one: Side, two: Side) -> tuple[Match, ...] | None:
    """The matches of two diagrams that draw the same flow, whatever else they say; None of any others.

    Where steps of one flow could change places, those are twins that also say the same besides."""
    for everything in (True, False):
        twins = twins_of(one.diagram, two.diagram, everything)
        if twins is not None:
            return twins_as_matches(one, two, twins)
    return None


def _transposed(table: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    return {(i, j): score for (j, i), score in table.items()}


def _mirrored_people(people: People) -> People:
    return replace(
        people,
        confirmed=tuple(match.mirrored() for match in people.confirmed),
        rejected=frozenset((theirs, ours) for ours, theirs in people.rejected),
        alone=frozenset(("b" if which == "a" else "a", key) for which, key in people.alone),
    )


def similarity(compared: Compared) -> float:
    """How alike two diagrams are that do not say the same: three parts how many steps are matched and how
    surely, one part how many of the links between neighbouring steps are on both sides."""
    steps = len(compared.a.steps) + len(compared.b.steps)
    if not steps:
        return 0.0
    covered = fsum(match.score * (len(match.a) + len(match.b)) for match in compared.matches) / steps
    return round(min(NEARLY, 0.75 * covered + 0.25 * _shared_links(compared)), 4)


def _shared_links(compared: Compared) -> float:
    ours, theirs = _links(compared.a), _links(compared.b)
    if not ours and not theirs:
        return 1.0 if compared.matches else 0.0
    drawn_a, drawn_b = (
        _match_links(compared.match_of_a, ours),
        _match_links(compared.match_of_b, theirs),
    )
    common = sum(_linked(compared.match_of_a, link, drawn_b) for link in ours)
    common += sum(_linked(compared.match_of_b, link, drawn_a) for link in theirs)
    return common / (len(ours) + len(theirs))


def _links(which: Side) -> list[tuple[str, str]]:
    return [(step.key, after) for step in which.steps for after in step.after]


def _match_links(match_of: Mapping[str, Match], links: list[tuple[str, str]]) -> set[tuple[Match, Match]]:
    return {(match_of[x], match_of[y]) for x, y in links if x in match_of and y in match_of}


def _linked(match_of: Mapping[str, Match], link: tuple[str, str], there: set[tuple[Match, Match]]) -> bool:
    first, second = match_of.get(link[0]), match_of.get(link[1])
    return first is not None and second is not None and (first is second or (first, second) in there)
