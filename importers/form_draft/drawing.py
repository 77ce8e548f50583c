"""The process of a form: a task for each page, a decision where its ways part, a merge where they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bpmn.conditions import written
from bpmn.model import Diagram, Flow, Lane, Node, PatternRef, Pool, Process
from importers.form_draft.form import CHECK, Form, FormPage
from importers.wiring import wired

WHO = "Applicant"
_PROCESS, _LANE = "Process_1", "Lane_1"
_OTHERWISE = "Otherwise"
_EARLY = "Ended before anything was sent"


def draw(
    form: Form, pages: Sequence[FormPage], after: Sequence[FormPage], slugs: Mapping[str, str]
) -> Diagram:
    """The diagram, without positions. `pages` are those that can be come to, `after` what follows the questions, in
    order; `slugs` gives the pattern of a page by its key."""
    return _Drawing(form, pages, after, slugs).diagram()


class _Drawing:
    def __init__(
        self, form: Form, pages: Sequence[FormPage], after: Sequence[FormPage], slugs: Mapping[str, str]
    ) -> None:
        self._form, self._pages, self._after, self._slugs = form, pages, after, slugs
        self._key_of = {page.key: f"Page_{number}" for number, page in enumerate(pages, 1)}
        self._key_of[CHECK] = "After_1"
        self._nodes: dict[str, Node] = {}
        self._flows: list[Flow] = []

    def diagram(self) -> Diagram:
        self._node("Start", "startEvent", "Form begun")
        self._flow("Start", self._key_of[self._form.start])
        for page in self._pages:
            self._page(page)
        for number, page in enumerate(self._after, 1):
            self._node(f"After_{number}", "userTask", page.title, self._slugs.get(page.key))
            self._flow(f"After_{number}", f"After_{number + 1}" if number < len(self._after) else "End")
        if self._after:
            self._node("End", "endEvent", "Form sent")
        self._merge()
        return self._assembled()

    def _page(self, page: FormPage) -> None:
        key = self._key_of[page.key]
        if page.shown:
            self._node(key, "userTask", page.title, self._slugs.get(page.key))
        if not page.ways and not page.shown:
            self._node(key, "endEvent", page.title)
        elif not page.ways:
            self._node(f"{key}_end", "endEvent", _EARLY)
            self._flow(key, f"{key}_end")
        elif len(page.ways) == 1 and page.shown:
            self._flow(key, self._key_of[page.ways[0].to])
        else:
            self._decision(page, key)

    def _decision(self, page: FormPage, key: str) -> None:
        gateway = f"{key}_decision" if page.shown else key
        self._node(gateway, "exclusiveGateway", _question(page))
        if page.shown:
            self._flow(key, gateway)
        for way in page.ways:
            flow = self._flow(gateway, self._key_of[way.to])
            condition = None if way.when is None or way.by_hand else written(way.when)
            words = way.words or (way.when.in_words() if way.when else _OTHERWISE)
            self._flows[-1] = replace(flow, name=words[:200], condition=condition)
            if way.otherwise:
                self._nodes[gateway] = replace(self._nodes[gateway], default=flow.key)

    def _merge(self) -> None:
        """Where several ways meet they meet in a gateway first, so that nobody reads it as a join."""
        entering: dict[str, list[int]] = {}
        for number, flow in enumerate(self._flows):
            entering.setdefault(flow.target, []).append(number)
        for target, numbers in entering.items():
            if len(numbers) < 2:
                continue
            key = f"Merge_{target}"
            self._node(key, "exclusiveGateway", "")
            for number in numbers:
                self._flows[number] = replace(self._flows[number], target=key)
            self._flow(key, target)

    def _node(self, key: str, type_: str, name: str, pattern: str | None = None) -> None:
        refs = (PatternRef(pattern),) if pattern else ()
        self._nodes[key] = Node(key, type_, name, _PROCESS, _PROCESS, _LANE, patterns=refs)

    def _flow(self, source: str, target: str) -> Flow:
        self._flows.append(Flow(f"Flow_{len(self._flows) + 1}", source, target, _PROCESS))
        return self._flows[-1]

    def _assembled(self) -> Diagram:
        nodes = wired(self._nodes.values(), self._flows)
        title = self._form.title
        return Diagram(
            name=title,
            processes=(Process(_PROCESS, title, "Pool_1"),),
            pools=(Pool("Pool_1", title, _PROCESS),),
            lanes=(Lane(_LANE, WHO, _PROCESS, tuple(node.key for node in nodes)),),
            nodes=nodes,
            flows=tuple(self._flows),
        )


def _question(page: FormPage) -> str:
    """What a decision asks: the question of the page where it rests on that alone."""
    asked = {one.name: one for one in page.components if one.name}
    names = {name for way in page.ways if way.when for name in way.when.names}
    said = (
        page.title
        if page.title.endswith("?") and names <= set(asked)
        else f"After “{page.title}”: which way?"
    )
    return said if page.shown else f"{page.title}?"
