"""Which element of the old version is which of the new one: by id, then by what it says and what is around it.

Ids decide first. What is left is joined by equal contents, then outwards from what is already joined, then by
nearly equal words; what holds others is joined by what it holds. The caller asks in one fixed order of the two, so
that the mirror image is matched the same."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator

from bpmn.diff.elements import Element
from bpmn.diff.labels import (
    AROUND,
    ENDS,
    FLOWS,
    HELD,
    LABELS,
    Label,
    all_words,
    bare,
    both,
    by_label,
    known,
    unnamed_node,
)
from bpmn.diff.likeness import WORTH, alike, candidates

Elements = dict[str, Element]
MOST_ROUNDS = 40
"""Rounds of joining, each as long as the diagram; what is all alike beyond that is joined in file order."""
DECLARED = frozenset({"process", "pool", "lane", "shared", "other"})
HOLDERS = ("process", "lane", "pool", "node")


def match(old: Elements, new: Elements, twins: dict[str, str]) -> dict[str, str]:
    """For each recognised element of `old`, by uid, its uid in `new`. `twins` are nodes known to be the same, used
    where the files share no id of a node."""
    work = _Matching(old, new)
    work.by_id(twins)
    work.by_contents()
    work.by_likeness()
    work.without_words()
    work.flows_by_ends()
    work.leftovers()
    return work.joined


class _Matching:
    """The matching under way: `joined` from old to new, `back` from new to old."""

    def __init__(self, old: Elements, new: Elements) -> None:
        self.old, self.new = old, new
        self.joined: dict[str, str] = {}
        self.back: dict[str, str] = {}
        self._fresh: deque[tuple[str, str]] = deque()

    def join(self, ours: str, theirs: str) -> None:
        """Take two elements for the same, unless either is taken."""
        if ours not in self.joined and theirs not in self.back:
            self.joined[ours], self.back[theirs] = theirs, ours
            self._fresh.append((ours, theirs))

    def free(self) -> tuple[list[Element], list[Element]]:
        """What is not yet joined, in file order."""
        return (
            [element for uid, element in self.old.items() if uid not in self.joined],
            [element for uid, element in self.new.items() if uid not in self.back],
        )

    def by_id(self, twins: dict[str, str]) -> None:
        """Equal ids of elements of one family, whatever their type."""
        self.join("definitions:", "definitions:")
        shares_nodes = False
        for uid, element in self.old.items():
            there = self.new.get(uid)
            if there is None or element.file_id is None or element.file_id != there.file_id:
                continue
            if element.family == there.family and (element.key, there.key) == (element.file_id,) * 2:
                self.join(uid, uid)
                shares_nodes = shares_nodes or element.family == "node"
        if not shares_nodes:
            for ours, theirs in twins.items():
                self.join(ours, theirs)

    def by_contents(self) -> None:
        """Equal contents, then outwards, until nothing more is certain."""
        for _ in range(MOST_ROUNDS):
            self.outwards()
            self.by_holding()
            if not (any(self.unique(label) for label in LABELS) or self.one_of_many() or self.in_order()):
                return
        self.in_order()

    def in_order(self) -> bool:
        """Join what nothing tells apart in file order, also where one side has more of it."""
        before = len(self.joined)
        for label in LABELS[:2]:
            for ours, theirs in self.groups(label):
                for one, other in zip(ours, theirs, strict=False):
                    self.join(one.uid, other.uid)
        return len(self.joined) > before

    def groups(self, label: Label) -> Iterator[tuple[list[Element], list[Element]]]:
        """What is free on both sides under equal labels and between the same joined elements."""
        sides: tuple[dict[Hashable, list[Element]], dict[Hashable, list[Element]]] = ({}, {})
        for side, free in enumerate(self.free()):
            for element in free:
                context = self.context(element, side)
                if (said := label(element)) is not None and known(element, context, label):
                    sides[side].setdefault((element.family, said, context), []).append(element)
        for key, ours in sides[0].items():
            if key in sides[1]:
                yield ours, sides[1][key]

    def context(self, element: Element, side: int) -> tuple[tuple[str, str], ...]:
        """The joined elements around one, each by its name on the new side."""
        if side == 0:
            around = [(role, self.joined[uid]) for role, uid in element.near if uid in self.joined]
        else:
            around = [(role, uid) for role, uid in element.near if uid in self.back]
        return tuple(sorted(around))

    def unique(self, label: Label) -> bool:
        """Join what is alone under its label on both sides, first where the surroundings agree too."""
        found = [(o[0], n[0]) for o, n in self.groups(label) if len(o) == 1 and len(n) == 1]
        if not found:
            found = list(self._alone_anywhere(label))
        for ours, theirs in found:
            self.join(ours.uid, theirs.uid)
        return bool(found)

    def _alone_anywhere(self, label: Label) -> Iterator[tuple[Element, Element]]:
        # Only words of its own make an element known wherever it stands; a flow is known by its ends.
        named = tuple(
            [one for one in side if one.name.strip() and one.family not in FLOWS] for side in self.free()
        )
        for ours, theirs in both((named[0], named[1]), label):
            if len(ours) == 1 and len(theirs) == 1:
                yield ours[0], theirs[0]

    def one_of_many(self) -> bool:
        """Join one pair of those that nothing tells apart; what hangs on it follows."""
        for label in LABELS[:2]:
            for ours, theirs in self.groups(label):
                if len(ours) == len(theirs):
                    self.join(ours[0].uid, theirs[0].uid)
                    return True
        return False

    def outwards(self) -> None:
        """From each joined pair to neighbours that are alone of their kind beside it, on both sides."""
        while self._fresh:
            ours, theirs = self._fresh.popleft()
            left = self._beside(self.old[ours], self.old, self.joined)
            right = self._beside(self.new[theirs], self.new, self.back)
            for role in left.keys() & right.keys():
                for label in (*LABELS, bare):
                    self._join_beside(left[role], right[role], label)

    def _beside(
        self, element: Element, side: Elements, taken: dict[str, str]
    ) -> dict[tuple[str, str], list[Element]]:
        found: dict[tuple[str, str], list[Element]] = defaultdict(list)
        for role, uid in dict.fromkeys(element.near):
            if uid not in taken:
                found[role, side[uid].family].append(side[uid])
        return found

    def _join_beside(self, ours: list[Element], theirs: list[Element], label: Label) -> None:
        left, right = (
            by_label(label, (one for one in some if one.uid not in taken))
            for some, taken in ((ours, self.joined), (theirs, self.back))
        )
        for said in left:
            if len(left[said]) == 1 and len(right.get(said, ())) == 1:
                one, other = left[said][0], right[said][0]
                if self._agree(one, other):
                    self.join(one.uid, other.uid)

    def _agree(self, one: Element, other: Element) -> bool:
        """Whether most of the joined neighbours of either are each other's; for flows, whether both ends are."""
        there = Counter(other.near)
        together = against = 0
        if one.family in FLOWS and not all(end in self.joined for path in ENDS for end in one.refs[path]):
            return False
        for role, uid in one.near:
            if uid in self.joined and role not in AROUND:
                met = there[role, self.joined[uid]] > 0
                together, against = together + met, against + (not met)
        against = max(
            against, sum(uid in self.back for role, uid in other.near if role not in AROUND) - together
        )
        return together > against or (one.name.strip() != "" and together >= against)

    def by_holding(self) -> None:
        """Processes, lanes, pools and sub-processes by what they hold: most of it on both sides."""
        ours, theirs = ([one for one in side if one.family in HOLDERS] for side in self.free())
        wanted = {one.uid for one in theirs}
        for one in ours:
            inside = [uid for role, uid in one.near if role in HELD]
            votes = Counter(
                target
                for uid in inside
                if uid in self.joined
                for role, target in self.new[self.joined[uid]].near
                if (role.removesuffix(">") + "<") in HELD and role.endswith(">") and target in wanted
            )
            for target, count in votes.most_common(1):
                same = self.new[target].family == one.family and self.new[target].type == one.type
                if same and 2 * count > sum(uid in self.joined for uid in inside):
                    self.join(one.uid, target)

    def by_likeness(self) -> None:
        """Nearly equal words, best first; then outwards again."""
        ours, theirs = self.free()
        scored = []
        for one, other in candidates(ours, theirs):
            met = {(role, self.joined[uid]) for role, uid in one.near if uid in self.joined}
            together = len(met.intersection(other.near))
            score = alike(one, other, together, max(len(one.near), len(other.near)))
            if score >= WORTH and (together or one.family not in FLOWS):
                scored.append((score, one.uid, other.uid))
        place = {uid: n for n, uid in enumerate(self.old)}, {uid: n for n, uid in enumerate(self.new)}
        scored.sort(key=lambda found: (-found[0], place[0][found[1]], place[1][found[2]]))
        for _, one_uid, other_uid in scored:
            self.join(one_uid, other_uid)
        if scored:
            self.by_contents()

    def without_words(self) -> None:
        """Where not one node could be told: unnamed ones of one kind, in file order."""
        if any(element.family == "node" and uid in self.joined for uid, element in self.old.items()):
            return
        for ours, theirs in both(self.free(), unnamed_node):
            for one, other in zip(ours, theirs, strict=False):
                self.join(one.uid, other.uid)
        if self._fresh:
            self.by_contents()

    def flows_by_ends(self) -> None:
        """Flows between the same two elements are the same flow, whatever they say."""
        sides: tuple[dict[Hashable, list[Element]], dict[Hashable, list[Element]]] = ({}, {})
        for side, free in enumerate(self.free()):
            for flow in free:
                if flow.family in FLOWS:
                    ends = [flow.refs.get(path, ("",))[0] for path in ENDS]
                    if side == 0:
                        ends = [self.joined.get(end, "") for end in ends]
                    sides[side].setdefault((flow.family, *ends), []).append(flow)
        for key, ours in sides[0].items():
            for one, other in zip(ours, sides[1].get(key, ()), strict=False):
                self.join(one.uid, other.uid)

    def leftovers(self) -> None:
        """What holds others or is only declared, and says the same; and a process that is the only one left."""
        for ours, theirs in both(self.free(), all_words):
            if ours[0].family in DECLARED:
                for one, other in zip(ours, theirs, strict=False):
                    self.join(one.uid, other.uid)
        left, right = ([one for one in side if one.family == "process"] for side in self.free())
        if len(left) == 1 and len(right) == 1:
            self.join(left[0].uid, right[0].uid)
