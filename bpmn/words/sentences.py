"""The sentences that say what happens at one node. Each function answers with whole sentences, or a phrase
to build on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpmn.model import Diagram, EventDefinition, MessageFlow, Node
from bpmn.naming import listed, opening, tidy
from bpmn.words.times import passing_in_words, starting_in_words, waiting_in_words

_THROWN = {
    "signal": "give the signal{name}",
    "error": "report the error{name}",
    "escalation": "raise{name} to someone who can decide",
    "compensate": "undo what has been done{name}",
    "cancel": "cancel everything done so far",
    "terminate": "stop everything still going on in this process",
}
_HAPPENING = {
    "signal": "the signal{name} is given",
    "error": "the error{name} happens",
    "escalation": "{what} is raised",
    "compensate": "its work has to be undone",
    "cancel": "it is cancelled",
    "link": "the link{name} is followed",
    "terminate": "everything is stopped",
}


@dataclass(frozen=True)
class Telling:
    """A diagram being told: the numbers of its nodes, its message flows by either end, and what patterns are
    called by their slugs."""

    diagram: Diagram
    numbers: Mapping[str, str]
    sent: dict[str, list[MessageFlow]] = field(default_factory=dict)
    received: dict[str, list[MessageFlow]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, diagram: Diagram, numbers: Mapping[str, str], titles: Mapping[str, str]) -> Telling:
        """With the message flows sorted by their ends."""
        telling = cls(diagram, numbers, titles=titles)
        for flow in diagram.message_flows:
            telling.sent.setdefault(flow.source, []).append(flow)
            telling.received.setdefault(flow.target, []).append(flow)
        return telling

    def other_end(self, key: str) -> str:
        """`'Resident' (step 4)`: whom a message comes from or goes to."""
        node = self.diagram.node_by_key.get(key)
        pool = self.diagram.pool_of(node) if node else self.diagram.pool_by_key.get(key)
        who = f"'{tidy(pool.name)}'" if pool and pool.name.strip() else "another pool"
        return f"{who} (step {self.numbers[key]})" if key in self.numbers else who

    def messages(self, flows: list[MessageFlow], ends: list[str], word: str, last: str = "and") -> str:
        """`the message 'Report' from 'Resident' (step 2)`, for each; "" without any."""
        named = []
        for flow, end in zip(flows, ends, strict=True):
            name = f"the message '{tidy(flow.name)}'" if flow.name.strip() else "a message"
            named.append(f"{name} {word} {self.other_end(end)}")
        return listed(named, last)


def sentence(text: str) -> str:
    """With a capital letter and a full stop, unless it ends with a mark of its own."""
    flat = text.strip()
    return opening(flat) + ("" if flat.endswith((".", "?", "!", "…", ":")) else ".")


def incoming_messages(telling: Telling, node: Node) -> str:
    """What a node receives over message flows, as a phrase, or ""."""
    flows = telling.received.get(node.key, [])
    return telling.messages(flows, [flow.source for flow in flows], "from", "or" if node.is_event else "and")


def outgoing_messages(telling: Telling, node: Node) -> str:
    """What a node sends over message flows, as a phrase, or ""."""
    flows = telling.sent.get(node.key, [])
    return telling.messages(flows, [flow.target for flow in flows], "to")


def _named(event: EventDefinition, node: Node) -> str:
    name = event.name or event.code or node.name
    return f" '{tidy(name)}'" if name.strip() else ""


def happening(telling: Telling, node: Node) -> str:
    """What a catching event waits for as something that happens: `48 hours have passed`."""
    if not node.events:
        return f"'{tidy(node.name)}' happens" if node.name.strip() else "it happens"
    phrases = [_one_happening(telling, node, event) for event in node.events]
    phrase = listed(phrases, "and" if node.parallel_multiple else "or")
    name = tidy(node.name)
    return _with_name(phrase, name)


def _with_name(phrase: str, name: str) -> str:
    """The phrase, and the name in brackets where it says something more."""
    return f"{phrase} ({name})" if name and name.lower() not in phrase.lower() else phrase


def _one_happening(telling: Telling, node: Node, event: EventDefinition) -> str:
    name = _named(event, node)
    if event.kind == "timer":
        return passing_in_words(event.timer)
    if event.kind == "conditional":
        return f"this is true: {tidy(event.condition or node.name or 'a condition the diagram does not say')}"
    if event.kind == "message":
        return f"{incoming_messages(telling, node) or f'the message{name}'} arrives"
    return _HAPPENING[event.kind].format(name=name, what=name.strip() or "a problem")


def throwing(telling: Telling, node: Node) -> str:
    """What a throwing event does, as an order: `send the message 'Decision' to 'Resident'`; "" for a blank
    one."""
    phrases = []
    for event in node.events:
        name = _named(event, node)
        if event.kind == "message":
            phrases.append(f"send {outgoing_messages(telling, node) or f'the message{name}'}")
        elif event.kind in _THROWN:
            phrases.append(_THROWN[event.kind].format(name=name))
    return listed(phrases)


def start_text(telling: Telling, node: Node) -> str:
    """How a start event begins: `Starts every week: Invoices are due.`"""
    name = tidy(node.name)
    if not node.events:
        message = incoming_messages(telling, node)
        begins = f"Starts when {message} arrives" if message else "Starts"
        return sentence(f"{begins}: {name}" if name else begins if message else "The start")
    if node.event_kind == "timer":
        begins = f"Starts {starting_in_words(node.events[0].timer)}"
        return sentence(f"{begins}: {name}" if name else begins)
    return sentence(f"Starts when {happening(telling, node)}")


def catch_text(telling: Telling, node: Node) -> str:
    """What an intermediate event waits for: `Wait for 48 hours.`"""
    name = tidy(node.name)
    if node.event_kind == "link":
        return sentence(f"Carries on here from the link '{tidy(node.events[0].name or node.name)}'")
    if node.event_kind == "timer":
        return sentence(_with_name(f"Wait {waiting_in_words(node.events[0].timer)}", name))
    return sentence(f"Wait until {happening(telling, node)}")


def throw_text(telling: Telling, node: Node) -> str:
    """What an intermediate event does: sends, gives a signal, jumps, or marks a point reached."""
    name = tidy(node.name)
    if node.event_kind == "link":
        return sentence(f"Jump to the link '{tidy(node.events[0].name or node.name)}'")
    done = throwing(telling, node)
    if not done:
        return sentence(f"Point reached: {name}" if name else "A point reached on the way")
    return sentence(f"{done}: {name}" if name and f"'{name}'" not in done else done)


def end_text(telling: Telling, node: Node) -> str:
    """How a path ends: `Ends: Bin collected.`"""
    name = tidy(node.name)
    done = throwing(telling, node)
    ends = f"Ends: {name}" if name else "The end of this path"
    return sentence(f"{ends}") + (f" {sentence(done)}" if done else "")


def boundary_text(telling: Telling, node: Node) -> str:
    """When a boundary event strikes: `While step 3 goes on: if 48 hours have passed, stop it.`"""
    strikes = happening(telling, node)
    if node.attached_to is None:
        return sentence(f"If {strikes}, carry on here")
    number = telling.numbers[node.attached_to]
    if node.event_kind == "compensate":
        return sentence(f"If the work of step {number} has to be undone")
    what = "stop that step and carry on here" if node.interrupting else "carry on here too; that step goes on"
    return sentence(f"While step {number} goes on: if {strikes}, {what}")


def activity_text(telling: Telling, node: Node) -> str:
    """What is done, and how often, with what, for whom."""
    name = tidy(node.name)
    said = [sentence(name or "A step without a name")]
    if node.type == "callActivity" and node.called and node.called != name:
        said.append(sentence(f"This is the process '{tidy(node.called)}'"))
    inside = telling.diagram.nodes_in(node.key)
    if inside:
        said.append(_inside_text(telling, node, inside))
    if node.loop is not None:
        said.append(_loop_text(node))
    received, sent = incoming_messages(telling, node), outgoing_messages(telling, node)
    said += [sentence(f"It receives {received}")] if received else []
    said += [sentence(f"It sends {sent}")] if sent else []
    if node.patterns:
        word = "Pattern" if len(node.patterns) == 1 else "Patterns"
        said.append(
            sentence(
                f"{word}: {listed(telling.titles.get(pattern.ref, pattern.ref) for pattern in node.patterns)}"
            )
        )
    return " ".join(said)


def _inside_text(telling: Telling, node: Node, inside: tuple[Node, ...]) -> str:
    number = telling.numbers[node.key]
    steps = f"step {number}.1" if len(inside) == 1 else f"steps {number}.1 to {number}.{len(inside)}"
    if node.triggered_by_event:
        return f"{opening(steps)} happen whenever their start does, while the rest goes on or is stopped."
    if node.type == "adHocSubProcess":
        return f"Its {steps} may be done in any order, as needed."
    return f"It is made of {steps}."


def _loop_text(node: Node) -> str:
    loop = node.loop
    assert loop is not None
    if loop.kind == "standard":
        return sentence(
            f"Repeat while {tidy(loop.condition)}" if loop.condition else "Repeat as often as needed"
        )
    times = (loop.cardinality or "").strip()
    each = f"{times} times" if times.isdigit() else "once for each item"
    manner = "at the same time" if loop.kind == "parallel" else "one after another"
    return sentence(f"This is done {each}, {manner}")
