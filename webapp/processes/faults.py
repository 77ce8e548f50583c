"""A fault shown: the case that runs into it, step by step, on the diagram and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from bpmn.soundness import Fault, Step
from bpmn.soundness.fixes import fixes_for
from bpmn.soundness.telling import standing, tell
from webapp import reading
from webapp.processes.shown import Shown
from webapp.processes.views import blueprint, find, find_version, show
from webapp.web import db

HEADINGS = {
    "deadlock": "How a case gets stuck",
    "livelock": "How a case goes round for ever",
    "unsafe": "How work is done twice",
    "dead": "A step that never happens",
    "message-wait": "How a case waits for ever",
    "ends-twice": "How an end is reached twice",
}
LAST = {
    "deadlock": "Here it gets stuck: nothing can happen any more.",
    "livelock": "From here it goes round for ever: no way leads to an end.",
    "unsafe": "Here two paths of the same case meet, and what follows is done for each of them.",
    "message-wait": "Here it waits for a message that nobody sends any more.",
    "ends-twice": "The end has been reached before: the case ends twice.",
}


@dataclass(frozen=True)
class Told:
    """One step of a fault's trace: what happens, and where the case stands after it."""

    text: str
    standing: str
    element: str


@blueprint.get("/<address>/versions/<int:number>/faults/<int:which>")
def fault(address: str, number: int, which: int) -> ResponseReturnValue:
    """How does it come about?"""
    found = find(address)
    version = find_version(found, number)
    read = reading.read(db(), version)
    one = fault_of(read, which)
    shown = show(found, version)
    texts = tell(read.diagram, one.steps)
    return render_template(
        "processes/fault.html",
        process=found,
        version=version,
        shown=shown,
        fault=one,
        which=which,
        heading=HEADINGS[one.kind],
        last=LAST.get(one.kind, ""),
        told=[
            Told(text, standing(read.diagram, step), step.element)
            for text, step in zip(texts, one.steps, strict=True)
        ],
        frames=_frames(shown, one.steps, texts),
        fixes=fixes_for(read.document.data, one),
        blamed=[shown.viewer_id(key) for key in one.elements],
    )


def fault_of(read: reading.Reading, which: int) -> Fault:
    """The fault of that number, counted from 1; answers 404 when there is none."""
    faults = read.soundness.faults
    if not 1 <= which <= len(faults):
        abort(404)
    return faults[which - 1]


def _frames(shown: Shown, steps: tuple[Step, ...], texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the player shows after each step, in the picture's own ids."""
    return [
        {
            "at": shown.viewer_id(step.element),
            "moves": [shown.viewer_id(key) for key in step.gives],
            "tokens": [shown.viewer_id(key) for key in step.tokens],
            "text": text,
        }
        for step, text in zip(steps, texts, strict=True)
    ]
