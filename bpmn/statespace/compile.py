"""From the normal form to a net. Which construct does what: `docs/decisions/token-semantics.md`.

Approximations, all of them away from false alarms or shared with the literature: conditions are not evaluated
(any way of a decision may be taken), a message without a modelled sender, a timer or a signal may always
come, an ad-hoc sub-process and a call activity are one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bpmn.semantics import NormalForm, Scope, Station, reaches
from bpmn.statespace.extent import scopes, stations
from bpmn.statespace.net import InclusiveJoin, Net, Transition
from bpmn.statespace.splits import MOST_WAYS_IN_FULL, splits

Output = tuple[tuple[int, ...], tuple[str, ...]]


def compile_group(form: NormalForm, group: Iterable[str], in_full: int = MOST_WAYS_IN_FULL) -> Net:
    """The net of the processes of one group, whose messages are places between them. Of inclusive splits
    with more than `in_full` ways not every choice is in it."""
    return _Compiler(form, tuple(group), in_full).net()


class _Compiler:
    def __init__(self, form: NormalForm, group: tuple[str, ...], in_full: int) -> None:
        self.form = form
        self.in_full = in_full
        self.group = group
        self.places: dict[str, int] = {}
        self.transitions: list[Transition] = []
        self.reached = scopes(form, group)
        self.played = frozenset(self.reached)
        self.stations = stations(form, group)
        self.begun = {key for scope in self.reached for key in form.scopes[scope].begins}
        self.begun |= {start for scope in self.reached if (start := form.scopes[scope].start) is not None}
        self.awaited = {
            flow for station in self.stations if self._waits(station) for flow in station.receives
        }
        self.inside: dict[str, frozenset[int]] = {}
        self.everything: dict[str, frozenset[int]] = {}
        self.in_watched = self._in_watched()
        self.with_inclusive_joins = {one.scope for one in self.stations if one.join == "some"}

    def net(self) -> Net:
        self._name_places()
        for scope in reversed(self.reached):
            self.inside[scope] = self._inside(scope)
        for station in self.stations:
            self.transitions += self._happenings(station)
        start: list[int] = []
        for process in self.group:
            if self.form.scopes[process].begins or self.form.scopes[process].start:
                start += self._entering(self.form.stations[process])
            self.transitions += self._scope_ends(self.form.stations[process])
        ways = {way: self.places[f"way {way}"] for way in self.form.ways if f"way {way}" in self.places}
        standing = {station.key: self._standing(station) for station in self.stations}
        return Net(tuple(self.places), tuple(self.transitions), tuple(sorted(start)), ways, standing)

    # the scopes and places there are

    def _in_watched(self) -> set[str]:
        """The scopes that have event sub-processes, and all in them (outer scopes come first)."""
        found: set[str] = set()
        for key in self.reached:
            scope = self.form.scopes[key]
            if scope.watches or scope.parent in found:
                found.add(key)
        return found

    def _of(self, scope: str) -> Iterable[str]:
        return self.form.scopes[scope].stations

    def _is_scope(self, station: Station) -> bool:
        return station.key in self.played

    def _place(self, name: str) -> int:
        return self.places.setdefault(name, len(self.places))

    def _name_places(self) -> None:
        for station in self.stations:
            for way in station.ways_out:
                self._place(f"way {way}")
            if station.key in self.begun:
                self._place(f"begin {station.key}")
            self._place(f"at {station.key}")
            for event in station.boundary:
                self._place(f"may {event}")
        for scope in self.reached:
            self._place(f"in {scope}")
            for event in self.form.scopes[scope].watches:
                self._place(f"watch {event}")
        for flow in sorted(self.awaited):
            self._place(f"message {flow}")

    def _inside(self, scope: str) -> frozenset[int]:
        """The places of everything that goes on in a scope, the scopes in it included."""
        found: set[int] = set()
        for key in self._of(scope):
            found |= self._standing(self.form.stations[key])
            found |= {self._place(f"way {way}") for way in self.form.stations[key].ways_out}
            found |= self.inside.get(key, frozenset())
        return frozenset(found)

    def _standing(self, station: Station) -> frozenset[int]:
        """The places at which a token stands at a station, or on its way into it."""
        names = [f"begin {station.key}", f"at {station.key}", f"in {station.key}"]
        names += [f"way {way}" for way in station.ways_in]
        if not self._is_exact(station):
            names += [f"may {event}" for event in station.boundary]
        return frozenset(self.places[name] for name in names if name in self.places)

    # what happens at one station

    def _happenings(self, station: Station) -> Iterator[Transition]:
        for takes, inclusive in self._entries(station):
            yield from self._enter(station, takes, inclusive)
        if self._is_scope(station):
            yield from self._scope_ends(station)
        elif self._stands(station):
            yield from self._leaves(station)
        for event in station.boundary:
            yield from self._boundary(station, self.form.stations[event])
        if station.node is not None and self._is_watch(station):
            yield from self._watch(station)

    def _entries(self, station: Station) -> Iterator[tuple[tuple[int, ...], InclusiveJoin | None]]:
        if station.key in self.begun:
            yield (self._place(f"begin {station.key}"),), None
        ways = tuple(self._place(f"way {way}") for way in station.ways_in)
        if station.join == "each":
            yield from (((way,), None) for way in ways)
        elif station.join == "all":
            yield ways, None
        else:
            yield (), InclusiveJoin(ways, self._before(station))

    def _before(self, station: Station) -> dict[int, frozenset[int]]:
        found: dict[int, frozenset[int]] = {}
        for way, before in reaches(self.form, station.key).items():
            places = (self._standing(self.form.stations[key]) for key in before)
            found[self._place(f"way {way}")] = frozenset().union(*places)
        return found

    def _stands(self, station: Station) -> bool:
        """Whether a token has to stand here before it goes on: a race, an awaited message, a step that may
        be left by a boundary event. (A start waits where it is chosen, not when a flow leads back to it.)"""
        is_start = station.node is not None and station.node.type == "startEvent"
        return (
            station.split == "race"
            or (self._waits(station) and not is_start)
            or bool(station.boundary)
            or self._is_called(station)
        )

    def _waits(self, station: Station) -> bool:
        """Whether a message has to come; not for the one start of a sub-process, which begins with it."""
        node = station.node
        begins = node is not None and node.type == "startEvent" and station.key in self.begun
        return station.waits and not begins

    def _is_called(self, station: Station) -> bool:
        """Whether a message decides by which of its starts a process begins."""
        if station.role != "start" or station.scope != station.element:
            return False
        targets = (self.form.ways[way].target for way in station.ways_out)
        return any(self.form.stations[target].waits for target in targets if target is not None)

    def _enter(
        self, station: Station, takes: tuple[int, ...], inclusive: InclusiveJoin | None
    ) -> Iterator[Transition]:
        if self._is_scope(station) or self._stands(station):
            gives = tuple(self._entering(station))
            yield Transition(station.key, takes, gives, inclusive=inclusive)
            return
        for gives, chosen in self._outputs(station):
            yield Transition(
                station.key, takes, gives, clears=self._cleared(station), inclusive=inclusive, chosen=chosen
            )

    def _entering(self, station: Station) -> list[int]:
        """What is marked when a token starts to stand at a station, or a scope starts."""
        gives = [
            self._place(f"may {event}")
            for event in station.boundary
            if not self.form.stations[event].interrupting and not self.form.stations[event].thrown
        ]
        if not self._is_scope(station):
            return [*gives, self._place(f"at {station.key}")]
        scope = self.form.scopes[station.key]
        begins = [*scope.begins, *([scope.start] if scope.start else [])]
        gives += [self._place(f"begin {key}") for key in begins]
        return [*gives, *self._opened(scope)]

    def _opened(self, scope: Scope) -> list[int]:
        """A scope goes on, and its event sub-processes may strike; where it is chosen how it starts, only
        then."""
        here = self._place(f"in {scope.key}")
        return [here] if scope.start else [here, *self._watched(scope)]

    def _watched(self, scope: Scope) -> list[int]:
        armed = [event for event in scope.watches if not self.form.stations[event].thrown]
        return [self._place(f"watch {event}") for event in armed]

    def _leaves(self, station: Station) -> Iterator[Transition]:
        here = self._place(f"at {station.key}")
        if station.split == "race" or self._is_called(station):
            for way in station.ways_out:
                yield from self._wins(here, station, way)
            return
        for message in self._messages(station):
            for gives, chosen in self._outputs(station):
                clears = self._cleared(station) | self._offers(station)
                yield Transition(station.key, (here, *message), gives, clears=clears, chosen=chosen)

    def _wins(self, here: int, race: Station, way: str) -> Iterator[Transition]:
        """One event of a race happens: the others are off."""
        target = self.form.ways[way].target
        assert target is not None
        event = self.form.stations[target]
        begun = self._watched(self.form.scopes[race.scope]) if race.role == "start" else []
        happens = event.waits or (race.role != "start" and (event.work in ("do", "event") or _is_link(event)))
        if not happens or event.split == "race":
            yield Transition(race.key, (here,), (*begun, self._place(f"way {way}")), chosen=(way,))
            return
        for message in self._messages(event):
            for gives, _ in self._outputs(event):
                clears = self._cleared(event)
                yield Transition(race.key, (here, *message), (*begun, *gives), clears=clears, chosen=(way,))

    def _messages(self, station: Station) -> list[tuple[int, ...]]:
        """The message places it may take from, one at a time; nothing for what waits for no modelled
        message."""
        if not self._waits(station):
            return [()]
        return [(self._place(f"message {flow}"),) for flow in station.receives]

    # ways out

    def _outputs(self, station: Station) -> list[Output]:
        """What each possible outcome of a station gives: places, and the ways chosen where there was a
        choice."""
        sent = tuple(self._place(f"message {flow}") for flow in station.sends if flow in self.awaited)
        if station.role == "start":
            sent = (*sent, *self._watched(self.form.scopes[station.scope]))
        thrown = self._thrown(station)
        if thrown is not None:
            return [((*sent, *gives), chosen) for gives, chosen in thrown]
        return [
            ((*sent, *(self._place(f"way {way}") for way in ways)), chosen)
            for ways, chosen in splits(station, self.form, self.in_full)
        ]

    def _thrown(self, station: Station) -> list[Output] | None:
        """Where an error, escalation or cancellation that is caught goes on; a throw on the way goes on as
        well."""
        if station.catcher is None:
            return None
        catcher = self.form.stations[station.catcher]
        on = tuple(self._place(f"way {way}") for way in station.ways_out)
        kept = on if not catcher.interrupting else ()
        if self._is_watch(catcher):
            return [
                ((*kept, *self._event_scope(catcher), *gives), chosen)
                for gives, chosen in self._outputs(catcher)
            ]
        return [((*kept, *gives), chosen) for gives, chosen in self._outputs(catcher)]

    def _cleared(self, station: Station) -> frozenset[int]:
        """What else stops when this happens: everything in its scope for a terminate end, and in the scope
        that an interrupting catch of its error lies on or in."""
        if station.terminates:
            return self._everything_in(station.scope)
        if station.catcher is None or not self.form.stations[station.catcher].interrupting:
            return frozenset()
        catcher = self.form.stations[station.catcher]
        if self._is_watch(catcher):
            return self._everything_in(self.form.scopes[catcher.scope].parent or "")
        return self._all_of(self._host(catcher))

    def _everything_in(self, scope: str) -> frozenset[int]:
        if scope not in self.everything:
            watches = (self._place(f"watch {event}") for event in self.form.scopes[scope].watches)
            self.everything[scope] = self.inside[scope] | frozenset(watches)
        return self.everything[scope]

    def _all_of(self, station: Station) -> frozenset[int]:
        """A station's own place and all that goes on in it."""
        if not self._is_scope(station):
            return frozenset({self._place(f"at {station.key}")})
        return self._everything_in(station.key) | {self._place(f"in {station.key}")}

    # scopes and the events on them

    def _scope_ends(self, station: Station) -> Iterator[Transition]:
        """A scope is over when nothing in it goes on (13.3.4)."""
        here = (self._place(f"in {station.key}"),)
        empty = self.inside[station.key]
        watches = (self._everything_in(station.key) - empty) | self._offers(station)
        for gives, chosen in self._outputs(station):
            yield Transition(station.key, here, gives, empty=empty, clears=watches, chosen=chosen)

    def _host(self, event: Station) -> Station:
        assert event.node is not None
        assert event.node.attached_to is not None
        return self.form.stations[event.node.attached_to]

    def _boundary(self, host: Station, event: Station) -> Iterator[Transition]:
        """An event on a step's edge: instead of its completion, or beside it, at most once each time. One beside
        it that waits for nothing might as well come as soon as the step begins and its token lie where it
        is put, so it need not ask whether the step still goes on; but an inclusive join would see that
        token."""
        if event.thrown:
            return
        here = self._place(f"{'in' if self._is_scope(host) else 'at'} {host.key}")
        maybe = self._place(f"may {event.key}")
        for message in self._messages(event):
            for gives, chosen in self._outputs(event):
                if event.interrupting:
                    clears = (self._all_of(host) if self._is_scope(host) else frozenset()) | self._offers(
                        host
                    )
                    yield Transition(event.key, (here, *message), gives, clears=clears, chosen=chosen)
                elif message or self._is_exact(host):
                    yield Transition(event.key, (here, maybe, *message), (here, *gives), chosen=chosen)
                else:
                    yield Transition(event.key, (maybe,), gives, chosen=chosen)
        if not event.interrupting and not self._is_exact(host):
            yield Transition(event.key, (maybe,), ())

    def _is_exact(self, host: Station) -> bool:
        """Whether events beside a step are kept from coming after it. It makes no difference but to an
        inclusive join, and to an event sub-process that strikes only while something goes on."""
        return host.scope in self.with_inclusive_joins or host.scope in self.in_watched

    def _offers(self, station: Station) -> frozenset[int]:
        """The events beside a step that cannot come any more when it is over."""
        if not self._is_exact(station):
            return frozenset()
        return frozenset(
            self._place(f"may {event}")
            for event in station.boundary
            if not self.form.stations[event].interrupting
        )

    def _is_watch(self, station: Station) -> bool:
        parent = self.form.scopes[station.scope].parent
        return parent is not None and station.key in self.form.scopes[parent].watches

    def _event_scope(self, start: Station) -> list[int]:
        return self._opened(self.form.scopes[start.scope])

    def _watch(self, start: Station) -> Iterator[Transition]:
        """The start of an event sub-process strikes while the scope around goes on: instead of that, or
        beside it."""
        if start.thrown:
            return
        around = self.form.scopes[start.scope].parent
        assert around is not None
        running = self._place(f"in {around}")
        takes = (running, self._place(f"watch {start.key}"))
        clears = self._everything_in(around) if start.interrupting else frozenset()
        for message in self._messages(start):
            for gives, chosen in self._outputs(start):
                given = (running, *self._event_scope(start), *gives)
                yield Transition(start.key, (*takes, *message), given, clears=clears, chosen=chosen)


def _is_link(station: Station) -> bool:
    return station.node is not None and any(event.kind == "link" for event in station.node.events)
