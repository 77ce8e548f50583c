"""How the steps of one diagram stand to each other in time: before, together, never both, always, again.

Read off everything that can happen (`bpmn.statespace`), never off where something is drawn. A step happens
when it is done: one that a limit cuts short did not happen. Conditions are not weighed up: at a decision any
way may be taken, as everywhere in the library. What is too large to look through, and steps inside ad-hoc
sub-processes or for compensation, are not decided: nothing is claimed of them but what the drawing alone makes
certain (`certain.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from bpmn.compare.certain import certain
from bpmn.compare.steps import Side
from bpmn.compare.world import World, explored
from bpmn.semantics import NormalForm, normal_form

MOST_NODES = 3_000


@dataclass(frozen=True)
class Relations:
    """`worlds` are parts of the diagram that were looked at by themselves: processes that messages join, or
    single ones. Only steps of one world are set against each other. `decided`: every step's behaviour was
    looked through. `nested`: for each sub-process the steps in it, of which nothing is said beside it."""

    worlds: tuple[World, ...] = ()
    decided: bool = True
    nested: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    def before(self, first: str, second: str) -> bool:
        """Whether, in every case that does both, `first` is first done before `second` is; and some case
        does both."""
        world = self._shared(first, second)
        return world is not None and world.first(first, second) and not world.first(second, first)

    def again_after(self, first: str, second: str) -> bool:
        """Whether `first` can also be done after `second`."""
        world = self._shared(first, second)
        return world is not None and world.whole and world.then(second, first)

    def one_after_the_other(self, one: str, two: str) -> bool:
        """Whether one of the two is always done with before the other begins."""
        world = self._shared(one, two)
        return world is not None and world.whole and world.then(one, two) is not world.then(two, one)

    def together(self, one: str, two: str) -> bool:
        """Whether there is a moment at which either could be done next and neither stops the other."""
        world = self._shared(one, two)
        return world is not None and world.whole and world.beside(one, two)

    def never_both(self, one: str, two: str) -> bool:
        """Whether no case does both, though some case does each."""
        world = self._shared(one, two)
        return world is not None and world.whole and not world.then(one, two) and not world.then(two, one)

    def both(self, one: str, two: str) -> bool:
        """Whether some case does both."""
        world = self._shared(one, two)
        return world is not None and world.whole and (world.then(one, two) or world.then(two, one))

    def always(self, step: str) -> bool:
        """Whether every case does it. A case of the council is one in which it or a partner does anything; of
        the resident, any that they begin."""
        world = self._of(step)
        return world is not None and world.always(step)

    def sometimes(self, step: str) -> bool:
        """Whether some cases do it and others come to a proper end without."""
        world = self._of(step)
        return world is not None and world.whole and world.sometimes(step)

    def needs(self, step: str, other: str) -> bool:
        """Whether `step` is never done before `other` has been."""
        world = self._shared(step, other)
        return world is not None and world.whole and world.needs(step, other)

    def without(self, step: str, other: str) -> bool:
        """Whether some case does `step` with `other` not done before."""
        world = self._shared(step, other)
        return world is not None and world.whole and not world.needs(step, other)

    def brings(self, step: str, other: str) -> bool:
        """Whether, once `step` is done, `other` always follows before the case is over."""
        world = self._shared(step, other)
        return world is not None and world.whole and world.brings(step, other)

    def repeats(self, step: str) -> bool | None:
        """Whether a case can do the step more than once; None where that is not decided."""
        world = self._of(step)
        return world.then(step, step) if world is not None and world.whole else None

    @cached_property
    def _world_of(self) -> dict[str, World]:
        return {step: world for world in reversed(self.worlds) for step in world.index if world.happens(step)}

    def _of(self, step: str) -> World | None:
        return self._world_of.get(step)

    def _shared(self, one: str, two: str) -> World | None:
        if (one, two) in self.nested or (two, one) in self.nested:
            return None
        world = self._of(one)
        return world if world is self._of(two) else None


def relations(side: Side) -> Relations:
    """The relations of one side's steps."""
    if len(side.diagram.nodes) > MOST_NODES:
        return Relations(decided=False)
    form = normal_form(side.diagram)
    worlds = tuple(world for group in form.groups for world in _worlds(side, form, group))
    unseen = {step.key for step in side.steps} - {key for world in worlds for key in world.seen}
    decided = all(world.whole for world in worlds) and not unseen
    drawn = tuple(
        _order_only(certain(side, process))
        for group in form.groups
        for process in group
        if any(world.whole and _never_done(side, world, process) for world in worlds)
    )
    return Relations((*worlds, *drawn), decided, frozenset(_nested(side)))


def _order_only(world: World) -> World:
    return replace(world, missed=world.done)


def _never_done(side: Side, world: World, process: str) -> bool:
    """Whether there are two steps of the process that no case comes to: of these the drawing alone tells an
    order."""
    here = (step.key for step in side.steps if step.node.process == process and step.key in world.index)
    return sum(not world.happens(key) for key in here) > 1


def _worlds(side: Side, form: NormalForm, group: tuple[str, ...]) -> Iterator[World]:
    """The processes of a group together; where together they are too many to look through or no case can
    end, each by itself, its messages coming when they like; failing that, what is certain anyway."""
    joined = explored(side, form, group)
    if joined is not None:
        yield joined
        return
    for process in group:
        alone = explored(side, _by_itself(form, process), (process,)) if len(group) > 1 else None
        yield alone if alone is not None else certain(side, process)


def _by_itself(form: NormalForm, process: str) -> NormalForm:
    """The form with nothing in the process waiting for another's message."""
    inside = _inside(form, process)
    freed = {
        key: replace(station, waits=False, receives=(), sends=()) if key in inside else station
        for key, station in form.stations.items()
    }
    return replace(form, stations=freed, groups=((process,),))


def _inside(form: NormalForm, scope: str) -> set[str]:
    found: set[str] = set()
    rest = [scope]
    while rest:
        for key in form.scopes[rest.pop()].stations:
            found.add(key)
            if key in form.scopes:
                rest.append(key)
    return found


def _nested(side: Side) -> Iterable[tuple[str, str]]:
    nodes = side.diagram.node_by_key
    for step in side.steps:
        scope, steps = step.node.scope, 0
        while scope in nodes and steps < MOST_NODES:
            yield scope, step.key
            scope, steps = nodes[scope].scope, steps + 1
