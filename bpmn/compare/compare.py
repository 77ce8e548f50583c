"""Comparing two diagrams: matching, similarity, the aligned table and the sentences, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import fsum

from bpmn.compare.aligned import aligned
from bpmn.compare.besides import besides
from bpmn.compare.blended import usual_meaning
from bpmn.compare.bywords import WordMeaning
from bpmn.compare.compared import Compared
from bpmn.compare.facts import NO_FACTS, Facts
from bpmn.compare.likeness import Likeness, likeness, stacked
from bpmn.compare.matching import match_steps, suggestions, twins_as_matches
from bpmn.compare.meaning import Meaning
from bpmn.compare.near import near_matches
from bpmn.compare.people import NOBODY, People
from bpmn.compare.relations import relations
from bpmn.compare.results import Comparison, Match, SettingName
from bpmn.compare.sentences import speak
from bpmn.compare.service import KnownPair, service_of
from bpmn.compare.settings import SETTINGS
from bpmn.compare.steps import Side, side
from bpmn.model import Diagram
from bpmn.patterns import Pattern
from bpmn.signature import twins_of

WORDS = WordMeaning()
"""Judges whether two ends, decisions or questions are the same in a sentence: a sentence must be true, and what words
alone call the same was read beside the diagrams."""
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
    meaning: Meaning | None = None,
    known: Sequence[KnownPair] = (),
) -> Comparison:
    """Compare two councils' diagrams by structure and words, never by id.

    `confirmed` matches are kept as they are and `rejected` ones not proposed again (a rejected match with
    nothing on one side says that the other side's steps have no partner). `known` is what people said of other
    pairs of councils of the same service: the matching learns from it. `patterns`, by slug, let questions be
    counted. `facts_a` and `facts_b` are what is known beside the diagrams. `meaning` judges labels; without
    one the best that is there. `compare(b, a)` is the mirror image."""
    left, right = side(a, patterns), side(b, patterns)
    meaning = meaning or usual_meaning(len(left.steps) + len(right.steps))
    people = People.of(left, right, confirmed, rejected)
    flow = _same_flow(left, right)
    matches, judged = _matched(left, right, people, setting, meaning, known, flow)
    near = near_matches(left, right, matches, judged, people)
    compared = Compared(left, right, matches, facts_a or NO_FACTS, facts_b or NO_FACTS, WORDS, near)
    behaviour = relations(left), relations(right)
    said = speak(compared, *behaviour)
    also = besides(a, b) if flow is not None and not flow.wholly else None
    return Comparison(
        similarity=1.0 if flow is not None and flow.wholly else similarity(compared),
        same_flow=flow is not None,
        matches=matches,
        only_a=compared.only_a,
        only_b=compared.only_b,
        suggestions=suggestions(left, right, judged, people),
        summary=said.summary,
        details=said.details if also is None else (*said.details, also),
        largest=said.largest,
        figures=said.figures,
        rows=aligned(compared),
        behaviour="decided" if all(one.decided for one in behaviour) else "not decided",
        setting=setting,
        meaning=meaning.name,
    )


def match(
    left: Side,
    right: Side,
    people: People = NOBODY,
    setting: SettingName = "default",
    meaning: Meaning | None = None,
    known: Sequence[KnownPair] = (),
) -> tuple[tuple[Match, ...], Likeness]:
    """Matches, in the process order of `left`, and likenesses. Worked out in an order of the two that depends only
    on what they say, so that neither ties nor rounding can make the mirror image differ."""
    meaning = meaning or usual_meaning(len(left.steps) + len(right.steps))
    return _matched(left, right, people, setting, meaning, known, _same_flow(left, right))


def _matched(
    left: Side,
    right: Side,
    people: People,
    setting: SettingName,
    meaning: Meaning,
    known: Sequence[KnownPair],
    flow: _Flow | None,
) -> tuple[tuple[Match, ...], Likeness]:
    turned = right.fingerprint < left.fingerprint
    one, two = (right, left) if turned else (left, right)
    seen = people.mirrored() if turned else people
    judged = _judged(one, two, seen, meaning, known)
    if flow is not None and people == NOBODY:
        return flow.matches, judged.mirrored() if turned else judged
    found, judged = match_steps(one, two, judged, SETTINGS[setting], seen, meaning)
    if turned:
        found = tuple(match.mirrored() for match in found)
        judged = judged.mirrored()
    return tuple(sorted(found, key=lambda m: (left.index[m.a[0]], right.index[m.b[0]]))), judged


def match_all(
    sides: Sequence[Side],
    people: Mapping[tuple[int, int], People] | None = None,
    setting: SettingName = "default",
    meaning: Meaning | None = None,
) -> Iterator[tuple[tuple[int, int], tuple[Match, ...], Likeness]]:
    """Every two of some diagrams matched, by their places (the smaller first): all judged in one go, with words
    weighted by how rare they are in all of them. `people` by the same places."""
    people = people or {}
    if len(sides) == 2:
        yield (0, 1), *match(sides[0], sides[1], people.get((0, 1), NOBODY), setting, meaning)
        return
    meaning = meaning or usual_meaning(sum(len(side.steps) for side in sides) // 3)
    ranked = sorted(range(len(sides)), key=lambda place: (sides[place].fingerprint, place))
    judged = stacked([sides[place] for place in ranked], meaning)
    starts = dict(
        zip(ranked, accumulate((len(sides[place].steps) for place in ranked), initial=0), strict=False)
    )
    blocks = {place: slice(start, start + len(sides[place].steps)) for place, start in starts.items()}
    for left, right in combinations(range(len(sides)), 2):
        turned = ranked.index(right) < ranked.index(left)
        one, two = (right, left) if turned else (left, right)
        seen = people.get((left, right), NOBODY)
        seen = seen.mirrored() if turned else seen
        likely = judged.block(blocks[one], blocks[two])
        flow = _same_flow(sides[left], sides[right]) if seen == NOBODY else None
        if flow is not None:
            yield (left, right), flow.matches, likely.mirrored() if turned else likely
            continue
        found, likely = match_steps(sides[one], sides[two], likely, SETTINGS[setting], seen, meaning)
        if turned:
            found, likely = tuple(match.mirrored() for match in found), likely.mirrored()
        yield (left, right), found, likely


def _judged(one: Side, two: Side, people: People, meaning: Meaning, known: Sequence[KnownPair]) -> Likeness:
    if known and (service := service_of(one, two, known, meaning)) is not None:
        return service.likeness()
    sure: dict[str, frozenset[str]] = {key: frozenset(m.b) for m in people.confirmed for key in m.a}
    return likeness(one, two, meaning, sure)


@dataclass(frozen=True)
class _Flow:
    """Two diagrams that draw the same steps and the same flow: their matches, and whether they say the same
    `wholly`."""

    matches: tuple[Match, ...]
    wholly: bool


def _same_flow(left: Side, right: Side) -> _Flow | None:
    """None of any two that do not. Where steps of one flow could change places, those are twins that also say the
    same besides; in the order that `match` works in."""
    if len(left.diagram.nodes) != len(right.diagram.nodes) or len(left.diagram.flows) != len(
        right.diagram.flows
    ):
        return None
    turned = right.fingerprint < left.fingerprint
    one, two = (right, left) if turned else (left, right)
    for wholly in (True, False):
        twins = twins_of(one.diagram, two.diagram, wholly)
        if twins is not None:
            found = twins_as_matches(one, two, twins)
            turned_back = (match.mirrored() for match in found) if turned else found
            return _Flow(tuple(sorted(turned_back, key=lambda m: left.index[m.a[0]])), wholly)
    return None


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
