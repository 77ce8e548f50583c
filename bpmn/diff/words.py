"""How properties and types are called when talking to people."""

from __future__ import annotations

from bpmn.naming import opening

_WORDS = {
    "name": "name",
    "type": "kind of element",
    "text": "text",
    "lane": "lane",
    "parent": "where it lies",
    "pool": "pool",
    "process": "process shown",
    "part": "who it is",
    "documentation": "documentation",
    "condition": "condition",
    "condition.language": "language of the condition",
    "source": "where it starts",
    "target": "where it leads",
    "default": "default way",
    "attachedTo": "step it is attached to",
    "isInterrupting": "interrupts",
    "triggeredByEvent": "started by an event",
    "isForCompensation": "is for compensation",
    "parallelMultiple": "needs all of its events",
    "instantiate": "starts a case",
    "isExecutable": "can be run by an engine",
    "calledElement": "process it calls",
    "script": "script",
    "scriptFormat": "language of the script",
    "performer": "who does it",
    "patterns": "attached patterns",
    "from": "councils it was drafted from",
    "event": "kind of event",
    "loop": "repetition",
    "loop.condition": "when repetition ends",
    "loop.cardinality": "number of repetitions",
    "timer.timeDate": "date of the timer",
    "timer.timeDuration": "duration of the timer",
    "timer.timeCycle": "cycle of the timer",
    "message": "message",
    "message.name": "name of the message",
    "signal": "signal",
    "signal.name": "name of the signal",
    "error": "error",
    "error.name": "name of the error",
    "error.code": "code of the error",
    "escalation": "escalation",
    "escalation.name": "name of the escalation",
    "escalation.code": "code of the escalation",
    "link.name": "name of the link",
    "compensate.activity": "what is undone",
    "undoneBy": "what undoes it",
    "code": "code",
    "state": "state",
    "about": "what it is about",
    "data.in": "data it reads",
    "data.out": "data it writes",
    "bounds": "place and size",
    "waypoints": "line",
    "isExpanded": "shown open",
    "isHorizontal": "lies across",
    "label": "place of the label",
    "targetNamespace": "namespace of the file",
    "id": "id",
}
_TYPES = {
    "participant": "pool",
    "definitions": "diagram",
    "dataObjectReference": "data object",
    "dataStoreReference": "data store",
    "textAnnotation": "note",
    "adHocSubProcess": "ad-hoc sub-process",
    "subProcess": "sub-process",
    "intermediateCatchEvent": "catch event",
    "intermediateThrowEvent": "throw event",
    "eventBasedGateway": "event-based gateway",
}


def property_in_words(path: str) -> str:
    """A property's path as people say it: `timer.timeDuration` is "Duration of the timer"."""
    found = _WORDS.get(path)
    if found is None and path.startswith("extension."):
        found = f"setting {path.removeprefix('extension.')}"
    return opening(found or spaced(path))


def type_in_words(type_: str) -> str:
    """A type as people say it: `userTask` is "user task"."""
    return _TYPES.get(type_) or spaced(type_)


def spaced(camel: str) -> str:
    """`completionQuantity` as "completion quantity", a path's dots as spaces."""
    return "".join(
        " " if letter == "." else f" {letter.lower()}" if letter.isupper() else letter for letter in camel
    ).strip()
