"""The forms a report leaves the product in: the same findings in each, and nothing of a file run or trusted."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result

from tests.drawing import drawn
from tests.webapp.diagrams import BADGE, MISSED_BIN
from webapp.commands import guildhall
from webapp.reports.page import page
from webapp.reports.record import Report, report, unreadable
from webapp.reports.sarif import LEVELS, sarif
from webapp.reports.table import table

NO_END = drawn(
    'start S\nxor G\ntask A\ntask B\nand J "<script>alert(1)</script>"\n'
    "S -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J"
)
CLEAN = drawn(
    'pool P "Northmoor" at=0,0,400,120 {\nstart S "Asked" at=50,42,36,36\n'
    'task A "Answer the question" at=150,20,100,80\nend E "Answered" at=310,42,36,36\nS -> A -> E\n}'
)


@pytest.fixture
def reports() -> list[Report]:
    return [
        report("clean.bpmn", CLEAN),
        report("no end.bpmn", NO_END),
        unreadable("gone.bpmn", "There is no file."),
        report("bin.bpmn", MISSED_BIN),
    ]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(guildhall, arguments, prog_name="guildhall")


def test_sarif_has_a_result_for_every_finding_and_every_file_that_cannot_be_read(
    reports: list[Report],
) -> None:
    (one,) = sarif(reports)["runs"]
    expected = [
        (finding["rule"], LEVELS[finding["severity"]]) for each in reports for finding in each.findings
    ]
    found = [(result["ruleId"], result["level"]) for result in one["results"]]
    assert sorted(found) == sorted([*expected, ("cannot-be-read", "error")])
    rules = one["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in one["results"])


def test_sarif_points_at_the_line_and_the_element(reports: list[Report]) -> None:
    result = next(
        result
        for result in sarif(reports[1:2])["runs"][0]["results"]
        if result["ruleId"] == "no-implicit-end"
    )
    (place,) = result["locations"]
    physical, (logical,) = place["physicalLocation"], place["logicalLocations"]
    assert physical["artifactLocation"]["uri"] == "no%20end.bpmn"
    line = NO_END.decode().splitlines()[physical["region"]["startLine"] - 1]
    assert f'id="{logical["fullyQualifiedName"]}"' in line


def test_the_page_needs_nothing_else_and_runs_nothing(reports: list[Report]) -> None:
    root = lxml.html.document_fromstring(page(reports))
    assert root.xpath("//script | //img | //link | //@src | //@onload") == []
    assert "<script>alert(1)</script>" in root.text_content()


def test_the_page_says_every_finding_worst_file_first(reports: list[Report]) -> None:
    root = lxml.html.document_fromstring(page(reports))
    text = " ".join(root.text_content().split())
    assert [one.text_content() for one in root.xpath("//h2")][:2] == ["gone.bpmn", "no end.bpmn"]
    for each in reports:
        for finding in each.findings:
            assert " ".join(finding["text"].split()) in text
    assert all(root.xpath("//*[@id=$id]", id=link[1:]) for link in root.xpath("//a/@href"))


def test_one_file_alone_is_the_page_itself(reports: list[Report]) -> None:
    root = lxml.html.document_fromstring(page(reports[:1]))
    assert [one.text_content() for one in root.xpath("//h1")] == ["clean.bpmn: what was found"]
    assert root.xpath("//h2") == []


def test_the_table_is_worst_first_and_counts(reports: list[Report]) -> None:
    lines = table(reports).splitlines()
    assert "gone.bpmn: There is no file." in lines[1]
    assert lines[2].endswith("no end.bpmn")
    assert "4 files: 1 cannot be read, 1 with errors, 1 with nothing found." in lines


def test_validate_writes_reports_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.bpmn").write_bytes(NO_END)
    (tmp_path / "inner" / "b.BPMN").write_bytes(BADGE)
    (tmp_path / "notes.txt").write_text("not a diagram")
    out, log = tmp_path / "out.html", tmp_path / "out.sarif"
    result = run("validate", str(tmp_path), "--html", str(out), "--sarif", str(log))
    assert result.exit_code == 1
    assert "2 files:" in result.stdout
    assert "a.bpmn" in out.read_text()
    assert json.loads(log.read_text())["version"] == "2.1.0"
    answered = json.loads(run("validate", "--json", str(tmp_path)).stdout)
    assert [Path(one["file"]).name for one in answered] == ["a.bpmn", "b.BPMN"]


def test_a_folder_without_a_diagram_is_one_sentence(tmp_path: Path) -> None:
    result = run("validate", str(tmp_path))
    assert result.exit_code == 2
    assert "There is no BPMN file in the folder" in result.output


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.bpmn").write_bytes(CLEAN)
    result = run("validate", str(tmp_path / "a.bpmn"), "--html", str(tmp_path / "no" / "out.html"))
    assert result.exit_code == 2
    assert "cannot be written" in result.output
