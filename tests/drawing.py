"""Draw a small BPMN file in a few lines, for tests.

draw(''' pool Council "Northmoor" part=back-office { lane Crew "Waste crew" { start S "Report arrives"
message=Report task A "Check crew log" } xor G "Was it out?" boundary B on=A timer=PT48H interrupting=no end E
"Bin collected" S -> A -> G G -> E : yes [out == "yes"] } pool Resident "Resident" Resident ~> S : Report ''')

One line an element: kind, id, "name" and settings (`key=value`, or a bare word for an event kind or flag). `message
Key "name"` (or signal, error, escalation) declares one at the root, which an event names with `message=Key`;
`executable` on a line of its own makes the processes so. `at=x,y,width,height` gives a shape; a flow between two
such steps is then drawn straight. `{` opens a pool, lane or sub-process. Without a pool everything lies in one
process, `Process`. `loop=parallel times=3` says how many instances there are (or how often a standard loop goes
round), `calls=P` names what a call activity calls, `undoes=A` makes an event throw a compensation of A, `wait=no`
one that does not wait. `A -> B -> C` are sequence flows, with `: name` and `[condition]` for the last one,
`default` after the name's colon marking it the default. `A ~> B : name` is a message flow, `A ... B` an
association. Flows get the ids `A-B`, and `A-B-2` when repeated.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from bpmn.model import Diagram
from bpmn.reader import read

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
GUILDHALL = "https://guildhall.example/bpmn/1"
INTERCHANGE = (
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)
KINDS = {
    "start": "startEvent",
    "end": "endEvent",
    "catch": "intermediateCatchEvent",
    "throw": "intermediateThrowEvent",
    "boundary": "boundaryEvent",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "or": "inclusiveGateway",
    "complex": "complexGateway",
    "race": "eventBasedGateway",
    "sub": "subProcess",
    "adHoc": "adHocSubProcess",
    "call": "callActivity",
    "data": "dataObjectReference",
    "store": "dataStoreReference",
}
EVENT_KINDS = {
    "message",
    "timer",
    "signal",
    "error",
    "escalation",
    "conditional",
    "link",
    "compensate",
    "cancel",
    "terminate",
}
FLOW = re.compile(
    r"^(?P<ids>[\w-]+(?:\s*->\s*[\w-]+)+)\s*(?::\s*(?P<name>[^\[]*?))?\s*(?:\[(?P<condition>.*)\])?$"
)
ROOTS = ("message", "signal", "error", "escalation")
ROOT = re.compile(rf'^(?P<kind>{"|".join(ROOTS)}) (?P<id>[\w-]+)(?: "(?P<name>.*)")?$')
ASSOCIATION = re.compile(r"^(?P<source>[\w-]+)\s*\.\.\.\s*(?P<target>[\w-]+)$")
MESSAGE = re.compile(r"^(?P<source>[\w-]+)\s*~>\s*(?P<target>[\w-]+)\s*(?::\s*(?P<name>.*))?$")


class _Drawing:
    """One drawing in the making: a stack of open elements, and what belongs beside the processes."""

    def __init__(self) -> None:
        self.collaboration: list[str] = []
        self.processes: list[str] = []
        self.lanes: list[str] = []
        self.lane: list[str] | None = None
        self.body: list[str] = []
        self.stack: list[tuple[str, list[str], str]] = []
        self.flow_ids: Counter[str] = Counter()
        self.defaults: dict[str, str] = {}
        self.messages = 0
        self.roots: list[str] = []
        self.executable = ""
        self.places: dict[str, tuple[float, ...]] = {}
        self.planes: list[str] = []

    def line(self, line: str) -> None:
        if line == "}":
            self.close()
        elif line == "executable":
            self.executable = ' isExecutable="true"'
        elif found := ROOT.match(line):
            name = f" name={quoteattr(found['name'])}" if found["name"] is not None else ""
            self.roots.append(f'<{found["kind"]} id="{found["id"]}"{name}/>')
        elif found := FLOW.match(line):
            self.sequence(found)
        elif found := MESSAGE.match(line):
            self.message(found)
        elif found := ASSOCIATION.match(line):
            ends = f'sourceRef="{found["source"]}" targetRef="{found["target"]}"'
            self.body.append(f'<association id="{found["source"]}-{found["target"]}" {ends}/>')
        else:
            self.element(line)

    def sequence(self, found: re.Match[str]) -> None:
        ids = re.split(r"\s*->\s*", found["ids"])
        name, condition = (found["name"] or "").strip(), found["condition"]
        for position, (source, target) in enumerate(pairwise(ids)):
            last = position == len(ids) - 2
            self.flow_ids[f"{source}-{target}"] += 1
            times = self.flow_ids[f"{source}-{target}"]
            key = f"{source}-{target}" + (f"-{times}" if times > 1 else "")
            if last and name.endswith("default"):
                name = name.removesuffix("default").strip()
                self.defaults[source] = key
            inner = (
                f"<conditionExpression>{escape(condition)}</conditionExpression>"
                if last and condition
                else ""
            )
            label = f" name={quoteattr(name)}" if last and name else ""
            self.edge(key, source, target)
            ends = f'sourceRef="{source}" targetRef="{target}"'
            self.body.append(f'<sequenceFlow id="{key}" {ends}{label}>{inner}</sequenceFlow>')

    def edge(self, key: str, source: str, target: str) -> None:
        if source in self.places and target in self.places:
            (x, y, width, height), (left, top, _, tall) = self.places[source], self.places[target]
            points = ((x + width, y + height / 2), (left, top + tall / 2))
            ways = "".join(f'<di:waypoint x="{px}" y="{py}"/>' for px, py in points)
            self.planes.append(f'<bpmndi:BPMNEdge bpmnElement="{key}">{ways}</bpmndi:BPMNEdge>')

    def shape(self, key: str, settings: dict[str, str], opens: bool) -> None:
        if "at" not in settings:
            return
        self.places[key] = tuple(float(part) for part in settings["at"].split(","))
        x, y, width, height = self.places[key]
        bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
        expanded = ' isExpanded="true"' if opens else ""
        self.planes.append(f'<bpmndi:BPMNShape bpmnElement="{key}"{expanded}>{bounds}</bpmndi:BPMNShape>')

    def message(self, found: re.Match[str]) -> None:
        self.messages += 1
        name = f" name={quoteattr(found['name'].strip())}" if found["name"] else ""
        self.collaboration.append(
            f'<messageFlow id="Message_{self.messages}" sourceRef="{found["source"]}" '
            f'targetRef="{found["target"]}"{name}/>'
        )

    def element(self, line: str) -> None:
        opens = line.endswith("{")
        words = shlex.split(line.removesuffix("{"))
        kind, key, rest = words[0], words[1], words[2:]
        settings = dict(word.split("=", 1) for word in rest if re.match(r"^\w+=", word))
        plain = [word for word in rest if not re.match(r"^\w+=", word)]
        flags = [word for word in plain if word in EVENT_KINDS | {"byEvent", "compensation"}]
        names = [word for word in plain if word not in flags]
        name = names[0] if names else ""
        self.shape(key, settings, opens)
        if kind == "pool":
            self.pool(key, name, settings, opens)
        elif kind == "lane":
            self.open_lane(key, name, settings)
        else:
            self.node(kind, key, name, settings, flags, opens)

    def pool(self, key: str, name: str, settings: dict[str, str], opens: bool) -> None:
        process = f' processRef="{key}_process"' if opens else ""
        self.collaboration.append(
            f'<participant id="{key}" name={quoteattr(name)}{process}>{_part(settings)}</participant>'
        )
        if opens:
            self.stack.append(("pool", self.body, key))
            self.body = []

    def open_lane(self, key: str, name: str, settings: dict[str, str]) -> None:
        self.stack.append(("lane", self.body, key))
        self.lane = [f'<lane id="{key}" name={quoteattr(name)}>{_part(settings)}']

    def node(
        self, kind: str, key: str, name: str, settings: dict[str, str], flags: list[str], opens: bool
    ) -> None:
        if self.lane is not None:
            self.lane.append(f"<flowNodeRef>{key}</flowNodeRef>")
        attributes = f' id="{key}"' + (f" name={quoteattr(name)}" if name else "")
        if "on" in settings:
            attributes += f' attachedToRef="{settings["on"]}"'
        if settings.get("interrupting") == "no":
            attributes += ' isInterrupting="false"' if kind == "start" else ' cancelActivity="false"'
        if "byEvent" in flags:
            attributes += ' triggeredByEvent="true"'
        if "calls" in settings:
            attributes += f' calledElement="{settings["calls"]}"'
        if "compensation" in flags:
            attributes += ' isForCompensation="true"'
        inner = _inside(settings, flags)
        tag = KINDS.get(kind, kind)
        if opens:
            self.stack.append((f"</{tag}>", self.body, f"<{tag}{attributes}><!--default:{key}-->{inner}"))
            self.body = []
            return
        self.body.append(f"<{tag}{attributes}><!--default:{key}-->{inner}</{tag}>")

    def close(self) -> None:
        kind, outer, opened = self.stack.pop()
        if kind == "lane":
            assert self.lane is not None
            self.lanes.append("".join([*self.lane, "</lane>"]))
            self.lane = None
        elif kind == "pool":
            self.process(f"{opened}_process")
            self.body = outer
        else:
            self.body = [*outer, opened, *self.body, kind]

    def process(self, key: str) -> None:
        lanes = f'<laneSet id="{key}_lanes">{"".join(self.lanes)}</laneSet>' if self.lanes else ""
        body = re.sub(r"><!--default:([\w-]+)-->", self._default, "".join(self.body))
        self.processes.append(f'<process id="{key}"{self.executable}>{lanes}{body}</process>')
        self.lanes = []

    def _default(self, found: re.Match[str]) -> str:
        flow = self.defaults.get(found[1])
        return f' default="{flow}">' if flow else ">"


def _part(settings: dict[str, str]) -> str:
    if "part" not in settings:
        return ""
    return f'<extensionElements><guildhall:part is="{settings["part"]}"/></extensionElements>'


def _inside(settings: dict[str, str], flags: list[str]) -> str:
    parts = []
    if "pattern" in settings:
        ref = f'<guildhall:pattern ref="{settings["pattern"]}"/>'
        parts.append(f"<extensionElements>{ref}</extensionElements>")
    if "loop" in settings:
        parts.append(_loop(settings))
    if "timer" in settings:
        kind = "timeCycle" if settings["timer"].startswith("R") else "timeDuration"
        kind = "timeDate" if re.match(r"\d{4}-", settings["timer"]) else kind
        parts.append(
            f"<timerEventDefinition><{kind}>{escape(settings['timer'])}</{kind}></timerEventDefinition>"
        )
    if "condition" in settings:
        condition = escape(settings["condition"])
        parts.append(
            f"<conditionalEventDefinition><condition>{condition}</condition></conditionalEventDefinition>"
        )
    if "link" in settings:
        parts.append(f"<linkEventDefinition name={quoteattr(settings['link'])}/>")
    parts += [f'<{kind}EventDefinition {kind}Ref="{settings[kind]}"/>' for kind in ROOTS if kind in settings]
    if "undoes" in settings:
        parts.append(f'<compensateEventDefinition activityRef="{settings["undoes"]}"/>')
    later = ' waitForCompletion="false"' if settings.get("wait") == "no" else ""
    parts += [f"<{flag}EventDefinition{later}/>" for flag in flags if flag in EVENT_KINDS]
    return "".join(parts)


def _loop(settings: dict[str, str]) -> str:
    times = settings.get("times")
    if settings["loop"] == "standard":
        most = f' loopMaximum="{times}"' if times else ""
        return f"<standardLoopCharacteristics{most}/>"
    sequential = ' isSequential="true"' if settings["loop"] == "sequential" else ""
    if not times:
        return f"<multiInstanceLoopCharacteristics{sequential}/>"
    number = f"<loopCardinality>{escape(times)}</loopCardinality>"
    return f"<multiInstanceLoopCharacteristics{sequential}>{number}</multiInstanceLoopCharacteristics>"


def drawn(text: str) -> bytes:
    """The drawing as the bytes of a BPMN file."""
    drawing = _Drawing()
    for line in text.strip().splitlines():
        if line.strip():
            drawing.line(line.strip())
    if drawing.body or drawing.lanes or not drawing.processes:
        drawing.process("Process")
    collaboration = "".join(drawing.collaboration)
    if collaboration:
        collaboration = f'<collaboration id="Collaboration">{collaboration}</collaboration>'
    return (
        f'<definitions xmlns="{BPMN}" xmlns:guildhall="{GUILDHALL}" {INTERCHANGE} '
        'targetNamespace="https://example.org/test">'
        f"{''.join(drawing.roots)}{collaboration}{''.join(drawing.processes)}{_interchange(drawing)}"
        "</definitions>"
    ).encode()


def _interchange(drawing: _Drawing) -> str:
    if not drawing.planes:
        return ""
    plane = "".join(drawing.planes)
    return f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{plane}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"


def draw(text: str) -> Diagram:
    """The drawing, read."""
    return read(drawn(text))
