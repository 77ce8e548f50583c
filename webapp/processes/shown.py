"""A version made ready for its pages: words, who is who, findings with names and marks for the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bpmn.model import Diagram, Node
from bpmn.naming import called
from bpmn.parts import Involvement, PartView, involvement, parts
from bpmn.rules import headline
from bpmn.words import NO_TITLES, Step, describe
from bpmn.write.viewer import viewer_ids
from webapp.actions import accepting
from webapp.store.tables import AcceptedFinding, Version

SEVERITY_WORDS = {"error": "Error", "warning": "Warning", "advice": "Advice"}
MOST_MARKS = 60
MOST_MARKED = 8
"""A finding about more elements than this is about the file as a whole and marks none of them."""
MOST_MAIN = 3


@dataclass(frozen=True)
class Holder:
    """A pool or lane, and what part it plays."""

    key: str
    name: str
    kind: str
    view: PartView


@dataclass(frozen=True)
class ShownFinding:
    """A finding: the keys of its elements, and the viewer's ids of them. `accepted` says who leaves it as it is,
    and why; `show_me` is the address of the case that runs into it."""

    rule: str
    severity: str
    text: str
    fix: str | None
    keys: tuple[str, ...]
    elements: tuple[str, ...]
    accepted: AcceptedFinding | None = None
    show_me: str | None = None

    @property
    def severity_words(self) -> str:
        """The severity as a word."""
        return SEVERITY_WORDS[self.severity]


class Shown:
    """What the pages of a version show. Everything is worked out when it is first asked for."""

    def __init__(
        self,
        diagram: Diagram,
        version: Version,
        accepted: tuple[AcceptedFinding, ...] = (),
        titles: Mapping[str, str] = NO_TITLES,
    ) -> None:
        self.diagram = diagram
        self.version = version
        self._accepted = accepted
        self._titles = titles

    @cached_property
    def ids(self) -> dict[str, str]:
        """The viewer's id of every node and flow."""
        return viewer_ids(self.diagram)

    @cached_property
    def words(self) -> tuple[Step, ...]:
        """The diagram in words."""
        return describe(self.diagram, self._titles)

    @cached_property
    def involvement(self) -> Involvement:
        """Touch points and handovers."""
        return involvement(self.diagram)

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """Every named pool and lane with its part. A pool whose lanes do all the work is left out of the question."""
        views = parts(self.diagram)
        with_lanes = {lane.process for lane in self.diagram.lanes}
        pools = [
            Holder(pool.key, pool.name, "pool", views[pool.key])
            for pool in self.diagram.pools
            if pool.name and pool.key in views and pool.process not in with_lanes
        ]
        lanes = [
            Holder(lane.key, lane.name, "lane", views[lane.key])
            for lane in self.diagram.lanes
            if lane.name and lane.key in views
        ]
        return tuple(pools + lanes)

    @cached_property
    def all_findings(self) -> tuple[ShownFinding, ...]:
        """What the check found, gravest first, accepted or not."""
        return tuple(self._finding(item) for item in self.version.findings)

    @cached_property
    def findings(self) -> tuple[ShownFinding, ...]:
        """What the check found and nobody accepted, gravest first."""
        return tuple(finding for finding in self.all_findings if finding.accepted is None)

    @cached_property
    def accepted_findings(self) -> tuple[ShownFinding, ...]:
        """What the council knows about and leaves as it is."""
        return tuple(finding for finding in self.all_findings if finding.accepted is not None)

    @cached_property
    def open_counts(self) -> dict[str, int]:
        """How many findings of each severity nobody accepted."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITY_WORDS}

    @cached_property
    def main_findings(self) -> tuple[ShownFinding, ...]:
        """The three that matter: advice only when there is nothing graver, and each of another kind where there
        are as many."""
        grave = [finding for finding in self.findings if finding.severity != "advice"] or list(self.findings)
        first = list({finding.rule: finding for finding in reversed(grave)}.values())[::-1]
        chosen = [*first, *(finding for finding in grave if finding not in first)][:MOST_MAIN]
        return tuple(finding for finding in self.findings if finding in chosen)

    @cached_property
    def other_findings(self) -> tuple[tuple[str, tuple[ShownFinding, ...]], ...]:
        """The rest, grouped by rule: what to write over them ("12 gateways that decide nothing"), and the findings."""
        groups: dict[str, list[ShownFinding]] = {}
        main = set(self.main_findings)
        for finding in self.findings:
            if finding not in main:
                groups.setdefault(finding.rule, []).append(finding)
        return tuple((headline(rule, len(items)), tuple(items)) for rule, items in groups.items())

    @property
    def marks(self) -> list[dict[str, str]]:
        """Marks for the picture: where errors and warnings are."""
        found: dict[str, dict[str, str]] = {}
        for finding in self.findings:
            if finding.severity == "advice" or len(finding.elements) > MOST_MARKED:
                continue
            for key, element in zip(finding.keys, finding.elements, strict=True):
                if key in self.diagram.flow_by_key and finding.severity != "error":
                    continue
                found.setdefault(
                    element,
                    {"id": element, "kind": f"finding-{finding.severity}", "word": finding.severity_words},
                )
        return list(found.values())[:MOST_MARKS]

    @cached_property
    def attachable(self) -> tuple[Node, ...]:
        """The steps that may carry a pattern: tasks and message events."""
        return tuple(
            node
            for node in self.diagram.nodes
            if (node.is_activity and not node.is_sub_process)
            or (node.is_event and any(event.kind == "message" for event in node.events))
        )

    def name(self, key: str) -> str:
        """How to call an element when talking to people."""
        node = self.diagram.node_by_key.get(key)
        return (node.name or called(self.diagram, key)) if node is not None else key

    def viewer_id(self, key: str) -> str:
        """The id of an element in the picture."""
        return self.ids.get(key, key)

    def _show_me(self, item: dict[str, Any]) -> str | None:
        for number, fault in enumerate(self.version.soundness.get("faults", ()), start=1):
            if fault["kind"] == item["rule"] and list(fault["elements"]) == list(item["elements"]):
                return f"/processes/{self.version.process.address}/versions/{self.version.number}/faults/{number}"
        return None

    def _finding(self, item: dict[str, Any]) -> ShownFinding:
        keys = tuple(item["elements"])
        return ShownFinding(
            item["rule"],
            item["severity"],
            item["text"],
            item.get("fix"),
            keys,
            tuple(self.ids.get(key, key) for key in keys),
            accepting.find(self._accepted, item["rule"], keys, self.diagram),
            self._show_me(item),
        )
