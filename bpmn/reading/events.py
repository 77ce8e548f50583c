"""What events wait for or throw."""

from __future__ import annotations

from lxml import etree

from bpmn.model import ACTIVITIES, EventDefinition, EventKind, Timer
from bpmn.reading.inventory import Entry, Inventory
from bpmn.reading.names import child, local, text_of, true, words

_KINDS: dict[str, EventKind] = {
    "messageEventDefinition": "message",
    "timerEventDefinition": "timer",
    "signalEventDefinition": "signal",
    "errorEventDefinition": "error",
    "escalationEventDefinition": "escalation",
    "conditionalEventDefinition": "conditional",
    "linkEventDefinition": "link",
    "compensateEventDefinition": "compensate",
    "cancelEventDefinition": "cancel",
    "terminateEventDefinition": "terminate",
}
_NAMED: dict[EventKind, str] = {
    "message": "messageRef",
    "signal": "signalRef",
    "error": "errorRef",
    "escalation": "escalationRef",
}
_CODES = {"error": "errorCode", "escalation": "escalationCode"}


def definitions(entry: Entry, stock: Inventory) -> tuple[EventDefinition, ...]:
    """An event's definitions in file order, those it holds and those it refers to at the root of the file."""
    found = []
    for held in entry.element.iterchildren("*"):
        name = local(held)
        if name == "eventDefinitionRef":
            shared = stock.other(held.text)
            if shared is None or local(shared) not in _KINDS:
                stock.mend(
                    entry.key,
                    f"It refers to an event definition {_quoted(held.text)} that is not in the file.",
                    "reference",
                )
                continue
            held, name = shared, local(shared)
        if name in _KINDS:
            found.append(_definition(held, _KINDS[name], entry.key, stock))
    return tuple(found)


def _definition(held: etree._Element, kind: EventKind, key: str, stock: Inventory) -> EventDefinition:
    if kind in _NAMED:
        return _named(held, kind, key, stock)
    if kind == "timer":
        return EventDefinition("timer", timer=_timer(held))
    if kind == "conditional":
        return EventDefinition("conditional", condition=text_of(child(held, "condition")))
    if kind == "link":
        return EventDefinition("link", name=words(held.get("name")) or None)
    if kind == "compensate":
        ref = held.get("activityRef")
        activity = stock.find(ref, ACTIVITIES)
        if activity is None and words(ref):
            stock.mend(key, f"It undoes {_quoted(ref)}, which is no activity in the file.", "reference")
        waits = true(held, "waitForCompletion", default=True)
        return EventDefinition("compensate", ref=activity.key if activity else None, waits=waits)
    return EventDefinition(kind)


def _named(held: etree._Element, kind: EventKind, key: str, stock: Inventory) -> EventDefinition:
    said = (held.get(_NAMED[kind]) or "").strip()
    there = stock.other(said)
    if there is None or local(there) != kind:
        if said:
            stock.mend(key, f"It names the {kind} {_quoted(said)}, which is not in the file.", "reference")
        # Some engines let an error be named by its code alone, with no error element.
        return EventDefinition(kind, code=(said or None) if kind in _CODES else None)
    code = there.get(_CODES[kind]) if kind in _CODES else None
    return EventDefinition(
        kind, ref=there.get("id"), name=words(there.get("name")) or None, code=code or None
    )


def _timer(held: etree._Element) -> Timer | None:
    for kind in ("timeDate", "timeDuration", "timeCycle"):
        expression = child(held, kind)
        if expression is not None:
            return Timer(kind, text_of(expression) or "")
    return None


def _quoted(text: str | None) -> str:
    return f"“{words(text)}”"
