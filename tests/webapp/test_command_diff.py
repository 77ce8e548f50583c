"""`guildhall diff`: what it prints, its JSON and its exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.drawing import drawn
from webapp.commands import guildhall

OLD = """
pool Council "Northmoor" {
lane Desk "Contact centre" {
start S "Report arrives" at=0,0,36,36
task A "Check the log" at=100,0,100,80
}
lane Crew "Waste crew" {
task B "Collect the bin"
boundary T on=B timer=PT48H
end E "Collected"
}
S -> A -> B -> E
T -> E
}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    new = OLD.replace("PT48H", "PT24H").replace('end E "Collected"', 'end E "Collected"\ntask L "Write"')
    new = new.replace("B -> E", "B -> L -> E").replace('task B "Collect the bin"\n', "")
    new = new.replace('task A "Check the log"', 'task B "Collect the bin"\ntask A "Check the log"')
    (tmp_path / "old.bpmn").write_bytes(drawn(OLD))
    (tmp_path / "new.bpmn").write_bytes(drawn(new))
    (tmp_path / "drawn.bpmn").write_bytes(drawn(OLD.replace("100,0,100,80", "160,0,100,80")))
    (tmp_path / "broken.bpmn").write_bytes(b"<definitions")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, text: bytes | None = None) -> Result:
    return CliRunner().invoke(guildhall, ["diff", *arguments], input=text, prog_name="guildhall")


def test_in_words() -> None:
    result = run("old.bpmn", "new.bpmn")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "1 step ('Write') and 2 flows were added; 1 flow was removed; 1 step was changed; "
        "1 step ('Collect the bin') was moved.",
        "Added:",
        "- 'Write' (L)",
        "- the flow from 'Collect the bin' to 'Write' (B-L)",
        "- the flow from 'Write' to 'Collected' (L-E)",
        "Removed:",
        "- the flow from 'Collect the bin' to 'Collected' (B-E)",
        "Changed:",
        "- the unnamed timer boundary event on 'Collect the bin' (T): Duration of the timer: PT48H -> PT24H",
        "Moved:",
        "- 'Collect the bin' (B): Lane: 'Waste crew' -> 'Contact centre'",
    ]


def test_json() -> None:
    result = run("old.bpmn", "new.bpmn", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["same"] is False
    assert found["changes"][0] == {
        "kind": "added", "element": "L", "type": "task", "name": "Write", "property": None, "old": None, "new": None,
    }  # fmt: skip
    assert found["changes"][-1] == {
        "kind": "moved", "element": "B", "type": "task", "name": "Collect the bin", "property": "lane",
        "old": "Crew", "new": "Desk", "old_text": "'Waste crew'", "new_text": "'Contact centre'",
    }  # fmt: skip


def test_the_same() -> None:
    assert run("old.bpmn", "old.bpmn").exit_code == 0
    assert json.loads(run("old.bpmn", "old.bpmn", "--json").stdout)["changes"] == []
    result = run("old.bpmn", "drawn.bpmn")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "The two versions say the same. Only the layout differs.",
        "Layout: 2 differences; --json lists them.",
    ]


def test_standard_input() -> None:
    assert run("-", "old.bpmn", text=drawn(OLD)).exit_code == 0
    assert run("-", "-", text=drawn(OLD)).exit_code == 2


@pytest.mark.parametrize(
    "files", [("old.bpmn", "nowhere.bpmn"), ("broken.bpmn", "old.bpmn"), (".", "old.bpmn")]
)
def test_what_cannot_be_read(files: tuple[str, str]) -> None:
    result = run(*files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
