"""Similar processes and steps as JSON, the same for pages and commands (docs/contract.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webapp.store.queries.nearest import Near
from webapp.store.queries.processes import ProcessLine
from webapp.store.queries.steps import ServiceHits


def near_json(found: Iterable[Near]) -> list[dict[str, Any]]:
    """Similar processes, most alike first."""
    return [
        {
            **_process(near.line),
            "likeness": near.likeness,
            "why": list(near.why),
            "same_service": near.same_service,
            "steps": list(near.of),
            "alike": [{"a": ours, "b": theirs, "score": score} for ours, theirs, score in near.pairs],
        }
        for near in found
    ]


def hits_json(found: Iterable[ServiceHits]) -> list[dict[str, Any]]:
    """Steps or questions found, by service, then process."""
    return [
        {
            "service": group.lgsl,
            "title": group.service,
            "processes": [
                {
                    **_process(one.line),
                    "hits": [
                        {"element": hit.element, "text": hit.says, "likeness": hit.likeness}
                        for hit in one.hits
                    ],
                }
                for one in group.processes
            ],
        }
        for group in found
    ]


def _process(line: ProcessLine) -> dict[str, Any]:
    return {
        "process": line.id,
        "address": f"/processes/{line.address}",
        "council": line.council,
        "job": line.job,
        "service": line.lgsl,
        "service_title": line.service,
    }
