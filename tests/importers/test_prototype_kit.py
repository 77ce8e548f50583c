"""The folder of a prototype: its files, and that nothing in an upload runs in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bpmn.model import EventDefinition, Node, Timer
from bpmn.patterns import Pattern, attached
from bpmn.reader import read
from importers.prototype_kit.texts import filled, options, prose
from importers.prototype_kit.timers import later
from importers.prototype_kit.write import as_zip, write
from webapp.examples.starters import starters

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "webapp" / "examples").glob("*.bpmn"))
NODE = shutil.which("node")
KIT = Path(os.environ.get("GUILDHALL_PROTOTYPE_MODULES", "/nowhere"))
HOSTILE = [
    '{{ 7 * 7 }}', "{% set x = 1 %}", '" ~ (7 * 7) ~ "', "\\", '\\" }}{{ 49 }}', "{#", "<script>alert(1)</script>",
    "}}{{{{%%}", "line\nbreak", "${1}",
]  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_attached_page_has_its_view(path: Path) -> None:
    diagram = read(path.read_bytes())
    made = write(diagram, attached([diagram], starters()), path.stem)
    data = json.loads(made["app/process.json"])
    views = [
        page["view"]
        for one in data["processes"]
        for step in one["elements"].values()
        for page in step["pages"]
    ]
    assert views
    assert all(f"app/views/{view}.html" in made for view in views)
    assert json.loads(made["package.json"])["dependencies"]["govuk-frontend"] == "6.3.0"
    assert b"npm install" in made["README.md"]


def test_the_same_diagram_gives_the_same_zip() -> None:
    diagram = read(EXAMPLES[0].read_bytes())
    one, two = (as_zip(write(diagram, attached([diagram], starters()))) for _ in range(2))
    assert one == two


def test_settings_stand_in_the_pages_and_answers_wait() -> None:
    pattern = Pattern("fee", "letter", body="It costs {{fee}} pounds, {{full_name}}.", settings={"fee": 12})
    diagram = read(EXAMPLES[0].read_bytes())
    node = next(one for one in diagram.nodes if one.patterns)
    ref = replace(node.patterns[0], ref="fee")
    nodes = tuple(replace(one, patterns=(ref,)) if one is node else one for one in diagram.nodes)
    view = write(replace(diagram, nodes=nodes), {"fee": pattern})["app/views/pages/1-letter.html"].decode()
    assert "It costs 12 pounds" in view
    assert 'said["full_name"]' in view


@pytest.mark.parametrize(
    ("text", "words"),
    [("P3D", "3 days later"), ("R3/PT10H", "10 hours later"), ("2026-12-01", "On 1 December 2026")],
)
def test_a_timer_says_how_much_later_it_is(text: str, words: str) -> None:
    event = EventDefinition(
        "timer", timer=Timer("timeDate" if text.startswith("20") else "timeDuration", text)
    )
    assert later(Node("T", "intermediateCatchEvent", "", "P", "P", events=(event,))) == words
    assert later(Node("A", "task", "", "P", "P")) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_no_delimiter_of_an_upload_stands_in_a_view(text: str) -> None:
    made = filled(text) + options({"label": {"text": text}})
    assert not any(mark in made for mark in ("{{", "{%", "{#", "}}", "%}"))


@pytest.mark.skipif(
    NODE is None or not (KIT / "nunjucks").is_dir(),
    reason="set GUILDHALL_PROTOTYPE_MODULES to the node_modules of an installed prototype",
)
def test_nunjucks_shows_hostile_texts_as_written() -> None:
    script = (
        "const n=new (require(process.argv[1]).Environment)(null,{autoescape:false});"
        "console.log(JSON.stringify(JSON.parse(process.argv[2]).map(t=>n.renderString(t,{said:{}}))))"
    )
    assert NODE is not None
    ran = subprocess.run(
        [NODE, "-e", script, str(KIT / "nunjucks"), json.dumps([prose(text) for text in HOSTILE])],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    shown = json.loads(ran.stdout)
    wanted = [f'<p class="govuk-body">{text.replace(chr(10), " ")}</p>' for text in HOSTILE]
    assert shown == wanted
