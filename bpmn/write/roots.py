"""What event definitions name: the messages, signals, errors and escalations at the root of a file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from bpmn.model import Diagram, EventDefinition
from bpmn.write.ids import Ids
from bpmn.write.xml import add

_CODES = {"error": "errorCode", "escalation": "escalationCode"}
_KINDS = ("message", "signal", "error", "escalation")


@dataclass(frozen=True)
class Root:
    """A root element: its kind is its tag."""

    kind: str
    name: str | None
    code: str | None = None


class Roots:
    """Every root element of a diagram, with the id each definition refers to it by."""

    def __init__(self, diagram: Diagram, ids: Ids) -> None:
        self._diagram = diagram
        self._found: dict[tuple[str, str], Root] = {}
        for ref, name in diagram.messages:
            self._found[("message", ref)] = Root("message", name or None)
        for node in diagram.nodes:
            self._learn_ref("message", node.message)
            for event in node.events:
                self._learn(event)
        for message_flow in diagram.message_flows:
            self._learn_ref("message", message_flow.message)
        self._id_of = {key: ids.new(key[1]) for key in self._found}

    def _learn_ref(self, kind: str, ref: str | None) -> None:
        if ref is not None:
            self._found.setdefault((kind, ref), Root(kind, None))

    def _learn(self, event: EventDefinition) -> None:
        key = _key(event)
        if key is None:
            return
        known = self._found.setdefault(key, Root(event.kind, event.name, event.code))
        if known.name is None and event.name is not None:
            known = replace(known, name=event.name)
        if known.code is None and event.code is not None:
            known = replace(known, code=event.code)
        self._found[key] = known

    def ref(self, event: EventDefinition) -> str | None:
        """The id of the root element that an event definition names, if it names one."""
        key = _key(event)
        return None if key is None else self._id_of[key]

    def message(self, ref: str | None) -> str | None:
        """The id of a message in the new file."""
        return None if ref is None else self._id_of[("message", ref)]

    def write(self, definitions: etree._Element) -> None:
        """Append the root elements: the diagram's own messages in their order, then what else is named, by id."""
        own = {("message", ref) for ref, _ in self._diagram.messages}
        named = sorted((key for key in self._found if key not in own), key=_messages_first)
        for key in [*(key for key in self._found if key in own), *named]:
            root = self._found[key]
            element = add(definitions, root.kind, id=self._id_of[key], name=root.name)
            if root.code is not None:
                element.set(_CODES[root.kind], root.code)


def _messages_first(key: tuple[str, str]) -> tuple[bool, str, str]:
    return key[0] != "message", *key


def _key(event: EventDefinition) -> tuple[str, str] | None:
    if event.kind not in _KINDS or (event.ref is None and event.name is None and event.code is None):
        return None
    return event.kind, event.ref or f"{event.kind.title()}_{event.name or event.code}"
