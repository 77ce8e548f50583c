"""The pages of a prototype: every view of every example as Nunjucks shows it with GOV.UK Frontend, and a case that
goes through its routes."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from bpmn.patterns import Component, Page, Pattern
from bpmn.reader import read
from importers.prototype_kit.pages import page_view
from importers.prototype_kit.write import write
from tests.drawing import drawn
from tests.importers.node import HERE, NEEDS_NODE, run
from tests.webapp.patterns.dom import dom, text_of
from webapp.examples.starters import starters

pytestmark = NEEDS_NODE
EXAMPLES = sorted((HERE.parents[1] / "webapp" / "examples").glob("*.bpmn"))
MODULES = Path(os.environ.get("GUILDHALL_PROTOTYPE_MODULES", "/nowhere"))
NEEDS_MODULES = pytest.mark.skipif(
    not (MODULES / "nunjucks").is_dir(),
    reason="set GUILDHALL_PROTOTYPE_MODULES to the node_modules of an installed prototype",
)
PERMIT = drawn("""
pool R "Resident" part=resident {
  start S "Needs a permit"
  userTask Q "Say who you are" pattern=full-name
  userTask P "Say whether you qualify" pattern=eligibility-check
  xor G "Can they have one?"
  task A "Wait"
  end Y "Has a permit"
  end N "Has none"
  S -> Q -> P -> G
  G -> A : yes [eligible == "yes"]
  G -> N : no [eligible == "no"]
  A -> Y
}
""")


def _texts(made: dict[str, bytes], folder: str) -> dict[str, str]:
    return {
        name.removeprefix(folder): data.decode() for name, data in made.items() if name.startswith(folder)
    }


def _pages(made: dict[str, bytes]) -> list[dict[str, Any]]:
    """Each view of the patterns twice: as it is met first, and with everything answered wrongly."""
    title = json.loads(made["app/process.json"])["title"]
    elements = [
        step for one in json.loads(made["app/process.json"])["processes"] for step in one["elements"].values()
    ]
    shared = {
        "title": title,
        "serviceName": title,
        "at": "do A",
        "page": 0,
        "said": {},
        "marked": {},
        "soFar": [],
    }
    found = []
    for step in elements:
        for page in step["pages"]:
            names = [one["name"] for one in page["checks"]]
            faults = {name: {"text": f"Wrong: {name}", "fields": []} for name in names}
            plain = {
                **shared,
                "element": step,
                "typed": {},
                "faults": {},
                "list": [],
                "others": [],
                "steps": [],
            }
            wrong = {
                **plain,
                "typed": dict.fromkeys(names, "<b>typed</b>"),
                "faults": faults,
                "list": [{"text": one["text"], "href": "#x"} for one in faults.values()],
                "others": [{"at": "time%20T", "text": "The time passes"}],
                "steps": [1],
            }
            found += [{"view": page["view"], "data": plain}, {"view": page["view"], "data": wrong}]
    return found


@NEEDS_MODULES
def test_every_view_of_every_example_is_shown_whole() -> None:
    asked: list[dict[str, Any]] = []
    for path in EXAMPLES:
        made = write(read(path.read_bytes()), starters(), path.stem)
        asked.append({"views": _texts(made, "app/views/"), "pages": _pages(made)})
    shown = run(HERE / "render.js", str(MODULES), asked=asked)
    looked_at = 0
    for path, one, pages in zip(EXAMPLES, asked, shown, strict=True):
        for page, html in zip(one["pages"], pages, strict=True):
            _looked_at(f"{path.stem} {page['view']}", page["data"], html)
            looked_at += 1
    assert looked_at > 200


def _looked_at(where: str, data: dict[str, Any], html: str) -> None:
    assert not html.startswith("FAILED"), f"{where}: {html}"
    assert not re.search(r"\{\{|\}\}|\{%|%\}|undefined|\[object", html), where
    assert "<b>typed</b>" not in html, where
    root = dom(html)
    assert len(root.findall(".//h1")) == 1, where
    words = text_of(root)
    assert all(words.count(fault["text"]) == 2 for fault in data["faults"].values()), where
    fields = {field.get("name") for kind in ("input", "select", "textarea") for field in root.iter(kind)}
    assert all(name in fields or f"{name}-day" in fields for name in data["faults"]), where


@NEEDS_MODULES
def test_every_starter_is_shown_whole() -> None:
    drawing = "".join(f'userTask T{n} "Step {n}" pattern={slug}\n' for n, slug in enumerate(starters()))
    made = write(read(drawn('start S "S"\n' + drawing + 'end E "E"\nS -> T0 -> E')), starters())
    pages = _pages(made)
    shown = run(
        HERE / "render.js", str(MODULES), asked=[{"views": _texts(made, "app/views/"), "pages": pages}]
    )[0]
    for page, html in zip(pages, shown, strict=True):
        _looked_at(page["view"], page["data"], html)


@pytest.fixture
def permit(tmp_path: Path) -> Path:
    for name, data in write(read(PERMIT), starters(), "A permit").items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


BEGUN: list[tuple[str, str, dict[str, str]]] = [("post", "/step?at=start%20S", {})]


def click(folder: Path, *asked: tuple[Any, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(HERE / "drive.js", str(folder), asked=[list(one) for one in asked])
    return found


def test_a_case_starts_is_refused_goes_on_and_goes_back(permit: Path) -> None:
    first, started, begun, empty, good, back = click(
        permit,
        ("get", "/"),
        ("get", "/begin/0"),
        *BEGUN,
        ("post", "/step?at=do%20Q", {}),
        ("post", "/step?at=do%20Q", {"full_name": "Jo <b>Bloggs</b>"}),
        ("get", "/back"),
    )
    assert first["view"] == "guildhall-index"
    assert started["data"]["element"]["text"] == "Needs a permit"
    assert begun["data"]["element"]["text"] == "Say who you are"
    assert begun["data"]["list"] == []
    assert empty["data"]["list"][0]["href"] == "#full_name"
    assert good["data"]["element"]["text"] == "Say whether you qualify"
    assert good["data"]["said"]["full_name"] == "Jo <b>Bloggs</b>"
    assert back["data"]["element"]["text"] == "Say who you are"


def test_a_step_that_cannot_be_done_now_changes_nothing(permit: Path) -> None:
    late, odd, none = click(
        permit,
        ("post", "/step?at=do%20A", {}),
        ("post", "/step?at=__proto__&page=-1", {"__proto__": "x"}),
        ("get", "/begin/7"),
    )
    assert late["data"]["element"] == odd["data"]["element"]
    assert none["view"] == "guildhall-index"


def test_the_rules_decide_after_the_page_that_asks(permit: Path) -> None:
    name = {"full_name": "Jo"}
    for ticked, end in ((["first", "second"], "Has a permit"), (["first"], "Has none")):
        asked = [
            ("get", "/begin/0"),
            *BEGUN,
            ("post", "/step?at=do%20Q", name),
            ("post", "/step?at=do%20P", {"conditions_met": ticked}),
        ]
        shown = click(permit, *asked, ("post", "/step?at=do%20A", {}))[-1]
        assert shown["view"] == "guildhall-end"
        assert shown["data"]["ends"] == [end]


def test_what_a_pattern_may_not_hold_is_not_in_a_view() -> None:
    part = Component("inset-text", params={"html": "<script>alert(1)</script>"})
    view = page_view(Pattern("p", "pages", pages=(Page("T", "", (part,)),)), 0)
    assert "script" not in view
    assert "cannot be shown" in view
