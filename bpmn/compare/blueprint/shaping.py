"""From blocks to what is drawn: what may be gone without, and where a case ends, put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bpmn.compare.blueprint.questions import Question, Questions
from bpmn.compare.blueprint.record import Blueprint
from bpmn.compare.blueprint.tree import Block, joined

IN_WHICH = "In which council?"


@dataclass(frozen=True)
class Asked:
    """A block behind a question: one branch for each answer; a branch of None goes straight on."""

    question: Question
    branches: tuple[Drawn | None, ...]


@dataclass(frozen=True)
class Step:
    """A group to draw; `milestone` when it is an end that more comes after."""

    group: int
    milestone: bool = False


@dataclass(frozen=True)
class InTurn:
    """One after the other."""

    inside: tuple[Drawn, ...]


@dataclass(frozen=True)
class Parallel:
    """All at the same time."""

    inside: tuple[Drawn, ...]


Drawn = Step | Asked | InTurn | Parallel


class Shaper:
    """`by_council`: steps of one council only are put behind the question in which council."""

    def __init__(self, found: Blueprint, by_council: bool) -> None:
        self.found, self.by_council = found, by_council
        self.questions = Questions(found)
        self.everybody = frozenset(range(len(found.councils)))

    def shape(self, block: Block) -> Drawn:
        """What is drawn for a block."""
        return self._shape(block, True, self.everybody)

    def _shape(self, block: Block, last: bool, among: frozenset[int]) -> Drawn:
        """`last`: nothing follows, so that ends may stand inside. `among`: the councils whose cases come here."""
        if block.how == "step":
            return Step(block.step)
        if block.how == "instead":
            question = self._which(block.inside)
            return Asked(
                question,
                tuple(
                    self._shape(inner, last, self._owners(inner) if question.text == IN_WHICH else among)
                    for inner in block.inside
                ),
            )
        if block.how == "beside":
            branches = tuple(self._shape(inner, last, among) for inner in block.inside)
            if not (last and all(map(self._ends, branches))):
                branches = tuple(map(self._softened, branches))
            return Parallel(branches)
        return self._after(list(block.inside), last, among)

    def _which(self, branches: Sequence[Block]) -> Question:
        owners = [self._owners(branch) for branch in branches]
        if self.by_council and all(
            not (one & two) for n, one in enumerate(owners) for two in owners[n + 1 :]
        ):
            answers = tuple(self._names(owner) for owner in owners)
            return Question(IN_WHICH, answers, tuple(sorted(self.everybody)))
        return self.questions.between([branch.steps for branch in branches])

    def _after(self, parts: list[Block], last: bool, among: frozenset[int]) -> Drawn:
        """A sequence, with what may be gone without behind a question; ends that something follows become a way
        out beside the rest."""
        everything = [step for part in parts for step in part.steps]
        found: list[Drawn] = []
        place = 0
        while place < len(parts):
            part, rest = parts[place], parts[place + 1 :]
            shaped = self._shape(part, last and not rest, self._scope(part, among))
            if rest and self._ends(shaped):
                following = joined("after", rest)
                question = self._which([part, following])
                return _row([*found, Asked(question, (shaped, self._shape(following, last, among)))])
            asked = self._gate(part, rest, everything, among)
            if asked is None:
                found.append(shaped)
                place += 1
                continue
            inside = [shaped]
            place += 1
            while place < len(parts):  # what stands behind the same question goes through one gate
                after = parts[place + 1 :]
                if self._gate(parts[place], after, everything, among, asked) != asked:
                    break
                more = self._shape(parts[place], last and not after, self._scope(parts[place], among))
                if after and self._ends(more):
                    break
                inside.append(more)
                place += 1
            found.append(Asked(asked, (_row(inside), None)))
        return _row(found)

    def _gate(
        self,
        part: Block,
        rest: Sequence[Block],
        everything: Sequence[int],
        among: frozenset[int],
        again: Question | None = None,
    ) -> Question | None:
        """The question whether a part is needed; None where it always is."""
        owners = self._owners(part)
        if self.by_council and owners != among:
            answers = (self._names(owners), self._names(among - owners))
            return Question(IN_WHICH, answers, tuple(sorted(owners)))
        if part.how != "step":
            return None
        rare = 2 * len(owners) < len(self.everybody)
        if self._may_lack(part.step):
            after = tuple(step for later in rest for step in later.steps) or everything
            if self._is_optional(part.step, after):
                return self.questions.whether(part.steps, after, again)
        return Question("Needed here?", ("Yes", "No")) if rare else None

    def _may_lack(self, step: int) -> bool:
        """Whether in any council anything can happen without the step: if not, there is no need to ask more."""
        return any(
            self.found.seen[council].without[:, [self.found.sides[council].index[key] for key in keys]].any()
            for council, keys in self.found.groups[step].members
        )

    def _is_optional(self, step: int, others: Sequence[int]) -> bool:
        """Whether most councils that tell let a case come to something else of the same sequence without it."""
        for_, told = 0, 0
        for council, keys in self.found.groups[step].members:
            index, without = self.found.sides[council].index, self.found.seen[council].without
            theirs = [
                index[key]
                for other in others
                if other != step
                for key in self.found.groups[other].keys_in(council)
            ]
            if theirs:
                told += 1
                for_ += bool(without[theirs][:, [index[key] for key in keys]].all(axis=1).any())
        return 2 * for_ > told

    def _scope(self, part: Block, among: frozenset[int]) -> frozenset[int]:
        return self._owners(part) if self.by_council else among

    def _owners(self, block: Block) -> frozenset[int]:
        return frozenset(council for step in block.steps for council in self.found.groups[step].councils)

    def _names(self, councils: frozenset[int]) -> str:
        return ", ".join(self.found.councils[council] for council in sorted(councils))

    def _ends(self, drawn: Drawn | None) -> bool:
        """Whether no case comes out at the other side."""
        if isinstance(drawn, Step):
            return self.found.groups[drawn.group].type == "endEvent" and not drawn.milestone
        if isinstance(drawn, InTurn):
            return any(map(self._ends, drawn.inside))
        if isinstance(drawn, Parallel):
            return all(map(self._ends, drawn.inside))
        return isinstance(drawn, Asked) and all(map(self._ends, drawn.branches))

    def _softened(self, drawn: Drawn) -> Drawn:
        """The same with its ends as milestones, so that other work at the same time can be waited for."""
        if isinstance(drawn, Step):
            return Step(drawn.group, milestone=self._ends(drawn))
        if isinstance(drawn, Asked):
            return Asked(drawn.question, tuple(b and self._softened(b) for b in drawn.branches))
        return type(drawn)(tuple(map(self._softened, drawn.inside)))


def _row(inside: Sequence[Drawn]) -> Drawn:
    return inside[0] if len(inside) == 1 else InTurn(tuple(inside))


def groups_in(drawn: Drawn | None) -> Iterator[int]:
    """The groups drawn, in order."""
    waiting = [drawn]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Step):
            yield one.group
        elif isinstance(one, Asked):
            waiting += reversed(one.branches)
        elif one is not None:
            waiting += reversed(one.inside)
