"""Soundness faults as findings beside those of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bpmn.findings import Finding, Severity
from bpmn.soundness.record import ERRORS, KINDS, Kind, Soundness

_SUMMARIES: dict[Kind, tuple[str, str]] = {
    "deadlock": (
        "A case can get stuck at a gateway that waits for a path which never comes.",
        "{n} places where a case gets stuck",
    ),
    "livelock": (
        "A case can get into a loop with no way out to an end.",
        "{n} loops that a case cannot leave",
    ),
    "unsafe": (
        "Paths that run at the same time meet where nothing joins them, so what follows happens twice.",
        "{n} places where a case goes on twice",
    ),
    "dead": ("A step can never happen in any case.", "{n} steps that can never happen"),
    "message-wait": (
        "A case can wait for ever for a message that is not sent any more.",
        "{n} messages that may never come",
    ),
    "ends-twice": (
        "An end event can be reached more than once in one case.",
        "{n} ends that one case can reach twice",
    ),
}
# What says of the same element that nothing leads to it.
_SAY_THE_SAME = frozenset({"no-disconnected", "no-implicit-start"})


class KindOfFault(NamedTuple):
    """A kind of fault, named and described as a rule is."""

    name: Kind
    severity: Severity
    summary: str
    headline: str


FAULTS: tuple[KindOfFault, ...] = tuple(
    KindOfFault(kind, "error" if kind in ERRORS else "warning", *_SUMMARIES[kind]) for kind in KINDS
)


def findings(soundness: Soundness, beside: Iterable[Finding] = ()) -> Iterator[Finding]:
    """One finding for each cause, named by its kind.

    `beside` are the rules' findings: where one of them already says that nothing leads to a step, that the
    step never happens is not said again. An end reached twice because paths meet unjoined is left out too.
    """
    said = {element for one in beside if one.rule in _SAY_THE_SAME for element in one.elements}
    severities = {fault.name: fault.severity for fault in FAULTS}
    unsafe = any(fault.kind == "unsafe" for fault in soundness.faults)
    for fault in soundness.faults:
        if fault.kind == "dead" and said.intersection(fault.elements):
            continue
        if fault.kind == "ends-twice" and unsafe:
            continue
        yield Finding(fault.kind, severities[fault.kind], fault.elements, fault.text, fault.advice)
