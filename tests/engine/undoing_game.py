"""The token game with compensation, written from BPMN 2.0.2 (10.7, 13.5.5) and apart from the engine.

Frames remember what was completed in them, oldest first. An event that has things undone works through a list of
handlers, one token at a time, and stands still meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bpmn.model import Diagram, Node
from tests.engine.token_game import Frame, Token, TokenGame


@dataclass(eq=False)
class Memory:
    """A completed activity: when, which, and what was completed in it."""

    when: int
    key: str
    within: list[Memory]


@dataclass(eq=False)
class Work:
    """What an event still has to have undone. `hand`: the token of the handler at work, `pause` that of the event."""

    thrower: str
    frame: Frame
    place: Frame
    todo: list[Memory]
    pause: Token | None
    waits: bool
    hand: Token | None = None
    hand_at: str = ""


@dataclass
class Store:
    """All that is remembered."""

    of: dict[Frame, list[Memory]] = field(default_factory=dict)
    snapshot: dict[Frame, list[Memory]] = field(default_factory=dict)
    clock: int = 0


class UndoingGame(TokenGame):
    """A token game in which what was done can be undone."""

    def __init__(self, diagram: Diagram, process: str) -> None:
        self.store = Store()
        self.works: list[Work] = []
        self.closing: Frame | None = None
        self.undo_of = self._undo_of(diagram)
        super().__init__(diagram, process)

    @staticmethod
    def _undo_of(d: Diagram) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in d.nodes:
            inside = d.node_by_key.get(start.scope)
            undoes = start.type == "startEvent" and any(e.kind == "compensate" for e in start.events)
            if undoes and inside is not None and inside.triggered_by_event and inside.scope in d.node_by_key:
                found[inside.scope] = start.key
        for node in d.nodes:
            if node.key in found or not node.is_activity:
                continue
            edge = {
                b.key for b in d.boundary_events(node.key) if any(e.kind == "compensate" for e in b.events)
            }
            for source, target in d.associations:
                there = d.node_by_key.get(target)
                if source not in edge or there is None or there.key == node.key:
                    continue
                apart = there.scope != d.node_by_key[source].scope
                if there.is_activity and there.for_compensation and not there.incoming and not apart:
                    found[node.key] = target
                    break
        return found

    # what is remembered

    def _remember(self, key: str, frame: Frame, inner: Frame | None) -> None:
        within = self.store.of.pop(inner, []) if inner is not None else []
        if key in self.undo_of or within:
            self.store.clock += 1
            self.store.of.setdefault(frame, []).append(Memory(self.store.clock, key, within))

    def _seen(self, frame: Frame) -> list[list[Memory]]:
        seen = [self.store.of.get(frame, [])]
        if frame in self.store.snapshot:
            return [*seen, self.store.snapshot[frame]]
        if frame.holder is not None and self.node[frame.scope].triggered_by_event:
            seen.append(self.store.of.get(frame.holder.frame, []))
        return seen

    def _all_in(self, frame: Frame) -> list[list[Memory]]:
        found, rest = [], [frame]
        while rest:
            one = rest.pop()
            found.append(self.store.of.get(one, []))
            rest += [t.inner for t in self.tokens if t.frame is one and t.inner is not None]
        return found

    def _forget(self, seen: list[list[Memory]], only: str | None) -> list[Memory]:
        found = []
        for memories in seen:
            for memory in list(memories):
                if only is None or memory.key == only:
                    memories.remove(memory)
                    found.append(memory)
        found.sort(key=lambda memory: memory.when, reverse=True)
        return [deep for memory in found for deep in self._deep(memory)]

    def _deep(self, memory: Memory) -> list[Memory]:
        if memory.key in self.undo_of:
            return [memory]
        return [deep for inner in memory.within[::-1] for deep in self._deep(inner)]

    # what happens

    def _close(self) -> bool:
        done = [t for t in self.tokens if t.inner and not any(o.frame is t.inner for o in self.tokens)]
        self.closing = done[0].inner if done else None
        happened = super()._close()
        self.closing = None
        return happened

    def _done(self, key: str, frame: Frame) -> None:
        inner, self.closing = self.closing, None
        work = next((w for w in self.works if w.hand_at == key and w.hand not in self.tokens), None)
        if work is not None:
            self._send(key)
            if self.node[key].loop is not None and self.node[key].is_activity:
                work.hand = Token("again", key, frame)
                self._put(work.hand)
            else:
                self._next(work)
            return
        node = self.node[key]
        self._send(key)
        if node.type == "endEvent" and any(e.kind == "terminate" for e in node.events):
            self._wipe(frame)
        if node.is_activity and self.undo_of:
            self._remember(key, frame, inner)
        if not self._undoes(node, frame):
            self._onward(key, frame)

    def _undoes(self, node: Node, frame: Frame) -> bool:
        """Begin to undo; True when the event waits for that."""
        if node.type not in ("endEvent", "intermediateThrowEvent"):
            return False
        kinds = ("compensate", "cancel") if node.type == "endEvent" else ("compensate",)
        event = next((e for e in node.events if e.kind in kinds), None)
        if event is None:
            return False
        compensates = event.kind == "compensate"
        hand = self.node[self.caught[node.key] or ""] if self.caught[node.key] else None
        over = self._caught_in(hand, frame) if hand is not None and hand.interrupting else None
        todo = self._forget(
            self._all_in(over) if over else self._seen(frame), event.ref if compensates else None
        )
        if not todo:
            return False
        if over is not None:
            self._wipe(over)
            over.shut = True
        waits = event.waits if compensates else True
        work = Work(node.key, frame, over or frame, todo, None, waits)
        if waits and over is None:
            work.pause = Token("pause", node.key, frame)
            self._put(work.pause)
        self.works.append(work)
        self._next(work)
        return waits

    def _next(self, work: Work) -> None:
        if not work.todo:
            self.works.remove(work)
            if work.pause in self.tokens:
                self.tokens.remove(work.pause)
            if work.waits:
                self._onward(work.thrower, work.frame)
            return
        memory = work.todo.pop(0)
        handler = self.node[self.undo_of[memory.key]]
        if handler.type != "startEvent":
            work.hand_at = handler.key
            self._arrive(handler.key, work.place)
            work.hand = self._newest(handler.key, work.place)
            return
        work.hand_at = handler.scope
        work.hand = Token("inside", handler.scope, work.place)
        work.hand.inner = Frame(handler.scope, holder=work.hand, opened=True)
        self.store.snapshot[work.hand.inner] = memory.within
        self._put(work.hand)
        self._done(handler.key, work.hand.inner)

    def _newest(self, key: str, frame: Frame) -> Token:
        here = [t for t in self.tokens if t.at == key and t.frame is frame and t.what in ("busy", "inside")]
        return here[-1]

    def _choose(self, token: Token, chose: list[str]) -> None:
        work = next((w for w in self.works if w.hand is token), None)
        if work is None or token.what != "again":
            super()._choose(token, chose)
        elif chose == ["again"]:
            super()._choose(token, chose)
            work.hand = self._newest(token.at, token.frame)
        else:
            self.tokens.remove(token)
            self._next(work)

    def _boundary(self, host: Token, event: Node) -> None:
        work = next((w for w in self.works if w.hand is host), None)
        if work is None or not event.interrupting:
            super()._boundary(host, event)
            return
        work.hand, work.hand_at = None, ""
        super()._boundary(host, event)
        self._next(work)

    def _remove(self, token: Token) -> None:
        super()._remove(token)
        self.works = [w for w in self.works if w.hand is not token]

    def take(self, step: dict[str, Any]) -> None:
        self.closing = None
        super().take(step)
