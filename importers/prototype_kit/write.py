"""The folder of a prototype: every file by its path. Pure: nothing is written to disk here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening, tidy
from bpmn.patterns import Pattern, expand
from importers.prototype_kit.checks import checks
from importers.prototype_kit.pages import letter_view, page_view
from importers.prototype_kit.process import process_json
from importers.prototype_kit.tables import tables_json
from importers.prototype_kit.timers import later

KIT, FRONTEND = "13.20.2", "6.3.0"
_PACKAGE = {
    "name": "guildhall-prototype",
    "version": "1.0.0",
    "private": True,
    "scripts": {
        "dev": "govuk-prototype-kit dev",
        "serve": "govuk-prototype-kit serve",
        "start": "govuk-prototype-kit start",
    },
    "dependencies": {"govuk-frontend": FRONTEND, "govuk-prototype-kit": KIT},
}


def write(diagram: Diagram, patterns: Mapping[str, Pattern], title: str = "") -> dict[str, bytes]:
    """The prototype of a diagram as contents by path. `patterns` are those its steps name, by slug, with the
    settings that shall hold, and the parts of those that are whole services; steps whose pattern is not among them
    are shown as plain steps."""
    title = tidy(title or diagram.name or "A process")
    used = {slug: expand(patterns[slug], patterns) for slug in _slugs(diagram) if slug in patterns}
    blocks = list(dict.fromkeys(block for found in used.values() for block in found))
    made = dict(_fixed(files("importers.prototype_kit") / "app", "app"))
    shown = [_pages(block, number, made) for number, block in enumerate(blocks)]
    pages = {
        slug: [page for one in found for page in shown[blocks.index(one)]] for slug, found in used.items()
    }
    data = {
        "title": title,
        "processes": [_process(diagram, one.key, one.name, pages) for one in diagram.processes],
        "tables": tables_json(blocks),
    }
    made["app/process.json"] = _json(data)
    made["package.json"] = _json(_PACKAGE)
    made["app/config.json"] = _json(
        {"serviceName": title, "useHttps": False, "plugins": {"govuk-frontend": {"rebrand": False}}}
    )
    made[".gitignore"] = b"node_modules\n.tmp\n"
    return dict(sorted(made.items()))


def as_zip(contents: Mapping[str, bytes]) -> bytes:
    """The files as a zip: the same files give the same bytes."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for path, data in contents.items():
            archive.writestr(ZipInfo(f"prototype/{path}", (2026, 1, 1, 0, 0, 0)), data, ZIP_DEFLATED)
    return held.getvalue()


def _slugs(diagram: Diagram) -> list[str]:
    return list(dict.fromkeys(ref.ref for node in diagram.nodes for ref in node.patterns))


def _fixed(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in folder.iterdir():
        inner = f"{path}/{one.name}"
        found += _fixed(one, inner) if one.is_dir() else [(inner, one.read_bytes())]
    return [(name.removeprefix("app/") if name.endswith(".md") else name, data) for name, data in found]


def _pages(pattern: Pattern, number: int, made: dict[str, bytes]) -> list[dict[str, Any]]:
    if not pattern.pages:
        view = f"pages/{number + 1}-letter"
        made[f"app/views/{view}.html"] = letter_view(pattern).encode()
        return [{"view": view, "checks": []}]
    found = []
    for page in range(len(pattern.pages)):
        view = f"pages/{number + 1}-{page + 1}"
        made[f"app/views/{view}.html"] = page_view(pattern, page).encode()
        found.append({"view": view, "checks": checks(pattern, page)})
    return found


def _process(
    diagram: Diagram, key: str, name: str, pages: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    form = process_json(diagram, key)
    elements = {one["element"] for one in form["stations"].values()}
    return {
        **form,
        "key": key,
        "name": _pool(diagram, key) or tidy(name) or "The process",
        "elements": {
            node.key: _element(diagram, node, pages) for node in diagram.nodes if node.key in elements
        },
    }


def _pool(diagram: Diagram, process: str) -> str:
    return next((tidy(pool.name) for pool in diagram.pools if pool.process == process), "")


def _element(diagram: Diagram, node: Node, pages: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    lane = diagram.lane_by_key.get(node.lane or "")
    return {
        "text": tidy(node.name) or opening(node_called(diagram, node)),
        "who": tidy((lane.name if lane else "") or _pool(diagram, node.process)),
        "about": tidy(node.documentation or ""),
        "later": later(node),
        "pages": [page for ref in node.patterns for page in pages.get(ref.ref, [])],
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
