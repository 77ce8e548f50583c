"""A token game written apart from the engine: tokens lie on sequence flows and in activities, straight on the
model.

It shares nothing with `bpmn.semantics` or `engine`: it goes forward over the drawing where they go backward
over a normal form, so that a mistake in one of them shows as a difference at some step. Slow and plain on
purpose.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bpmn.model import Diagram, EventDefinition, Node

MOVES = 20_000
HAPPENING = ("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")


class GoesRound(Exception):
    """Something happens by itself for ever."""


@dataclass(eq=False)
class Frame:
    """One activation of a process or sub-process. `opened`: its start has been chosen; `shut`: no event
    sub-process may happen any more; `spent`: event sub-processes that happened already."""

    scope: str
    holder: Token | None = None
    opened: bool = False
    shut: bool = False
    finished: bool = False
    spent: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Token:
    """`what`: flow (on a sequence flow or link), busy (in an activity or waiting event), inside (in a
    sub-process), ways, again, race, pick, start (waiting for that choice)."""

    what: str
    at: str
    frame: Frame
    inner: Frame | None = None
    spent: set[str] = field(default_factory=set)


class TokenGame:
    """The whole group of pools around one process."""

    def __init__(self, diagram: Diagram, process: str) -> None:
        self.d = diagram
        self.node = diagram.node_by_key
        self.mail: Counter[str] = Counter()
        self.tokens: list[Token] = []
        self.out: dict[str, list[str]] = {n.key: [] for n in diagram.nodes}
        self.into: dict[str, list[str]] = {n.key: [] for n in diagram.nodes}
        self.ends: dict[str, tuple[str, str]] = {}
        for flow in diagram.flows:
            if self.node[flow.source].scope == self.node[flow.target].scope:
                self._draw(flow.key, flow.source, flow.target)
        self._draw_links()
        self.caught = {n.key: self._catcher(n) for n in diagram.nodes}
        self.pools = self._group(process)
        free = any(self._can_begin(key) for key in self.pools)
        self.waits = {n.key for n in diagram.nodes if self._must_wait(n)}
        if not free:
            self.waits -= {key for pool in self.pools for key in self._starts(pool)}
        self.frames = [Frame(key) for key in self.pools]
        for frame in self.frames:
            self._fill(frame)
        self.settle()

    # drawing

    def _draw(self, key: str, source: str, target: str) -> None:
        self.ends[key] = (source, target)
        self.out[source].append(key)
        self.into[target].append(key)

    def _draw_links(self) -> None:
        for throw in self.d.nodes:
            name = self._link(throw)
            if throw.type != "intermediateThrowEvent" or name is None:
                continue
            for catch in self.d.nodes_in(throw.scope):
                if catch.type == "intermediateCatchEvent" and self._link(catch) == name:
                    self._draw(f"link from {throw.key}", throw.key, catch.key)
                    break

    @staticmethod
    def _link(node: Node) -> str | None:
        return next(((e.name or node.name).strip() for e in node.events if e.kind == "link"), None)

    def _group(self, process: str) -> list[str]:
        found = {process}
        while True:
            more = set(found)
            for flow in self.d.message_flows:
                if (
                    flow.source in self.node
                    and flow.target in self.node
                    and not self.node[flow.source].is_gateway
                ):
                    pair = {self.node[flow.source].process, self.node[flow.target].process}
                    more |= pair if pair & found else set()
            if more == found:
                return [p.key for p in self.d.processes if p.key in found]
            found = more

    # who starts, who waits

    def _starts(self, scope: str) -> list[str]:
        return [
            n.key
            for n in self.d.nodes_in(scope)
            if n.type == "startEvent"
            or (n.instantiates and n.type in ("receiveTask", "eventBasedGateway") and not self.into[n.key])
        ]

    def _roots(self, scope: str) -> list[str]:
        return [
            n.key
            for n in self.d.nodes_in(scope)
            if not self.into[n.key]
            and n.type != "boundaryEvent"
            and not n.triggered_by_event
            and not n.for_compensation
            and not (n.type == "intermediateCatchEvent" and self._link(n) is not None)
        ]

    def _can_begin(self, process: str) -> bool:
        starts = self._starts(process)
        if starts:
            return any(not self._must_wait(self.node[key]) for key in starts)
        return bool(self._roots(process))

    def _letters(self, node: Node) -> list[str]:
        """Message flows into the node from a node of another process."""
        return [
            flow.key
            for flow in self.d.message_flows
            if flow.target == node.key
            and flow.source in self.node
            and self.node[flow.source].process != node.process
            and not self.node[flow.source].is_gateway
        ]

    def _takes_mail(self, node: Node) -> bool:
        if node.type == "receiveTask":
            return True
        catching = node.type in ("startEvent", "intermediateCatchEvent", "boundaryEvent")
        return catching and "message" in {e.kind for e in node.events}

    def _must_wait(self, node: Node) -> bool:
        drawn = [flow for flow in self.d.message_flows if flow.target == node.key]
        if not self._takes_mail(node) or not drawn or len(self._letters(node)) < len(drawn):
            return False
        return node.type == "receiveTask" or {e.kind for e in node.events} == {"message"}

    def _ready(self, key: str) -> bool:
        return key not in self.waits or any(self.mail[f] for f in self._letters(self.node[key]))

    def _collect(self, key: str) -> None:
        if self._takes_mail(self.node[key]):
            for flow in self._letters(self.node[key]):
                if self.mail[flow]:
                    self.mail[flow] -= 1
                    return

    # throwing

    def _event_starts(self, scope: str) -> list[Node]:
        return [
            start
            for sub in self.d.nodes_in(scope)
            if sub.triggered_by_event
            for start in self.d.nodes_in(sub.key)
            if start.type == "startEvent" and "compensate" not in {e.kind for e in start.events}
        ]

    def _catcher(self, node: Node) -> str | None:
        kinds = {"endEvent": ("error", "escalation", "cancel"), "intermediateThrowEvent": ("escalation",)}
        thrown = next((e for e in node.events if e.kind in kinds.get(node.type, ())), None)
        if thrown is None:
            return None
        inner, scope = node.key, node.scope
        while True:
            hands = [s for s in self._event_starts(scope) if s.scope != inner]
            hands += self.d.boundary_events(scope) if scope in self.node else ()
            for hand in hands:
                if any(self._fits(e, thrown) for e in hand.events):
                    return hand.key
            if scope not in self.node:
                return None
            inner, scope = scope, self.node[scope].scope

    @staticmethod
    def _fits(hand: EventDefinition, thrown: EventDefinition) -> bool:
        if hand.kind != thrown.kind:
            return False
        names_none = hand.ref is None and not hand.code
        same_ref = hand.ref is not None and hand.ref == thrown.ref
        same_code = bool(hand.code) and hand.code == thrown.code
        return hand.kind == "cancel" or names_none or same_ref or same_code

    def _only_thrown(self, key: str) -> bool:
        return key in self.caught.values()

    # what can be done

    def moves(self) -> list[tuple[str, str, Token, str]]:
        """(kind, element, token, detail) of everything that somebody could do now."""
        found: list[tuple[str, str, Token, str]] = []
        for token in self.tokens:
            if token.what == "start":
                found += [("start", k, token, "") for k in self._starts(token.frame.scope) if self._ready(k)]
            elif token.what == "race":
                for flow in self.out[token.at]:
                    target = self.ends[flow][1]
                    if self._ready(target):
                        found.append((self._kind(target), target, token, flow))
            elif token.what == "busy" and self._ready(token.at):
                found.append((self._kind(token.at), token.at, token, ""))
            elif token.what in ("ways", "again", "pick"):
                found.append(("choose", token.at, token, ""))
            if token.what in ("busy", "inside"):
                found += [
                    (self._kind(b.key), b.key, token, "boundary")
                    for b in self.d.boundary_events(token.at)
                    if b.scope == self.node[token.at].scope
                    and "compensate" not in {e.kind for e in b.events}
                    and b.key not in token.spent
                    and not self._only_thrown(b.key)
                    and self._ready(b.key)
                ]
        for frame in self._open_frames():
            found += [
                (self._kind(s.key), s.key, Token("frame", s.key, frame), "event sub-process")
                for s in self._event_starts(frame.scope)
                if s.key not in frame.spent and not self._only_thrown(s.key) and self._ready(s.key)
            ]
        return found

    def _open_frames(self) -> list[Frame]:
        alive = {id(t.frame): t.frame for t in self.tokens}
        alive |= {id(t.inner): t.inner for t in self.tokens if t.inner is not None}
        return [f for f in alive.values() if f.opened and not f.shut]

    def _kind(self, key: str) -> str:
        node = self.node[key]
        if node.is_activity:
            return "do"
        return "time" if "timer" in {e.kind for e in node.events} else "event"

    def enabled(self) -> list[str]:
        return sorted({element for _, element, _, _ in self.moves()})

    def outcome(self) -> str:
        if self.moves():
            return "going"
        if any(f.opened and any(t.frame is f for t in self.tokens) for f in self.frames):
            return "stuck"
        nothing = not any(self.d.nodes_in(key) for key in self.pools)
        return "ended" if nothing or any(f.opened and f.spent is not None for f in self._ran()) else "stuck"

    def _ran(self) -> list[Frame]:
        return [f for f in self.frames if f.opened and (self._starts(f.scope) or self._roots(f.scope))]

    # doing it

    def take(self, step: dict[str, Any]) -> None:
        kind, element, token, detail = next(
            m for m in self.moves() if m[1] == step["element"] and m[0] == step["kind"]
        )
        if kind == "choose":
            self._choose(token, step["chose"])
        else:
            self._collect(element)
            if kind == "start":
                self.tokens.remove(token)
                token.frame.opened = True
                self._begin_at(element, token.frame)
            elif detail == "boundary":
                self._boundary(token, self.node[element])
            elif detail == "event sub-process":
                self._event_sub_process(token.frame, self.node[element])
            elif token.what == "race":
                self.tokens.remove(token)
                if self._is_work(element) or self.node[element].type in HAPPENING:
                    self._done(element, token.frame)
                else:
                    self._put(Token("flow", detail, token.frame))
            else:
                self.tokens.remove(token)
                self._done(element, token.frame)
        self.settle()

    def _choose(self, token: Token, chose: list[str]) -> None:
        self.tokens.remove(token)
        if token.what == "again":
            if chose == ["again"]:
                self._arrive(token.at, token.frame)
            else:
                self._leave(token.at, token.frame)
        elif token.what == "pick":
            if chose == ["finish"]:
                token.frame.finished = True
            else:
                self._arrive(chose[0], token.frame)
        else:
            drawn = {
                self.ends[flow][1] if flow not in self.d.flow_by_key else flow: flow
                for flow in self.out[token.at]
            }
            for flow in (drawn[one] for one in chose):
                self._put(Token("flow", flow, token.frame))

    def _is_work(self, key: str) -> bool:
        node = self.node[key]
        return node.is_activity and not (node.is_sub_process and (self._starts(key) or self._roots(key)))

    def _begin_at(self, key: str, frame: Frame) -> None:
        if self._is_work(key):
            self._done(key, frame)
        else:
            self._arrive(key, frame)

    def _put(self, token: Token) -> None:
        self.tokens.append(token)

    def _arrive(self, key: str, frame: Frame) -> None:
        """A token comes to a node that needs no other token."""
        node = self.node[key]
        link = self._link(node) is not None
        if node.is_activity and not self._is_work(key):
            token = Token("inside", key, frame)
            token.inner = Frame(key, holder=token)
            self._put(token)
            self._fill(token.inner)
        elif node.is_activity or (node.type in HAPPENING and not link):
            self._put(Token("busy", key, frame))
        elif node.type == "eventBasedGateway" and self.out[key]:
            self._put(Token("race", key, frame))
        else:
            self._done(key, frame)

    def _fill(self, frame: Frame) -> None:
        starts = self._starts(frame.scope)
        process = frame.scope not in self.node
        if not process and self.node[frame.scope].type == "adHocSubProcess":
            frame.opened = True
            self._put(Token("pick", frame.scope, frame))
        elif starts and (process or len(starts) > 1):
            self._put(Token("start", frame.scope, frame))
        else:
            frame.opened = True
            for key in starts or self._roots(frame.scope):
                self._arrive(key, frame)

    def _done(self, key: str, frame: Frame) -> None:
        """The node's work is over."""
        self._send(key)
        if self.node[key].type == "endEvent" and any(e.kind == "terminate" for e in self.node[key].events):
            self._wipe(frame)
        self._onward(key, frame)

    def _send(self, key: str) -> None:
        for flow in self.d.message_flows:
            there = self.node.get(flow.target)
            if flow.source == key and there is not None and there.process != self.node[key].process:
                self.mail[flow.key] += 1

    def _caught_in(self, hand: Node, frame: Frame) -> Frame | None:
        """The frame that the catch lies on or in, from the inside out."""
        wanted = hand.attached_to or self.node[hand.scope].scope
        where: Frame | None = frame
        while where is not None and where.scope != wanted:
            where = where.holder.frame if where.holder is not None else None
        return where

    def _onward(self, key: str, frame: Frame) -> None:
        """What the node throws is caught, or its token goes on."""
        node = self.node[key]
        catcher = self.caught[key]
        hand = self.node[catcher] if catcher is not None else None
        where = self._caught_in(hand, frame) if hand is not None else None
        if hand is not None and where is not None:
            if hand.attached_to is not None:
                assert where.holder is not None
                self._boundary(where.holder, hand)
            else:
                self._event_sub_process(where, hand)
            if hand.interrupting:
                return
        if node.loop is not None and node.is_activity:
            self._put(Token("again", key, frame))
        else:
            self._leave(key, frame)

    def _leave(self, key: str, frame: Frame) -> None:
        node = self.node[key]
        out = self.out[key]
        conditional = [
            f for f in out if f in self.d.flow_by_key and self.d.flow_by_key[f].condition is not None
        ]
        if len(out) > 1 and (
            node.type in ("exclusiveGateway", "inclusiveGateway", "complexGateway")
            or (not node.is_gateway and conditional)
        ):
            self._put(Token("ways", key, frame))
        else:
            for flow in out:
                self._put(Token("flow", flow, frame))

    def _boundary(self, host: Token, event: Node) -> None:
        if event.interrupting:
            self._remove(host)
        else:
            host.spent.add(event.key)
        self._done(event.key, host.frame)

    def _event_sub_process(self, frame: Frame, start: Node) -> None:
        if start.interrupting:
            self._wipe(frame)
            frame.shut = True
        else:
            frame.spent.add(start.key)
        token = Token("inside", start.scope, frame)
        token.inner = Frame(start.scope, holder=token, opened=True)
        self._put(token)
        self._done(start.key, token.inner)

    def _wipe(self, frame: Frame) -> None:
        for token in [t for t in self.tokens if t.frame is frame]:
            self._remove(token)

    def _remove(self, token: Token) -> None:
        if token in self.tokens:
            self.tokens.remove(token)
        if token.inner is not None:
            self._wipe(token.inner)

    # by itself

    def settle(self) -> None:
        for _ in range(MOVES):
            if not (self._step() or self._close() or self._inclusive()):
                return
        raise GoesRound

    def _step(self) -> bool:
        for token in self.tokens:
            if token.what != "flow":
                continue
            key = self.ends[token.at][1]
            node = self.node[key]
            together = len(self.into[key]) > 1
            if together and node.type == "inclusiveGateway":
                continue
            if together and node.type == "parallelGateway":
                row = [self._on(flow, token.frame) for flow in self.into[key]]
                if not all(row):
                    continue
                for tokens in row:
                    self.tokens.remove(tokens[0])
            else:
                self.tokens.remove(token)
            self._arrive(key, token.frame)
            return True
        return False

    def _on(self, flow: str, frame: Frame) -> list[Token]:
        return [t for t in self.tokens if t.what == "flow" and t.at == flow and t.frame is frame]

    def _close(self) -> bool:
        for token in self.tokens:
            inner = token.inner
            if inner is None or any(t.frame is inner for t in self.tokens):
                continue
            if self.node[token.at].type == "adHocSubProcess" and not inner.finished:
                if self.node[token.at].triggered_by_event:
                    inner.finished = True
                    return True
                self._put(Token("pick", token.at, inner))
                return True
            self.tokens.remove(token)
            self._done(token.at, token.frame)
            return True
        return False

    def _inclusive(self) -> bool:
        for node in self.d.nodes:
            if node.type != "inclusiveGateway" or len(self.into[node.key]) < 2:
                continue
            for frame in dict.fromkeys(t.frame for t in self.tokens):
                marked = [f for f in self.into[node.key] if self._on(f, frame)]
                if marked and self._nothing_more(node.key, frame, set(marked)):
                    for flow in marked:
                        self.tokens.remove(self._on(flow, frame)[0])
                    self._arrive(node.key, frame)
                    return True
        return False

    def _nothing_more(self, gateway: str, frame: Frame, marked: set[str]) -> bool:
        empty = set(self.into[gateway]) - marked
        for token in self.tokens:
            if token.frame is not frame or (token.what == "flow" and self.ends[token.at][1] == gateway):
                continue
            reached = self._forward(token, gateway)
            if reached & empty and not reached & marked:
                return False
        return True

    def _forward(self, token: Token, gateway: str) -> set[str]:
        """The flows that the token could come to without passing the gateway."""
        first = self.ends[token.at][1] if token.what == "flow" else token.at
        rest = [first] if first in self.node and first != gateway else []
        if token.what in ("start", "pick"):
            rest = self._starts(token.frame.scope) or self._roots(token.frame.scope)
        seen, flows = set(rest), set()
        while rest:
            key = rest.pop()
            boundary = self.d.boundary_events(key) if self.node[key].is_activity else ()
            following = [b.key for b in boundary if b.scope == self.node[key].scope]
            for flow in self.out[key]:
                flows.add(flow)
                following.append(self.ends[flow][1])
            for target in following:
                if target not in seen and target != gateway:
                    seen.add(target)
                    rest.append(target)
        return flows
