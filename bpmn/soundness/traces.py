"""From a sequence of transitions to steps that a person can follow on the diagram."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bpmn.semantics import NormalForm, Station
from bpmn.soundness.record import Step
from bpmn.statespace import Net, Transition


class Player:
    """Plays transitions of one net."""

    def __init__(self, form: NormalForm, net: Net) -> None:
        self.form = form
        self.net = net
        self.number = {name: number for number, name in enumerate(net.places)}
        self.shown = [self._shown(name) for name in net.places]

    def in_order(self, transitions: Sequence[int]) -> list[int]:
        """The same, with every event beside a step right after the step has begun: it would have been
        possible then, and later the step may be over."""
        found: list[int] = []
        for number in transitions:
            transition = self.net.transitions[number]
            offer = self._offer(transition)
            if offer is None:
                found.append(number)
                continue
            if not transition.gives:
                continue
            at = max(
                (place for place, one in enumerate(found) if offer in self.net.transitions[one].gives),
                default=-1,
            )
            found.insert(at + 1, number)
        return found

    def steps(self, transitions: Iterable[int]) -> tuple[Step, ...]:
        """What happens, one step for each thing at a node."""
        marking = Counter(self.net.start)
        steps: list[Step] = []
        for number in transitions:
            transition = self.net.transitions[number]
            takes = self._fire(marking, transition)
            following = self._steps(transition, self._flows(takes), self._tokens(marking))
            if steps and following and _begins(steps[-1], following[0]):
                steps.pop()
            steps += following
        return tuple(steps)

    def marking(self, transitions: Iterable[int]) -> Counter[int]:
        """The tokens after all of them."""
        marking = Counter(self.net.start)
        for number in transitions:
            self._fire(marking, self.net.transitions[number])
        return +marking

    def until_they_meet(self, transitions: Sequence[int], checked: frozenset[int]) -> list[int]:
        """The transitions up to the first at which two tokens lie in one place."""
        marking = Counter(self.net.start)
        for at, number in enumerate(transitions):
            self._fire(marking, self.net.transitions[number])
            if any(marking[place] > 1 and place in checked for place in self.net.transitions[number].gives):
                return list(transitions[: at + 1])
        return list(transitions)

    def _fire(self, marking: Counter[int], transition: Transition) -> tuple[int, ...]:
        takes = transition.takes
        if transition.inclusive is not None:
            takes = transition.inclusive.takes(frozenset(+marking))
        marking.subtract(takes)
        for place in transition.clears:
            marking[place] = 0
        marking.update(transition.gives)
        return takes

    def _offer(self, transition: Transition) -> int | None:
        """The place of the offer that is all a transition takes."""
        if len(transition.takes) == 1 and self.net.places[transition.takes[0]].startswith("may "):
            return transition.takes[0]
        return None

    def _steps(self, transition: Transition, takes: tuple[str, ...], tokens: tuple[str, ...]) -> list[Step]:
        station = self.form.stations[transition.station]
        gives = self._flows(transition.gives)
        if station.role in ("start", "process") or station.split == "race":
            return self._begun(station, transition, takes, gives, tokens)
        if self._offer(transition) is not None and not transition.gives:
            return []
        return [Step(station.element, takes, gives, tokens)]

    def _begun(
        self,
        station: Station,
        transition: Transition,
        takes: tuple[str, ...],
        gives: tuple[str, ...],
        tokens: tuple[str, ...],
    ) -> list[Step]:
        """An event that wins a race, or with which a message begins a process, happens in the same move. Any
        other start that is chosen has a step of its own only when something else happens before it goes on."""
        steps: list[Step] = []
        race = station.split == "race" and station.role == "node"
        [way] = transition.chosen or (None,)
        if way is None:
            return [Step(station.element, takes, gives, tokens)] if race else []
        target = self.form.ways[way].target
        assert target is not None
        given = self.number.get(f"way {way}") in transition.gives
        if race:
            leads = self._flows([self.number[f"way {way}"]])
            steps.append(Step(station.element, takes, leads, tokens))
            takes = leads
        if not race or not given:
            steps.append(Step(self.form.stations[target].element, takes if race else (), gives, tokens))
        return steps

    def _flows(self, places: Iterable[int]) -> tuple[str, ...]:
        """The sequence flows and message flows among some places."""
        return tuple(
            shown
            for place in places
            if self.net.places[place].startswith(("way ", "message ")) and (shown := self.shown[place])
        )

    def _tokens(self, marking: Counter[int]) -> tuple[str, ...]:
        return tuple(
            sorted(
                shown
                for place, count in marking.items()
                if (shown := self.shown[place]) is not None
                for _ in range(count)
            )
        )

    def _shown(self, name: str) -> str | None:
        """The element of the diagram that stands for a place, if any."""
        kind, _, key = name.partition(" ")
        if kind == "message":
            return key
        if kind == "way":
            way = self.form.ways[key]
            return way.flow.key if way.flow is not None else None
        station = self.form.stations.get(key)
        if kind in ("at", "begin", "in") and station is not None and station.role in ("node", "process"):
            if station.node is None:
                return None
            return station.element
        return None


def _begins(chosen: Step, following: Step) -> bool:
    """Whether a start that was chosen goes on in the next step."""
    return chosen.element == following.element and not chosen.takes and not chosen.gives
