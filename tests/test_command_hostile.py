"""Hostile files and options given to the command line: one sentence each, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.commands import guildhall

MODEL = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">'
FILES = {
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n",
    "doctype": b"<!DOCTYPE d>" + MODEL + b"</definitions>",
    "visio": b"<VisioDocument/>",
    "unclosed": MODEL + b"<a>" * 10_000,
    "utf-7": b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-' + MODEL + b"</definitions>",
}
LOGS = (
    b"[[[[", b"null", b"[" * 100_000, b'{"steps": 5}', b'{"version": 99, "steps": [5]}',
    b'{"version": 1, "steps": [{"element": "__class__"}]}', b'{"version": 1, "steps": [{"element": "\\ud800"}]}',
)  # fmt: skip


def said(*words: str) -> str:
    """What the command says when it refuses."""
    result = CliRunner().invoke(guildhall, list(words), prog_name="guildhall")
    assert result.exit_code in (1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize("command", ["validate", "walk", "words", "compare", "diff"])
@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_in_a_sentence(tmp_path: Path, kind: str, command: str) -> None:
    file = tmp_path / "hostile.bpmn"
    file.write_bytes(FILES[kind])
    assert said(command, str(file), *([str(file)] if command in ("compare", "diff") else [])).strip()


@pytest.mark.parametrize("log", LOGS, ids=range(len(LOGS)))
def test_a_hostile_choice_log_is_refused_in_a_sentence(tmp_path: Path, log: bytes) -> None:
    (tmp_path / "log.json").write_bytes(log)
    file = tmp_path / "a.bpmn"
    file.write_bytes(MODEL + b'<process id="p"><task id="a"/></process></definitions>')
    assert said("walk", str(file), "--choices", str(tmp_path / "log.json")).strip()


def test_a_service_number_that_no_database_can_hold_is_refused() -> None:
    assert "range" in said("import", "a.bpmn", "--into", "oxford", "--service", str(10**20))
