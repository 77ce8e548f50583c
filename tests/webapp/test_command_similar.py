"""`guildhall similar` and `guildhall db index`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.test_commands import ENTITIES, run


@pytest.fixture
def library(tmp_path: Path, example_library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "guildhall.sqlite3").write_bytes(example_library.read_bytes())
    (tmp_path / "ours.bpmn").write_bytes(MISSED_BIN)
    (tmp_path / "bad.bpmn").write_bytes(ENTITIES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUILDHALL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("GUILDHALL_DATABASE_URL", raising=False)
    return tmp_path


def test_it_says_what_is_alike_and_why(library: Path) -> None:
    result = run("similar", "ours.bpmn", "--top", "2")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("1. ")
    assert "Report a missed bin" in lines[0]
    assert "steps and events alike: “" in lines[1]
    assert len([line for line in lines if line[0].isdigit()]) == 2


def test_json_is_one_list(library: Path) -> None:
    found = json.loads(run("similar", "ours.bpmn", "--json").stdout)
    assert 0 < len(found) <= 10
    assert {"process", "address", "council", "job", "service", "likeness", "why", "steps", "alike"} <= set(
        found[0]
    )


def test_steps_and_questions_are_searched(library: Path) -> None:
    steps = json.loads(run("similar", "--step", "check the crew's log", "--json").stdout)
    assert steps[0]["processes"][0]["hits"][0]["text"] == "Check the crew's log"
    asks = run("similar", "--asks", "proof of address").stdout
    assert "“Can you show a proof of address now?”" in asks
    assert "Parking permits" in asks


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Name one file, or give --step or --asks"),
        (("ours.bpmn", "--step", "x"), "Name one file, or give --step or --asks"),
        (("--step", "  "), "Say what the step does"),
        (("bad.bpmn",), "DOCTYPE"),
        (("missing.bpmn",), "There is no file missing.bpmn"),
        (("ours.bpmn", "--top", "0"), "--top"),
    ],
)
def test_bad_input_gets_a_sentence(library: Path, words: tuple[str, ...], says: str) -> None:
    result = run("similar", *words)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_nothing_alike_is_said_and_no_failure(library: Path) -> None:
    result = run("similar", "--step", "elephants in the circus")
    assert result.exit_code == 0
    assert "Nothing like it was found" in result.stderr
    assert json.loads(run("similar", "--step", "elephants in the circus", "--json").stdout) == []


def test_the_index_is_filled_where_it_is_not_and_made_anew_when_asked(library: Path) -> None:
    assert run("db", "index").stdout.startswith("Put 0 processes into the index, by ")
    assert run("db", "index", "--rebuild").stdout.startswith("Put 21 processes into the index, by ")
    assert json.loads(run("similar", "ours.bpmn", "--json").stdout)


def test_without_weights_the_command_says_so(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bpmn.compare.nearest.spaces.encoder", lambda: None)
    result = run("similar", "ours.bpmn", "--json")
    assert "by words only" in result.stderr
    assert json.loads(result.stdout)[0]["job"] == "Report a missed bin"
