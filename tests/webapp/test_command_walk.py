"""`guildhall walk` over several files and folders: a table of outcomes, worst first."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bpmn.model import Diagram, Flow, Node, Process
from bpmn.write.build import build
from tests.drawing import drawn
from tests.webapp.test_commands import run
from webapp.commands import walked as walked_module
from webapp.commands.walked import walked

ENDS = drawn("start S\ntask A\nend E\nS -> A -> E")
STUCK = drawn(
    'start S\nxor G "Ours?"\ntask A\ntask B\nand J "Both done"\nend E\nS -> G\nG -> A : yes\nG -> B : no\nA -> J\n'
    "B -> J\nJ -> E"
)
ROUND = drawn('start S\ntask A "Write"\ntask B "Check"\nxor G\nS -> G -> A -> B -> G')
WAITS = drawn(
    'pool P "P" {\nstart S\nxor G\ntask Send\nend N\nS -> G -> Send\nG -> N\n}\n'
    'pool Q "Q" {\nstart T\nreceiveTask R "Get it"\nT -> R\n}\nSend ~> R'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name, data in {"a-ends": ENDS, "b-stuck": STUCK, "c-round": ROUND, "d-waits": WAITS}.items():
        (tmp_path / "in" / f"{name}.bpmn").write_bytes(data)
    (tmp_path / "in" / "notes.txt").write_text("not a diagram")
    return tmp_path


def test_a_folder_makes_a_table_worst_first_that_says_what_was_predicted(folder: Path) -> None:
    result = run("walk", "in", "--random", "--walks", "5", "--seed", "1")
    assert result.exit_code == 1
    head, *rows = result.stdout.splitlines()
    assert head.split()[:5] == ["processes", "ended", "stuck", "limit", "predicted"]
    files = [row for row in rows if ".bpmn" in row]
    assert [row.split(".bpmn")[0].rpartition("/")[2] for row in files] == [
        "b-stuck", "c-round", "d-waits", "a-ends"
    ]  # fmt: skip
    stuck, endless, waits, ends = files
    assert stuck.split()[:5] == ["1", "0", "5", "0", "yes"]
    assert "This case gets stuck at 'Both done'" in stuck
    assert endless.split()[:5] == ["1", "0", "0", "5", "yes"]
    assert "goes round for ever" in endless
    assert waits.split()[0] == "2"
    assert "yes" in waits.split()
    assert ends.split()[:4] == ["1", "5", "0", "0"]
    assert "yes" not in ends
    assert rows[-1].startswith("4 files, 0 of them not readable or walkable; 25 walks: ")
    words = rows[-1].partition("predicts ")[2].split()
    assert words[0] == words[3]


def test_a_file_that_cannot_be_read_stops_none_of_the_others(folder: Path) -> None:
    (folder / "broken.bpmn").write_bytes(b"<definitions")
    result = run("walk", "broken.bpmn", "in/a-ends.bpmn", "missing.bpmn")
    assert result.exit_code == 2
    assert result.stdout.count("cannot be read or walked") == 2
    assert "There is no file missing.bpmn" in result.stdout
    assert "3 files, 2 of them not readable or walkable; 1 walk: 1 ended" in result.stdout


def test_several_as_json_are_the_documents_of_one_with_their_files(folder: Path) -> None:
    (folder / "broken.bpmn").write_bytes(b"<definitions")
    one = json.loads(run("walk", "in/b-stuck.bpmn", "--json").stdout)
    result = run("walk", "in/b-stuck.bpmn", "broken.bpmn", "--json")
    stuck, broken = json.loads(result.stdout)
    assert {key: stuck[key] for key in one} == one
    assert (stuck["file"], stuck["reason"]) == ("in/b-stuck.bpmn", None)
    assert broken["walks"] == []
    assert broken["reason"].endswith(".")


def test_all_ended_is_0(folder: Path) -> None:
    (folder / "same.bpmn").write_bytes(ENDS)
    assert run("walk", "in/a-ends.bpmn", "same.bpmn").exit_code == 0
    assert run("walk", "in/a-ends.bpmn", "in/b-stuck.bpmn").exit_code == 1


def test_a_process_that_one_file_lacks_is_told_for_that_file(folder: Path) -> None:
    result = run("walk", "in/d-waits.bpmn", "in/a-ends.bpmn", "--process", "P_process")
    assert result.exit_code == 2
    assert "There is no process 'P_process' in this diagram." in result.stdout


def test_a_log_fits_one_file(folder: Path) -> None:
    result = run("walk", "in/a-ends.bpmn", "in/b-stuck.bpmn", "--choices", "log.json")
    assert result.exit_code == 2
    assert "give --choices one file" in result.output


def test_an_empty_folder_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert run("walk", "empty").exit_code == 2


def test_a_file_that_would_take_for_ever_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = (Node("S", "startEvent", "", "P", "P"), Node("G", "exclusiveGateway", "", "P", "P"))
    flows = tuple(Flow(f"F{n}", "G", "G", "P") for n in range(5_000))
    diagram = Diagram(processes=(Process("P", ""),), nodes=nodes, flows=(Flow("F", "S", "G", "P"), *flows))
    (folder / "heavy.bpmn").write_bytes(build(diagram))
    monkeypatch.setattr(walked_module, "SECONDS", 0.3)
    began = time.process_time()
    row = walked("heavy.bpmn", 1, 1_000, 300, None)
    assert time.process_time() - began < 15
    assert "took more than 0.3 seconds" in (row.to_json()["reason"] or "")


def test_names_cannot_command_the_terminal(folder: Path) -> None:
    evil = STUCK.replace(b"Both done", b"Both&#x9b;31m done&#10;ok")
    (folder / "in" / "evil.bpmn").write_bytes(evil)
    shown = run("walk", "in").stdout
    assert "\x9b" not in shown
    assert "\x1b" not in shown
