"""Laying out: nothing overlaps, everything lies where it belongs, and long chains do not take long."""

from __future__ import annotations

from itertools import combinations, pairwise
from time import perf_counter

from hypothesis import given, settings

from bpmn.layout import lay_out
from bpmn.layout.order import Arc, columns
from bpmn.model import Bounds, Diagram, Flow, Lane, Node, Pool, Process
from tests.bpmn.diagrams import diagrams


def overlap(one: Bounds, other: Bounds) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def inside(inner: Bounds, outer: Bounds) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def chain(length: int) -> Diagram:
    nodes = [Node(f"n{i}", "task", f"Step {i}", "p", "p") for i in range(length)]
    flows = [Flow(f"f{i}", f"n{i}", f"n{i + 1}", "p") for i in range(length - 1)]
    return Diagram(processes=(Process("p", ""),), nodes=tuple(nodes), flows=tuple(flows))


@given(diagrams())
@settings(max_examples=150, deadline=None)
def test_everything_is_drawn_and_no_two_shapes_overlap(diagram: Diagram) -> None:
    laid = lay_out(diagram)
    keys = [x.key for x in (*diagram.pools, *diagram.lanes, *diagram.nodes, *diagram.data, *diagram.notes)]
    assert set(laid.shapes) == set(keys)
    assert set(laid.edges) == {x.key for x in (*diagram.flows, *diagram.message_flows)}
    for one, other in combinations(diagram.nodes, 2):
        if one.scope == other.scope and other.attached_to != one.key and one.attached_to != other.key:
            assert not overlap(laid.shapes[one.key], laid.shapes[other.key]), (one.key, other.key)
    for one, other in combinations([*diagram.pools, *diagram.notes], 2):
        assert not overlap(laid.shapes[one.key], laid.shapes[other.key])


@given(diagrams())
@settings(max_examples=150, deadline=None)
def test_nodes_lie_in_their_lane_their_pool_and_their_sub_process(diagram: Diagram) -> None:
    laid = lay_out(diagram)
    for node in diagram.nodes:
        box = laid.shapes[node.key]
        if node.lane is not None:
            assert inside(box, laid.shapes[node.lane])
        pool = diagram.pool_of(node)
        if pool is not None:
            assert inside(box, laid.shapes[pool.key])
        if node.scope != node.process:
            assert inside(box, laid.shapes[node.scope])


@given(diagrams())
@settings(max_examples=100, deadline=None)
def test_flows_run_up_down_and_across_from_border_to_border(diagram: Diagram) -> None:
    laid = lay_out(diagram)
    for flow in diagram.flows:
        points = laid.edges[flow.key]
        assert len(points) >= 2
        for (x1, y1), (x2, y2) in pairwise(points):
            assert abs(x1 - x2) < 1e-6 or abs(y1 - y2) < 1e-6
        for point, key in ((points[0], flow.source), (points[-1], flow.target)):
            box = laid.shapes[key]
            on_side = point[0] in (box.x, box.x + box.width) or point[1] in (box.y, box.y + box.height)
            assert on_side
            assert inside(Bounds(*point, 0, 0), box)


@given(diagrams())
@settings(max_examples=150, deadline=None)
def test_flows_pass_through_no_other_shape(diagram: Diagram) -> None:
    laid = lay_out(diagram)
    for flow in diagram.flows:
        others = [
            laid.shapes[node.key]
            for node in diagram.nodes_in(flow.scope)
            if node.key not in (flow.source, flow.target)
            and node.attached_to not in (flow.source, flow.target)
            and diagram.node_by_key[flow.source].attached_to != node.key
        ]
        for (x1, y1), (x2, y2) in pairwise(laid.edges[flow.key]):
            line = Bounds(min(x1, x2), min(y1, y2), abs(x1 - x2) or 0.01, abs(y1 - y2) or 0.01)
            assert not any(overlap(line, box) for box in others)


def test_columns_follow_the_longest_way_and_leave_loops_out() -> None:
    arcs = [
        Arc("1", "a", "b"),
        Arc("2", "b", "c"),
        Arc("3", "a", "c"),
        Arc("4", "c", "a"),
        Arc("5", "b", "b"),
    ]
    assert columns(["a", "b", "c"], arcs) == {"a": 0, "b": 1, "c": 2}


def test_a_thousand_steps_take_less_than_a_second() -> None:
    diagram = chain(1000)
    start = perf_counter()
    laid = lay_out(diagram)
    assert perf_counter() - start < 1
    assert len(laid.shapes) == 1000


def test_lanes_inside_lanes_and_an_empty_lane_all_get_their_strip() -> None:
    nodes = tuple(
        Node(key, "task", key, "p", "p", lane) for key, lane in (("a", "in"), ("b", "outer"), ("c", None))
    )
    lanes = (
        Lane("outer", "Outer", "p", ("b",)),
        Lane("in", "Inner", "p", ("a",), "outer"),
        Lane("empty", "Empty", "p"),
    )
    laid = lay_out(
        Diagram(
            processes=(Process("p", "", "pool"),),
            pools=(Pool("pool", "Pool", "p"),),
            lanes=lanes,
            nodes=nodes,
        )
    )
    assert inside(laid.shapes["in"], laid.shapes["outer"])
    assert inside(laid.shapes["a"], laid.shapes["in"])
    assert inside(laid.shapes["b"], laid.shapes["outer"])
    assert not overlap(laid.shapes["empty"], laid.shapes["outer"])
    assert inside(laid.shapes["c"], laid.shapes["pool"])


def test_an_empty_diagram_stays_empty() -> None:
    assert lay_out(Diagram()).shapes == {}


def test_ways_out_of_a_gateway_leave_by_sides_of_their_own() -> None:
    nodes = (
        Node("a", "task", "Before", "p", "p"),
        Node("g", "exclusiveGateway", "Good?", "p", "p"),
        Node("b", "task", "After", "p", "p"),
    )
    flows = (Flow("1", "a", "g", "p"), Flow("2", "g", "b", "p", "yes"), Flow("3", "g", "a", "p", "no"))
    edges = lay_out(Diagram(processes=(Process("p", ""),), nodes=nodes, flows=flows)).edges
    assert edges["2"][0] != edges["3"][0]
