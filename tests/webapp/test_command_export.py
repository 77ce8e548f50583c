"""`guildhall export`: the zip, its exit statuses, and one sentence for bad input."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.commands import guildhall

EXAMPLE = Path(__file__).parents[2] / "webapp" / "examples" / "northmoor-missed-bin.bpmn"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(guildhall, ["export", *arguments], prog_name="guildhall")


def test_the_same_file_is_written_as_the_same_prototype(tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    for out in (one, two):
        result = run(str(EXAMPLE), "--to", str(out), "--title", "Missed bins")
        assert result.exit_code == 0, result.output
        assert "npm install" in result.stdout
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert b'"Missed bins"' in archive.read("prototype/app/process.json")
        assert any("/pages/" in name for name in archive.namelist())


@pytest.mark.parametrize("content", [b"", b"<definitions", b"\x00\x01"])
def test_what_is_no_diagram_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.bpmn").write_bytes(content)
    result = run(str(tmp_path / "bad.bpmn"), "--to", str(tmp_path / "out.zip"))
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out.zip").exists()


def test_a_zip_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    result = run(str(EXAMPLE), "--to", str(tmp_path / "no" / "such" / "out.zip"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
