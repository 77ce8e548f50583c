"""Shapes do not lie on one another, and stay inside what holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Bounds, Data, Diagram, Node, Pool
from bpmn.naming import called, opening
from bpmn.scopes import scopes

NAME = "no-overlapping-elements"
SEVERITY: Severity = "advice"
SUMMARY = "A shape lies on another, or sticks out of the pool or sub-process that holds it."
HEADLINE = "{n} shapes that lie on others or stick out"
MOST_PAIRS = 200_000
Thing = Node | Data | Pool


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each pool and for each node or datum whose shape meets another's of the same process
    or sub-process (a boundary event may lie on its host), then one for each that sticks out."""
    shapes = diagram.shapes
    if not shapes:
        return
    inside: dict[str | None, list[Thing]] = {None: list(diagram.pools)}
    for node in diagram.nodes:
        inside.setdefault(node.scope, []).append(node)
    for data in diagram.data:
        if data.scope is not None:
            inside.setdefault(data.scope, []).append(data)
    for things in inside.values():
        yield from _overlapping(diagram, [thing for thing in things if thing.key in shapes])
    for scope in scopes(diagram):
        around = _frame(diagram, scope.key)
        if around is not None:
            yield from _sticking_out(diagram, inside.get(scope.key, []), shapes[around], around)


def _overlapping(diagram: Diagram, things: list[Thing]) -> Iterator[Finding]:
    met: dict[str, str] = {}
    for one, other in _neighbours(things, diagram.shapes):
        if _meet(diagram.shapes[one.key], diagram.shapes[other.key]) and not _hosts(one, other):
            met.setdefault(one.key, other.key)
            met.setdefault(other.key, one.key)
    for thing in things:
        if thing.key in met:
            text = f"{_name(diagram, thing)} lies on {_name(diagram, met[thing.key], first=False)}."
            yield Finding(NAME, SEVERITY, (thing.key,), text, "Move them apart.")


def _neighbours(things: list[Thing], shapes: dict[str, Bounds]) -> Iterator[tuple[Thing, Thing]]:
    """The pairs that meet in the direction in which the things are spread wider, at most 200,000 of them: a drawing
    in which more do is a heap, and its first shapes are named."""
    boxes = [shapes[thing.key] for thing in things]
    wide = max((box.x for box in boxes), default=0) - min((box.x for box in boxes), default=0)
    tall = max((box.y for box in boxes), default=0) - min((box.y for box in boxes), default=0)
    spans = [(box.x, box.x + box.width) if wide >= tall else (box.y, box.y + box.height) for box in boxes]
    order = sorted(range(len(things)), key=lambda place: spans[place][0])
    looked_at = 0
    for number, one in enumerate(order):
        for following in range(number + 1, len(order)):
            other = order[following]
            if spans[other][0] > spans[one][1] or looked_at == MOST_PAIRS:
                break
            looked_at += 1
            yield things[one], things[other]


def _meet(one: Bounds, other: Bounds) -> bool:
    return (
        one.x <= other.x + other.width
        and other.x <= one.x + one.width
        and one.y <= other.y + other.height
        and other.y <= one.y + one.height
    )


def _hosts(one: Thing, other: Thing) -> bool:
    return getattr(one, "attached_to", None) == other.key or getattr(other, "attached_to", None) == one.key


def _frame(diagram: Diagram, scope: str) -> str | None:
    """The key of the shape that must hold a scope's contents: its pool, or itself when it is drawn open."""
    process = diagram.process_by_key.get(scope)
    key = process.pool if process is not None else scope
    bounds = diagram.shapes.get(key or "")
    if bounds is None or (process is None and not bounds.expanded):
        return None
    return key


def _sticking_out(diagram: Diagram, things: Iterable[Thing], frame: Bounds, around: str) -> Iterator[Finding]:
    for thing in things:
        bounds = diagram.shapes.get(thing.key)
        # A store may be drawn outside the pool: several processes may use it.
        if bounds is None or getattr(thing, "type", "") == "dataStoreReference" or _holds(frame, bounds):
            continue
        text = f"{_name(diagram, thing)} sticks out of {_name(diagram, around, first=False)}."
        yield Finding(NAME, SEVERITY, (thing.key,), text, "Move it inside, or make what holds it larger.")


def _holds(frame: Bounds, bounds: Bounds) -> bool:
    return (
        frame.x <= bounds.x
        and frame.y <= bounds.y
        and bounds.x + bounds.width <= frame.x + frame.width
        and bounds.y + bounds.height <= frame.y + frame.height
    )


def _name(diagram: Diagram, thing: Thing | str, first: bool = True) -> str:
    name = called(diagram, thing if isinstance(thing, str) else thing.key)
    return opening(name) if first else name
