"""Which paths of a process has nobody walked yet? And walking the next of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.model import Diagram
from bpmn.naming import node_called, tidy
from bpmn.write.viewer import viewer_ids
from engine.coverage import Path, Paths, covering, paths_of, ways_walked
from engine.errors import WalkError
from engine.feasible import Feasible, feasible
from engine.walkthrough import Walkthrough as Walk
from webapp import rates, reading
from webapp.kept import Kept
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Process, Version, Walkthrough
from webapp.walkthroughs import asking
from webapp.walkthroughs.area import of_process
from webapp.walkthroughs.asked import asked_by, typed_for
from webapp.walkthroughs.fitting import Fitted, fitted
from webapp.walkthroughs.planned import Plan
from webapp.walkthroughs.replaying import LIMITS, patterns_of
from webapp.web import db, person

MOST_MARKS = 400
LONGEST = 10_000
"""Steps of a path that is listed, though fewer may be walked on a page."""
_kept: Kept[str, Paths] = Kept(40)


@dataclass(frozen=True)
class PathLine:
    """A path as the page lists it: the walks that took it, and whether answers can lead along it."""

    path: Path
    walks: tuple[Walkthrough, ...]
    feasible: Feasible

    @property
    def words(self) -> tuple[str, ...]:
        """Only the choices that matter."""
        return tuple(turn.words for turn in self.path.turns) or ("No choices: there is only one way",)


@dataclass(frozen=True)
class WayLine:
    """A way out of a decision, and how many walks took it."""

    decision: str
    way: str
    walks: int


class Coverage:
    """The paths of a version and who walked them: the scenarios of the process, and this person's own walks."""

    def __init__(self, process: Process, version: Version) -> None:
        self.process = process
        self.version = version
        self.diagram: Diagram = reading.read(db(), version).diagram
        self.patterns = patterns_of(db(), version)
        self.paths = _paths(version, self.diagram)
        self.kept, self.walks = self._walks()
        self.lines = self._lines()

    @property
    def covered(self) -> int:
        """How many paths somebody walked."""
        return sum(bool(line.walks) for line in self.lines)

    @property
    def next(self) -> PathLine | None:
        """The next path nobody walked: one that answers can lead along before one of which that is not known."""
        open_ = [line for line in self.lines if not line.walks and line.feasible.possible is not False]
        return min(open_, key=lambda line: line.feasible.possible is None, default=None)

    @property
    def ways(self) -> tuple[WayLine, ...]:
        """Every way out of a decision."""
        counted = ways_walked(self.walks)
        named: dict[tuple[str, str], tuple[str, str]] = {}
        for path in self.paths.paths:
            for turn in path.turns:
                for flow, said in zip(turn.chose, turn.said, strict=True):
                    named.setdefault((turn.element, flow), (turn.text, said))
        return tuple(WayLine(*words, counted[key]) for key, words in named.items())

    @property
    def marks(self) -> list[dict[str, str]]:
        """Marks for the picture: the flows out of decisions, and the events that make a difference, walked or not."""
        ids = viewer_ids(self.diagram)
        counted = ways_walked(self.walks)
        every = (turn for path in self.paths.paths for turn in path.turns)
        keys = dict.fromkeys((turn.element, flow) for turn in every for flow in turn.chose or ("",))
        marks = []
        for element, flow in keys:
            key = flow or element
            if not flow or flow in self.diagram.flow_by_key:
                walked = counted[element, flow] > 0
                word = "Walked" if walked else "Not walked"
                kind = "done" if walked else "finding-warning"
                marks.append({"id": ids.get(key, key), "kind": kind, "word": word})
        return marks[:MOST_MARKS]

    def _walks(self) -> tuple[list[Walkthrough], list[Fitted]]:
        every = queries.work.scenarios(db(), self.process)
        every += queries.work.walks_of_process(db(), self.process, person(), asking.remembered())
        kept, walks = [], []
        for one in every:
            try:
                found = fitted(db(), one, self.version)
            except WalkError:
                continue
            if found.why is None:
                kept.append(one)
                walks.append(found)
        return kept, walks

    def _lines(self) -> tuple[PathLine, ...]:
        asked = asked_by(self.diagram, self.patterns)
        took = covering(self.paths.paths, self.walks)
        return tuple(
            PathLine(
                path,
                tuple(self.kept[place] for place in took[path.number]),
                feasible(self.diagram, path, asked),
            )
            for path in self.paths.paths
        )


@of_process.get("/<address>/coverage")
@limiter.limit(rates.WALKS)
def page(address: str) -> ResponseReturnValue:
    """Which paths has nobody walked yet?"""
    found = _asked_for(address)
    return render_template(
        "walkthroughs/coverage.html",
        process=found.process,
        version=found.version,
        found=found,
        untaken=_untaken(found.diagram, found.paths.untaken),
    )


@of_process.post("/<address>/coverage/next")
@limiter.limit(rates.WALKS)
def walk_next(address: str) -> ResponseReturnValue:
    """Begin a walk that follows the next untried path, or the path that the form names."""
    found = _asked_for(address)
    wanted = asking.number(request.form.get("path"))
    line = next((one for one in found.lines if one.path.number == wanted), None) or found.next
    if line is None:
        flash("Every path that can be walked has been walked.", "success")
        return redirect(f"/processes/{found.process.address}/coverage", 303)
    fresh = Walk.start(found.diagram, _process_of(line.path, found.diagram), limits=LIMITS)
    plan = Plan("path", f"path {line.path.number} of {len(found.lines)}", _steps(line, found))
    return asking.to(asking.begun(found.process, found.version.number, fresh, plan=plan))


def _asked_for(address: str) -> Coverage:
    process = asking.find_process(address)
    return Coverage(process, asking.find_version(process))


def _paths(version: Version, diagram: Diagram) -> Paths:
    found = _kept.get(version.sha256)
    if found is None:
        found = paths_of(diagram, limits=replace(LIMITS, steps=LONGEST))
        _kept.put(version.sha256, found)
    return found


def _steps(line: PathLine, found: Coverage) -> tuple[dict[str, Any], ...]:
    """The steps of a path with the answers that lead along it."""
    steps = []
    for place, step in enumerate(line.path.plan()):
        node = found.diagram.node_by_key[step["element"]]
        answers = line.feasible.answers.get(place, {})
        steps.append({**step, "answers": typed_for(node, found.patterns, answers)})
    return tuple(steps)


def _process_of(path: Path, diagram: Diagram) -> str | None:
    return diagram.node_by_key[path.steps[0].element].process if path.steps else None


def _untaken(diagram: Diagram, ways: Sequence[tuple[str, str]]) -> list[str]:
    """Ways that no path takes, in words."""
    words = []
    for element, flow in ways:
        way = diagram.flow_by_key.get(flow)
        name = tidy(way.name) if way and way.name.strip() else flow
        words.append(f"“{name}” at {node_called(diagram, diagram.node_by_key[element])}")
    return words
