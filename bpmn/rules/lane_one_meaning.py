"""A lane stands for one role or team, and a role or team has one lane."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Lane
from bpmn.naming import flat, tidy
from bpmn.numerals import in_words

NAME = "lane-one-meaning"
SEVERITY: Severity = "advice"
SUMMARY = "Several lanes share a name, or one lane stands for several roles."
HEADLINE = "{n} lanes that do not stand for one role each"
SEVERAL = re.compile(r"(?<=\w\w\w) ?/ ?(?=\w\w\w)")


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for the lanes of a process that share a name (a lane inside another may repeat its name), for
    each lane named like another pool, and for each whose name joins several with a stroke."""
    groups: dict[tuple[str, str], list[Lane]] = {}
    for lane in diagram.lanes:
        if lane.name.strip() and not _repeats_what_is_around(diagram, lane):
            groups.setdefault((lane.process, _plain(lane.name)), []).append(lane)
    for lanes in groups.values():
        if len(lanes) > 1:
            text = (
                f"{in_words(len(lanes)).capitalize()} lanes are named '{tidy(lanes[0].name)}', so it looks "
                "as if different people did the work in them."
            )
            fix = "Make them one lane, or name them apart if they are different teams."
            yield Finding(NAME, SEVERITY, tuple(lane.key for lane in lanes), text, fix)
    yield from _like_a_pool(diagram)
    for lane in diagram.lanes:
        if SEVERAL.search(lane.name):
            text = (
                f"The lane '{tidy(lane.name)}' stands for several roles, so nobody can tell who does a step."
            )
            yield Finding(NAME, SEVERITY, (lane.key,), text, "Give each role a lane of its own.")


def _like_a_pool(diagram: Diagram) -> Iterator[Finding]:
    named = {_plain(pool.name): pool for pool in diagram.pools if pool.name.strip()}
    for lane in diagram.lanes:
        pool = named.get(_plain(lane.name))
        if pool is not None and lane.process != pool.process:
            text = f"'{tidy(lane.name)}' is a lane of one pool and a pool of its own, so its work is in two places."
            fix = "Keep one of the two, and draw all of its work there."
            yield Finding(NAME, SEVERITY, (lane.key, pool.key), text, fix)


def _repeats_what_is_around(diagram: Diagram, lane: Lane) -> bool:
    around = diagram.lane_by_key.get(lane.parent or "")
    return around is not None and _plain(around.name) == _plain(lane.name)


def _plain(name: str) -> str:
    return flat(name).casefold()
