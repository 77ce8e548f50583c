"""What we call an element when we talk to a person about it: its name in quotes, or where an unnamed one
stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from bpmn.model import Diagram, Flow, Node

LONGEST_NAME = 80
FURTHEST_LOOK = 12

_TYPE_WORDS = {
    "task": "task",
    "subProcess": "sub-process",
    "adHocSubProcess": "ad-hoc sub-process",
    "eventBasedGateway": "event-based gateway",
    "intermediateCatchEvent": "catch event",
    "intermediateThrowEvent": "throw event",
}
_EVENT_KIND_WORDS = {"compensate": "compensation"}


def tidy(text: str) -> str:
    """A label on one line, without line breaks or doubled spaces, cut at 80 characters."""
    line = flat(text)
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


def flat(text: str) -> str:
    """A text on one line, whole."""
    return " ".join(text.split())


def cut(text: str, most: int) -> str:
    """A text on one line, its first so many characters, with no blank at the end."""
    return flat(text)[:most].rstrip()


def kind_in_words(node: Node) -> str:
    """`userTask` as "user task", a timer boundary event as "timer boundary event", and so on."""
    if node.triggered_by_event:
        return "event sub-process"
    words = _TYPE_WORDS.get(node.type) or _spaced(node.type)
    if not node.is_event or node.event_kind == "none":
        return words
    return f"{_EVENT_KIND_WORDS.get(node.event_kind, node.event_kind)} {words}"


def _spaced(camel: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in camel)


def called(diagram: Diagram, key: str) -> str:
    """How to speak of any element: `'Check crew log'`, or `the unnamed exclusive gateway after 'Check crew
    log'`."""
    node = diagram.node_by_key.get(key)
    if node is not None:
        return node_called(diagram, node)
    flow = diagram.flow_by_key.get(key)
    if flow is not None:
        return flow_called(diagram, flow)
    if key in diagram.process_by_key:
        return process_called(diagram, key)
    holder = diagram.lane_by_key.get(key) or diagram.pool_by_key.get(key)
    if holder is not None and holder.name.strip():
        return f"'{tidy(holder.name)}'"
    if key in diagram.lane_by_key:
        return "an unnamed lane"
    return "an unnamed pool" if key in diagram.pool_by_key else _other_called(diagram, key)


def _other_called(diagram: Diagram, key: str) -> str:
    if key not in diagram.light_names:
        return f"'{tidy(key)}'"
    what, name = diagram.light_names[key]
    return f"the {what} '{tidy(name)}'" if name.strip() else f"an unnamed {what}"


def process_called(diagram: Diagram, key: str) -> str:
    """`the process 'Missed bins'`, by its own name or its pool's; `the process` when it has neither."""
    process = diagram.process_by_key[key]
    pool = diagram.pool_by_key.get(process.pool) if process.pool else None
    name = (pool.name if pool else "") or process.name
    return f"the process '{tidy(name)}'" if name.strip() else "the process"


def flow_called(diagram: Diagram, flow: Flow) -> str:
    """`the flow 'yes' from 'Was it out?' to 'Send a crew'`."""
    name = f" '{tidy(flow.name)}'" if flow.name.strip() else ""
    source = node_called(diagram, diagram.node_by_key[flow.source])
    target = node_called(diagram, diagram.node_by_key[flow.target])
    return f"the flow{name} from {source} to {target}"


def node_called(diagram: Diagram, node: Node) -> str:
    """The node's name in quotes, or its kind and the nearest named neighbour."""
    if node.name.strip():
        return f"'{tidy(node.name)}'"
    kind = kind_in_words(node)
    if node.attached_to is not None:
        host = diagram.node_by_key[node.attached_to]
        return f"the unnamed {kind} on " + (
            f"'{tidy(host.name)}'" if host.name.strip() else "an unnamed step"
        )
    before = _nearest_named(diagram, node, _sources)
    if before is not None:
        return f"the unnamed {kind} after '{tidy(before.name)}'"
    after = _nearest_named(diagram, node, _targets)
    if after is not None:
        return f"the unnamed {kind} before '{tidy(after.name)}'"
    return f"an unnamed {kind}"


def _sources(diagram: Diagram, node: Node) -> Iterable[str]:
    return (flow.source for flow in diagram.ways_in(node))


def _targets(diagram: Diagram, node: Node) -> Iterable[str]:
    return (flow.target for flow in diagram.ways_out(node))


def _nearest_named(
    diagram: Diagram, node: Node, neighbours: Callable[[Diagram, Node], Iterable[str]]
) -> Node | None:
    seen = {node.key}
    queue = deque([node])
    while queue and len(seen) < FURTHEST_LOOK:
        for key in neighbours(diagram, queue.popleft()):
            if key in seen:
                continue
            seen.add(key)
            found = diagram.node_by_key[key]
            if found.name.strip():
                return found
            queue.append(found)
    return None


def listed(items: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def opening(sentence: str) -> str:
    """The sentence with a capital letter at its start, where the letter has one that is only its own (not
    ß or ı)."""
    first = sentence[:1]
    capital = first.upper()
    return (capital if capital.lower() == first else first) + sentence[1:]
