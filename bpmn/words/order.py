"""In which order a diagram is told, and the numbers that follow from it."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.model import Diagram, Node
from bpmn.semantics.ways import drawn_ways


def numbered(diagram: Diagram) -> dict[str, str]:
    """The number of every node by key, in the order of telling.

    Pools come as the file draws them, then processes without one. Within each a step comes before what
    follows it (but for loops), the first way out of a decision right after it, the others in turn, and where
    they meet after all of them. A sub-process is followed by its own steps: 3, 3.1, 3.2, 4.
    """
    numbers: dict[str, str] = {}
    links = jumps(diagram)
    top = [key for scope in _processes(diagram) for key in _told(diagram, diagram.nodes_in(scope), links)]
    stack = [("", iter(enumerate(top, 1)))]
    while stack:
        prefix, items = stack[-1]
        position, key = next(items, (0, ""))
        if not position:
            stack.pop()
            continue
        numbers[key] = f"{prefix}{position}"
        inside = diagram.nodes_in(key)
        if inside:
            stack.append((f"{numbers[key]}.", iter(enumerate(_told(diagram, inside, links), 1))))
    return numbers


def _processes(diagram: Diagram) -> list[str]:
    drawn = [pool.process for pool in diagram.pools if pool.process is not None]
    return list(dict.fromkeys([*drawn, *(process.key for process in diagram.processes)]))


def jumps(diagram: Diagram) -> dict[str, tuple[str, ...]]:
    """Where a case goes on without a sequence flow, by key: from a link that throws to the one that
    catches it, and from a compensation event to the step that undoes."""
    found: dict[str, tuple[str, ...]] = {}
    for way in drawn_ways(diagram):
        if way.flow is None and way.target is not None:
            found[way.source] = (way.target,)
    for source, target in diagram.associations:
        if diagram.node_by_key[source].attached_to is not None:
            found[source] = (*found.get(source, ()), target)
    return found


def _told(diagram: Diagram, nodes: tuple[Node, ...], links: dict[str, tuple[str, ...]]) -> list[str]:
    """The nodes of one scope in the order of telling: depth first from the starts, reversed as each is
    finished."""
    here = {node.key for node in nodes}
    after = {node.key: [key for key in _after(diagram, node, links) if key in here] for node in nodes}
    roots = _roots(nodes, after)
    seen: set[str] = set()
    finished: list[str] = []
    for root in reversed(roots):
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(reversed(after[root])))]
        while stack:
            key, rest = stack[-1]
            follower = next((item for item in rest if item not in seen), None)
            if follower is None:
                finished.append(key)
                stack.pop()
            else:
                seen.add(follower)
                stack.append((follower, iter(reversed(after[follower]))))
    return finished[::-1]


def _after(diagram: Diagram, node: Node, links: dict[str, tuple[str, ...]]) -> Iterable[str]:
    yield from (flow.target for flow in diagram.ways_out(node))
    yield from (event.key for event in diagram.boundary_events(node.key))
    yield from links.get(node.key, ())


def _roots(nodes: tuple[Node, ...], after: dict[str, list[str]]) -> list[str]:
    """Where telling begins: start events, then what nothing leads to, then one of each circle; event
    sub-processes last."""
    led_to = {key for keys in after.values() for key in keys}
    free = [node for node in nodes if node.key not in led_to]
    roots = [node.key for node in nodes if node.type == "startEvent"]
    roots += [node.key for node in free if node.type != "startEvent" and not node.triggered_by_event]
    reached = _reach(roots, after, set())
    for node in nodes:
        if node.key not in reached and not node.triggered_by_event:
            roots.append(node.key)
            _reach([node.key], after, reached)
    return [*roots, *(node.key for node in nodes if node.key not in reached)]


def _reach(roots: list[str], after: dict[str, list[str]], reached: set[str]) -> set[str]:
    stack = list(roots)
    while stack:
        key = stack.pop()
        if key not in reached:
            reached.add(key)
            stack.extend(after[key])
    return reached
