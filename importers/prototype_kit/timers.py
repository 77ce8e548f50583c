"""What a timer says when it happens."""

from __future__ import annotations

from bpmn.model import Node
from bpmn.naming import opening
from bpmn.words.times import date_in_words, duration_in_words, passing_in_words


def later(node: Node) -> str:
    """`3 days later`, `On 1 December 2026`, or the timer in other words; empty for a node without a timer. A prototype
    has no clock: the words are the whole length of the timer, also where part of it has gone by already."""
    timer = next((event.timer for event in node.events if event.timer is not None), None)
    if timer is None:
        return ""
    words = (duration_in_words(part) for part in timer.text.strip().split("/"))
    duration = next((one for one in words if one), None)
    date = date_in_words(timer.text)
    return f"{duration} later" if duration else f"On {date}" if date else opening(passing_in_words(timer))
