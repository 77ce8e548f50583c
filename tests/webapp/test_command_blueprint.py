"""`guildhall blueprint`: what it prints, its JSON, the file it writes and its exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bpmn.reader import read
from tests.bpmn.compare.blueprint.councils import FOUR, ONE, TWO, ZOO, assert_fit
from tests.drawing import drawn
from webapp.commands import guildhall


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("one", ONE), ("two", TWO), ("four", FOUR), ("zoo", ZOO)):
        (tmp_path / f"{name}.bpmn").write_bytes(drawn(text))
    (tmp_path / "broken.bpmn").write_bytes(b"<definitions")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(guildhall, ["blueprint", *arguments], prog_name="guildhall")


def test_json_is_the_contracts() -> None:
    result = run("one.bpmn", "two.bpmn", "four.bpmn", "--json")
    said = json.loads(result.stdout)

    assert result.exit_code == 0
    assert said["councils"] == 3
    assert said["names"] == ["one", "two", "four"]
    visit = next(step for step in said["steps"] if step["name"] == "Visit the street")
    assert visit["in"] == [0, 2]
    assert visit["optional_in"] == []
    assert visit["wordings"] == {"Visit the street": 2}
    assert visit["role"] == {"Contact centre": 2}
    assert all(len(one) == 3 and 0 < one[2] <= 1 for one in said["order"])


def test_at_least_so_many() -> None:
    said = json.loads(run("one.bpmn", "two.bpmn", "four.bpmn", "--json", "--at-least", "3").stdout)

    assert said["at_least"] == 3
    assert all(len(step["in"]) == 3 for step in said["steps"])


def test_a_table_to_read_and_what_only_one_has() -> None:
    result = run("one.bpmn", "two.bpmn", "zoo.bpmn")

    assert result.exit_code == 0
    assert "3 councils: one, two, zoo." in result.stdout
    assert "8 steps that at least 2 of 3 have" in result.stdout
    assert "Print the permit" in result.stdout
    assert "Only zoo: Morning at the aquarium; Count the fish" in result.stdout


def test_the_drafted_diagram_is_written(folder: Path) -> None:
    result = run("one.bpmn", "two.bpmn", "--bpmn", "out.bpmn")

    assert result.exit_code == 0
    assert_fit(read((folder / "out.bpmn").read_bytes()))


def test_where_it_cannot_be_written_is_said() -> None:
    result = run("one.bpmn", "two.bpmn", "--bpmn", "nowhere/out.bpmn")

    assert result.exit_code == 2
    assert result.stderr.startswith("nowhere/out.bpmn cannot be written: ")


@pytest.mark.parametrize("file", ["broken.bpmn", "missing.bpmn", "."])
def test_a_file_that_cannot_be_read_is_status_2_and_a_sentence(file: str) -> None:
    result = run("one.bpmn", file, "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


def test_no_file_and_a_number_that_cannot_be() -> None:
    assert run().exit_code == 2
    assert run("one.bpmn", "--at-least", "0").exit_code == 2


def test_one_file_and_the_same_twice() -> None:
    one = json.loads(run("one.bpmn", "--json").stdout)
    twice = json.loads(run("one.bpmn", "one.bpmn", "--json").stdout)

    assert {tuple(step["in"]) for step in one["steps"]} == {(0,)}
    assert twice["names"] == ["one (1)", "one (2)"]
    assert {tuple(step["in"]) for step in twice["steps"]} == {(0, 1)}


def test_confirmed_matches_are_followed(folder: Path) -> None:
    said = [{"files": ["zoo.bpmn", "one.bpmn"], "matches": [{"a": ["A"], "b": ["V"]}]}]
    (folder / "said.json").write_text(json.dumps(said))
    steps = json.loads(run("one.bpmn", "zoo.bpmn", "--confirmed", "said.json", "--json").stdout)["steps"]

    assert [(step["elements"], step["confirmed"]) for step in steps] == [({"0": ["V"], "1": ["A"]}, True)]
