"""Diagrams made to take the square of their size, and several comparisons at the same time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bpmn import signature
from bpmn.compare import compare, meaning
from bpmn.model import Diagram, Flow, Lane, Node, Process
from bpmn.parts import who
from bpmn.signature import SaidGraph, same, twins_of
from tests.bpmn.compare.changing import renamed


def alike(size: int) -> Diagram:
    """Gateways of which each leads to every other: nothing tells one from another."""
    nodes = tuple(Node(f"G{n}", "inclusiveGateway", "", "P", "P") for n in range(size))
    flows = tuple(
        Flow(f"F{a}-{b}", f"G{a}", f"G{b}", "P") for a in range(size) for b in range(size) if a != b
    )
    return Diagram(processes=(Process("P", ""),), nodes=nodes, flows=flows)


def test_what_is_alike_all_over_is_given_up_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    diagram = alike(8)
    other = renamed(diagram)
    assert same(SaidGraph(diagram), SaidGraph(other)) is not None
    monkeypatch.setattr(signature, "MOST_WORK", 10)
    assert same(SaidGraph(diagram), SaidGraph(other)) is None
    assert twins_of(diagram, diagram) == {node.key: node.key for node in diagram.nodes}


def test_a_choice_that_fails_is_taken_back_whole() -> None:
    """Two rings of three are no ring of six, though every element looks like every other."""

    def rings(*sizes: int) -> Diagram:
        keys = [(ring, n) for ring, size in enumerate(sizes) for n in range(size)]
        nodes = tuple(Node(f"T{ring}-{n}", "task", "", "P", "P") for ring, n in keys)
        flows = tuple(Flow(f"F{r}-{n}", f"T{r}-{n}", f"T{r}-{(n + 1) % sizes[r]}", "P") for r, n in keys)
        return Diagram(processes=(Process("P", ""),), nodes=nodes, flows=flows)

    assert same(SaidGraph(rings(3, 3)), SaidGraph(rings(6))) is None
    assert same(SaidGraph(rings(6)), SaidGraph(rings(3, 3))) is None
    assert same(SaidGraph(rings(3, 4)), SaidGraph(renamed(rings(4, 3), 3))) is not None


def test_the_names_of_lanes_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    size = 60
    nodes = tuple(Node(f"T{n}", "task", f"Step {n}", "P", "P", f"L{n}") for n in range(size))
    lanes = tuple(Lane(f"L{n}", f"Team {n}", "P") for n in range(size))
    diagram = Diagram(processes=(Process("P", ""),), nodes=nodes, lanes=lanes)
    asked: list[str] = []
    guess = who.guess
    monkeypatch.setattr(who, "guess", lambda name: (asked.append(name), guess(name))[1])
    compare(diagram, renamed(diagram))
    assert len(asked) < 60 * size


def test_a_name_of_brackets_that_never_close_is_cut() -> None:
    assert who.guess("(" * 1_000_000) is None
    assert who.guess("Resident " + "(" * 1_000_000) == "resident"


@pytest.fixture
def quick_switches() -> Iterator[None]:
    """Threads that take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("quick_switches")
def test_stems_do_not_mix_when_several_compare_at_once() -> None:
    words = [
        f"{stem}{ending}"
        for stem in ("applica", "collec", "inspec", "regula")
        for ending in ("tion", "tions", "ted", "ting")
    ] * 20
    right = {word: meaning.stem(word) for word in words}
    alone = meaning.stem.__wrapped__
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: {word: alone(word) for word in words}, range(16)):
            assert found == right
