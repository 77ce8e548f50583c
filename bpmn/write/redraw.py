"""Small changes to what a file draws: a gateway of another type, a new node, a flow that leads elsewhere. Bytes are
spliced: everything else stays as it was, and what is added carries its own namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from bpmn.document import load
from bpmn.errors import CannotEdit, UnreadableDocument
from bpmn.reading.names import BPMN, BPMN_DI, DC, DI
from bpmn.write.spans import Span, splice, whole

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Redrawing:
    """Changes to one file, made all at once by `bytes()`. Elements are named by the ids in the file. Raises
    `CannotEdit` for an id that no one element has."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ruler, root = whole(data)
        self._by_id: dict[str, list[Span]] = {}
        self._drawn: dict[str, Span] = {}
        self._plane: Span | None = None
        self._changes: list[tuple[int, int, bytes]] = []
        self._taken: set[str] = set()
        for span in _all(root):
            self._note(span)

    def bytes(self) -> bytes:
        """The file with all the changes; it is read again before it is given away."""
        made = splice(self._data, self._changes)
        try:
            load(made)
        except UnreadableDocument as fault:
            raise CannotEdit(
                f"The change would break the file, so it was not made ({fault.reason})."
            ) from fault
        return made

    # what is there

    def box(self, key: str) -> Box | None:
        """Where a node is drawn: x, y, width, height; None when it is not."""
        shape = self._drawn.get(key)
        bounds = next(iter(shape.holds(DC, "Bounds")), None) if shape is not None else None
        if bounds is None:
            return None
        try:
            x, y, width, height = (float(bounds.attributes[name]) for name in ("x", "y", "width", "height"))
        except (KeyError, ValueError):
            return None
        return x, y, width, height

    def new_id(self, wanted: str) -> str:
        """An id that nothing in the file has."""
        found, number = wanted, 2
        while found in self._by_id or found in self._taken:
            found, number = f"{wanted}_{number}", number + 1
        self._taken.add(found)
        return found

    # changes

    def retype(self, key: str, type_: str) -> None:
        """Make an element one of another type; a default flow that the new type cannot have goes."""
        span = self._one(key)
        name = _written(span, type_)
        start = span.start + self._ruler.width
        old = self._ruler.encode(_written(span, span.name))
        self._changes.append((start, start + len(old), self._ruler.encode(name)))
        if not span.self_closed:
            close = span.close + 2 * self._ruler.width
            self._changes.append((close, close + len(old), self._ruler.encode(name)))
        if type_ in ("parallelGateway", "eventBasedGateway") and "default" in span.attributes:
            self._attribute(span, "default", None)
        if type_ == "exclusiveGateway" and (shape := self._drawn.get(key)) is not None:
            # Without it many tools draw the diamond empty (BPMN 2.0.2, 12.2.3.3).
            self._show_marker(shape)

    def retarget(self, flow: str, source: str | None = None, target: str | None = None) -> None:
        """Let a sequence flow begin or end elsewhere."""
        span = self._one(flow)
        for name, child, node in (("sourceRef", "outgoing", source), ("targetRef", "incoming", target)):
            if node is not None:
                self._forget(span.attributes.get(name, ""), child, flow)
                self._attribute(span, name, node)

    def add_node(self, near: str, type_: str, key: str, name: str, box: Box | None, inner: str = "") -> None:
        """A new node beside another, in the same scope and lane. `inner` is what the element holds, with `{p}` where
        a prefix belongs."""
        span = self._one(near)
        label = f" name={quoteattr(name)}" if name else ""
        prefix = _prefix(span)
        held = inner.format(p=prefix)
        tag = f"{prefix}{type_}"
        text = (
            f"<{tag} id={quoteattr(key)}{label}>{held}</{tag}>"
            if held
            else f"<{tag} id={quoteattr(key)}{label}/>"
        )
        self._beside(span, text)
        self._into_lane(near, key)
        if box is not None:
            bounds = " ".join(f'{name}="{_number(value)}"' for name, value in zip("xy", box[:2], strict=True))
            bounds += f' width="{_number(box[2])}" height="{_number(box[3])}"'
            self._draw("BPMNShape", key, f'<dc:Bounds xmlns:dc="{DC}" {bounds}/>')

    def add_flow(self, near: str, key: str, source: str, target: str, points: tuple[Point, ...] = ()) -> None:
        """A new sequence flow in the scope of a node."""
        span = self._one(near)
        ends = f"sourceRef={quoteattr(source)} targetRef={quoteattr(target)}"
        self._beside(span, f"<{_prefix(span)}sequenceFlow id={quoteattr(key)} {ends}/>")
        if len(points) > 1:
            way = "".join(
                f'<di:waypoint xmlns:di="{DI}" x="{_number(x)}" y="{_number(y)}"/>' for x, y in points
            )
            self._draw("BPMNEdge", key, way)

    def end_line(self, flow: str, box: Box) -> None:
        """Let the line of a flow end at the edge of a box, on the side it comes from."""
        edge = self._drawn.get(flow)
        points = edge.holds(DI, "waypoint") if edge is not None else []
        if len(points) < 2:
            return
        try:
            before = float(points[-2].attributes["y"])
        except (KeyError, ValueError):
            return
        x, y, width, height = box
        at = (x, y + height / 2)
        if before < y:
            at = (x + width / 2, y)
        elif before > y + height:
            at = (x + width / 2, y + height)
        self._attribute(points[-1], "x", _number(at[0]))
        self._attribute(points[-1], "y", _number(at[1]))

    # bytes

    def _note(self, span: Span) -> None:
        key = span.attributes.get("id", "").strip()
        if span.namespace == BPMN and key:
            self._by_id.setdefault(key, []).append(span)
        elif key:
            self._taken.add(key)
        if span.namespace == BPMN_DI and span.name in ("BPMNShape", "BPMNEdge"):
            self._drawn.setdefault(span.attributes.get("bpmnElement", "").strip(), span)
        if span.namespace == BPMN_DI and span.name == "BPMNPlane" and self._plane is None:
            self._plane = span

    def _one(self, key: str) -> Span:
        found = self._by_id.get(key, [])
        if len(found) != 1:
            raise CannotEdit(
                f"The file has {len(found) or 'no'} elements with the id “{key}”: nothing can be changed there."
            )
        return found[0]

    def _beside(self, span: Span, text: str) -> None:
        self._changes.append((span.end, span.end, self._ruler.encode(text)))

    def _draw(self, kind: str, key: str, inner: str) -> None:
        plane = self._plane
        if plane is None or plane.self_closed:
            return
        tag = f"{_prefix(plane)}{kind}"
        text = f"<{tag} id={quoteattr(self.new_id(f'{key}_di'))} bpmnElement={quoteattr(key)}>{inner}</{tag}>"
        self._changes.append((plane.close, plane.close, self._ruler.encode(text)))

    def _into_lane(self, near: str, key: str) -> None:
        for spans in self._by_id.values():
            for lane in spans:
                for ref in lane.holds(BPMN, "flowNodeRef") if lane.name == "lane" else ():
                    if self._text(ref) == near:
                        name = _written(ref, "flowNodeRef")
                        self._beside(ref, f"<{name}>{key}</{name}>")
                        return

    def _forget(self, node: str, child: str, flow: str) -> None:
        for span in self._by_id.get(node.strip(), ()):
            for ref in span.holds(BPMN, child):
                if self._text(ref) == flow:
                    self._changes.append((ref.start, ref.end, b""))

    def _text(self, span: Span) -> str:
        return self._data[span.inside : span.close].decode(self._ruler.codec, "replace").strip()

    def _show_marker(self, shape: Span) -> None:
        if "isMarkerVisible" in shape.attributes:
            self._attribute(shape, "isMarkerVisible", "true")
            return
        name = self._ruler.encode(f"<{_written(shape, shape.name)}")
        at = shape.start + len(name)
        self._changes.append((at, at, self._ruler.encode(' isMarkerVisible="true"')))

    def _attribute(self, span: Span, name: str, value: str | None) -> None:
        tag = self._data[span.start : span.inside].decode(self._ruler.codec)
        found = re.search(rf"\s{name}\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
        if found is None:
            return
        start = span.start + len(
            self._ruler.encode(tag[: found.start(1) if value is not None else found.start()])
        )
        end = span.start + len(self._ruler.encode(tag[: found.end()]))
        new = self._ruler.encode(quoteattr(value)) if value is not None else b""
        self._changes.append((start, end, new))


def _all(root: Span) -> Iterator[Span]:
    rest = [root]
    while rest:
        span = rest.pop()
        yield span
        rest += span.children


def _prefix(span: Span) -> str:
    return f"{span.prefix}:" if span.prefix else ""


def _written(span: Span, name: str) -> str:
    return f"{_prefix(span)}{name}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
