"""The whole picture: what is drawn, in which order, on how large a sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from bpmn.layout import lay_out
from bpmn.model import Bounds, Diagram, Node
from bpmn.picture import holders, labels, lines, nodes
from bpmn.picture.svg import INK, MARK, PAPER, clean, element, number
from bpmn.picture.tags import Tag, label_bounds, tagged
from bpmn.picture.words import FONT, SIZE, Text

MARGIN = 14.0


def picture(
    diagram: Diagram,
    title: str = "",
    marked: Collection[str] = (),
    tags: Mapping[str, Tag] | None = None,
) -> str:
    """The diagram as one SVG element: pools, lanes, steps, events, gateways, data, notes and what joins them, where
    the file draws them. A diagram without any drawing is laid out first; what is missing from a drawing, or lies in
    a closed sub-process, is not shown. `title` says to a screen reader what the picture shows. The elements whose
    keys are `marked` are drawn in red; steps, events and gateways in `tags` get a frame and its word.

    Everything from the file is escaped; there are no ids, scripts, styles or links in the result, so that several may
    stand on one page.
    """
    drawn = diagram if diagram.shapes else lay_out(diagram)
    return _Picture(drawn, frozenset(marked), tags or {}).svg(title)


class _Picture:
    def __init__(self, diagram: Diagram, marked: frozenset[str], tags: Mapping[str, Tag]) -> None:
        self.diagram = diagram
        self.marked = marked
        self.tags = tags
        self.texts: list[Text] = []

    def svg(self, title: str) -> str:
        body = "".join([*self._holders(), *self._lines(), *self._nodes(), *self._light_things()])
        body += "".join(text.svg() for text in self.texts)
        body += "".join(tagged(self.tags[key], bounds) for key, bounds in self._tagged())
        x, y, width, height = self._sheet()
        sheet = Bounds(x, y, width, height)
        return element(
            "svg",
            (element("title", clean(title)) if title else "")
            + element("rect", x=sheet.x, y=sheet.y, width=width, height=height, fill=PAPER)
            + element("g", body, font_family=FONT, font_size=SIZE, fill=INK),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=" ".join(number(value) for value in (x, y, width, height)),
            width=width,
            height=height,
            role="img",
        ).replace("><", ">\n<")

    @cached_property
    def _open(self) -> frozenset[str]:
        """The sub-processes and call activities whose contents are drawn inside them."""
        shapes = self.diagram.shapes
        return frozenset(
            node.key
            for node in self.diagram.nodes
            if node.key in shapes and self._is_open(node, shapes[node.key])
        )

    def _is_open(self, node: Node, bounds: Bounds) -> bool:
        if bounds.expanded is not None or not node.is_sub_process:
            return bool(bounds.expanded) and (node.is_sub_process or node.type == "callActivity")
        inside = (self.diagram.shapes.get(held.key) for held in self.diagram.nodes_in(node.key))
        return any(held is not None and _holds(bounds, held) for held in inside)

    @cached_property
    def _shown(self) -> tuple[Node, ...]:
        hidden: set[str] = set()
        shown = []
        for node in self.diagram.nodes:
            around = node.scope in self.diagram.node_by_key
            if around and (node.scope in hidden or node.scope not in self._open):
                hidden.add(node.key)
            elif node.key in self.diagram.shapes:
                shown.append(node)
        return tuple(shown)

    @cached_property
    def _shown_keys(self) -> frozenset[str]:
        return frozenset(node.key for node in self._shown)

    def _tagged(self) -> Iterable[tuple[str, Bounds]]:
        for node in self._shown:
            if node.key in self.tags:
                yield node.key, self.diagram.shapes[node.key]

    def _holders(self) -> Iterable[str]:
        shapes = self.diagram.shapes
        for pool in self.diagram.pools:
            if pool.key in shapes:
                is_closed = pool.process is None
                yield holders.pool(pool.name, shapes[pool.key], is_closed, pool.key in self.marked)
        for lane in self.diagram.lanes:
            if lane.key in shapes:
                yield holders.lane(lane.name, shapes[lane.key], lane.key in self.marked)
        for note in self.diagram.notes:
            if note.key in shapes and note.type == "group":
                yield holders.note(note, shapes[note.key], note.key in self.marked)
        for node in self._shown:
            if node.key in self._open:
                yield nodes.activity(node, shapes[node.key], True, node.key in self.marked)

    def _lines(self) -> Iterable[str]:
        shapes = self.diagram.shapes
        pairs = [(note.key, about) for note in self.diagram.notes for about in note.about]
        pairs += self.diagram.associations
        for one, other in pairs:
            if one in shapes and other in shapes:
                yield lines.association(shapes[one], shapes[other], one in self.diagram.node_by_key)
        for node in self._shown:
            for key in node.data_in:
                if key in shapes:
                    yield lines.association(shapes[key], shapes[node.key], True)
            for key in node.data_out:
                if key in shapes:
                    yield lines.association(shapes[node.key], shapes[key], True)
        yield from self._flows()
        for flow in self.diagram.message_flows:
            points = self.diagram.edges.get(flow.key)
            if points is not None:
                yield lines.message(points, MARK if flow.key in self.marked else INK)
                self.texts.append(labels.in_middle(flow.name, points))

    def _flows(self) -> Iterable[str]:
        for flow in self.diagram.flows:
            points = self.diagram.edges.get(flow.key)
            if points is None or not {flow.source, flow.target} <= self._shown_keys:
                continue
            source = self.diagram.node_by_key[flow.source]
            ink = MARK if flow.key in self.marked else INK
            conditional = flow.condition is not None and source.is_activity
            yield lines.sequence(points, source.default == flow.key, conditional, ink)
            if flow.name.strip():
                self.texts.append(labels.near_start(flow.name, points, source.default == flow.key))

    def _nodes(self) -> Iterable[str]:
        # What sits on a border is drawn over it.
        for node in sorted(self._shown, key=lambda node: node.type == "boundaryEvent"):
            bounds, marked = self.diagram.shapes[node.key], node.key in self.marked
            if node.is_event:
                yield nodes.event(node, bounds, marked)
                self.texts.append(labels.beside_event(node, bounds, self._ends(node)))
            elif node.is_gateway:
                yield nodes.gateway(node, bounds, marked)
                self.texts.append(labels.beside_gateway(node, bounds, self._ends(node)))
            elif node.key not in self._open:
                yield nodes.activity(node, bounds, False, marked)

    def _ends(self, node: Node) -> list[tuple[float, float]]:
        edges = self.diagram.edges
        out = [edges[key][0] for key in node.outgoing if key in edges]
        return (
            out
            + [edges[key][-1] for key in node.incoming if key in edges]
            + self._message_ends.get(node.key, [])
        )

    @cached_property
    def _message_ends(self) -> dict[str, list[tuple[float, float]]]:
        found: dict[str, list[tuple[float, float]]] = {}
        for flow in self.diagram.message_flows:
            if points := self.diagram.edges.get(flow.key):
                found.setdefault(flow.source, []).append(points[0])
                found.setdefault(flow.target, []).append(points[-1])
        return found

    def _light_things(self) -> Iterable[str]:
        shapes = self.diagram.shapes
        for data in self.diagram.data:
            hidden = data.scope in self.diagram.node_by_key and data.scope not in self._open
            if data.key in shapes and not hidden:
                yield holders.data(data, shapes[data.key], data.key in self.marked)
                self.texts.append(labels.under(data.name, shapes[data.key]))
        for note in self.diagram.notes:
            if note.key in shapes and note.type == "textAnnotation":
                yield holders.note(note, shapes[note.key], note.key in self.marked)

    def _sheet(self) -> tuple[float, float, float, float]:
        """The least sheet that everything is on: left, top, width, height."""
        holding = (*self.diagram.pool_by_key, *self.diagram.lane_by_key, *self._shown_keys)
        light = (*(data.key for data in self.diagram.data), *(note.key for note in self.diagram.notes))
        boxes = [self.diagram.shapes[key] for key in (*holding, *light) if key in self.diagram.shapes]
        boxes += [text.bounds for text in self.texts if text.lines]
        boxes += [label_bounds(self.tags[key], bounds) for key, bounds in self._tagged()]
        for points in self.diagram.edges.values():
            boxes += [Bounds(x, y, 0.0, 0.0) for x, y in points]
        if not boxes:
            return 0.0, 0.0, 2 * MARGIN, 2 * MARGIN
        left, top = min(held.x for held in boxes) - MARGIN, min(held.y for held in boxes) - MARGIN
        right = max(held.x + held.width for held in boxes) + MARGIN
        bottom = max(held.y + held.height for held in boxes) + MARGIN
        return left, top, right - left, bottom - top


def _holds(outer: Bounds, inner: Bounds) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height
