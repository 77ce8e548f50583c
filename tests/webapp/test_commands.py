"""The `guildhall` program: its JSON, its exit statuses, and one sentence for bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.drawing import drawn
from tests.webapp.diagrams import BADGE, MISSED_BIN, OTHER_BIN
from webapp.commands import COMMANDS, guildhall

STUCK = drawn(
    "start S\nxor G\ntask A\ntask B\nand J\nend E\nS -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J\nJ -> E"
)
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in {
        "ours.bpmn": MISSED_BIN,
        "theirs.bpmn": OTHER_BIN,
        "badge.bpmn": BADGE,
        "stuck.bpmn": STUCK,
        "bomb.bpmn": ENTITIES,
    }.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUILDHALL_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("GUILDHALL_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def filled(folder: Path, empty_library: Path) -> Path:
    (folder / "instance").mkdir()
    (folder / "instance" / "guildhall.sqlite3").write_bytes(empty_library.read_bytes())
    return folder


def run(*arguments: str, text: bytes | None = None) -> Result:
    result = CliRunner().invoke(guildhall, arguments, input=text, prog_name="guildhall")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def out(*arguments: str) -> Any:
    return json.loads(run(*arguments).stdout)


def test_validate_answers_for_every_file_in_order(folder: Path) -> None:
    result = run("validate", "--json", "stuck.bpmn", "bomb.bpmn", "badge.bpmn", "missing.bpmn")
    assert result.exit_code == 2
    stuck, bomb, badge, missing = json.loads(result.stdout)
    assert [one["file"] for one in (stuck, bomb, badge, missing)] == [
        "stuck.bpmn",
        "bomb.bpmn",
        "badge.bpmn",
        "missing.bpmn",
    ]
    assert set(badge) == {"file", "readable", "reason", "repairs", "findings", "soundness"}
    assert (badge["readable"], badge["reason"]) == (True, None)
    assert any(finding["severity"] == "error" for finding in stuck["findings"])
    assert set(stuck["findings"][0]) == {"rule", "severity", "elements", "text", "fix"}
    assert not bomb["readable"]
    assert "DOCTYPE" in bomb["reason"]
    assert "no file" in missing["reason"]
    assert badge["soundness"]["checked"] == "fully"


def test_validate_reads_patterns_too(folder: Path) -> None:
    from tests.webapp.actions.test_pattern_life import file as pattern_file

    (folder / "good.pattern.json").write_bytes(pattern_file(settings={"fee": 3}))
    (folder / "bad.pattern.json").write_bytes(pattern_file(need=""))
    (folder / "none.pattern.json").write_bytes(b"{")
    good = run("validate", "good.pattern.json")
    assert (good.exit_code, "Nothing uses the setting “fee”" in good.stdout) == (0, True)
    assert "[settings.fee] (setting-used)" in good.stdout
    bad = run("validate", "--json", "bad.pattern.json")
    assert bad.exit_code == 1
    (found,) = json.loads(bad.stdout)[0]["findings"]
    assert (found["rule"], found["severity"], found["elements"]) == ("pattern", "error", ["need"])
    assert run("validate", "bad.pattern.json", "none.pattern.json").exit_code == 2
    run("validate", "--sarif", "log.sarif", "--html", "page.html", "good.pattern.json")
    (rule,) = json.loads((folder / "log.sarif").read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "A setting is used nowhere."
    assert "Nothing uses the setting" in (folder / "page.html").read_text()


def test_validate_exit_statuses(folder: Path) -> None:
    assert run("validate", "badge.bpmn").exit_code == 0
    assert run("validate", "badge.bpmn", "stuck.bpmn").exit_code == 1
    assert run("validate", "stuck.bpmn", "bomb.bpmn").exit_code == 2
    assert "error:" in run("validate", "stuck.bpmn").stdout
    assert "cannot be read" in run("validate", "bomb.bpmn").stdout


def test_a_file_may_come_on_standard_input(folder: Path) -> None:
    result = run("validate", "--json", "-", text=BADGE)
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["file"] == "-"


def test_rules_lists_each_with_how_grave_it_is(folder: Path) -> None:
    lines = run("rules").stdout.splitlines()
    assert len(lines) >= 12
    assert any(line.startswith("no-disconnected") for line in lines)
    assert all(line.split()[1] in ("error", "warning", "advice") for line in lines)


def test_words_tells_the_steps(folder: Path) -> None:
    steps = out("words", "ours.bpmn", "--json")
    assert {"number", "element", "kind", "lane", "text", "then"} <= set(steps[0])
    assert {"A", "B", "G"} <= {step["element"] for step in steps}
    assert "Check the crew's log" in run("words", "ours.bpmn").stdout
    assert run("words", "bomb.bpmn").exit_code == 2


def test_compare(folder: Path) -> None:
    result = out("compare", "ours.bpmn", "theirs.bpmn", "--json")
    assert {"similarity", "matches", "only_a", "only_b", "suggestions", "statements", "behaviour"} <= set(
        result
    )
    assert out("compare", "ours.bpmn", "ours.bpmn", "--json")["similarity"] == 1
    assert "Similarity" in run("compare", "ours.bpmn", "theirs.bpmn", "--strict").stdout
    assert run("compare", "ours.bpmn", "bomb.bpmn").exit_code == 2
    assert run("compare", "ours.bpmn", "theirs.bpmn", "--strict", "--generous").exit_code == 2


def matched(result: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(match["a"][0], match["b"][0], match["by"]) for match in result["matches"]}


def test_confirmed_matches_are_used_directly_turned_round_and_by_way_of_a_third(folder: Path) -> None:
    def said(first: str, second: str, a: str, b: str) -> dict[str, Any]:
        return {"files": [first, second], "matches": [{"a": [a], "b": [b]}]}

    for content in (
        [said("ours.bpmn", "theirs.bpmn", "B", "A")],
        [said("theirs.bpmn", "elsewhere/ours.bpmn", "A", "B")],
        [said("ours.bpmn", "badge.bpmn", "B", "A"), said("badge.bpmn", "theirs.bpmn", "A", "A")],
    ):
        Path("said.json").write_text(json.dumps(content))
        result = out("compare", "ours.bpmn", "theirs.bpmn", "--confirmed", "said.json", "--json")
        assert ("B", "A", "confirmed") in matched(result)
    Path("said.json").write_text(json.dumps([said("ours.bpmn", "theirs.bpmn", "Gone", "A")]))
    result = out("compare", "ours.bpmn", "theirs.bpmn", "--confirmed", "said.json", "--json")
    assert not any(by == "confirmed" for _, _, by in matched(result))


@pytest.mark.parametrize(
    "content", ["", "{", "[1]", '{"a": 1}', '[{"files": ["a"], "matches": []}]', "[" * 9999]
)
def test_confirmed_matches_that_are_none_get_a_sentence(folder: Path, content: str) -> None:
    Path("said.json").write_text(content)
    result = run("compare", "ours.bpmn", "theirs.bpmn", "--confirmed", "said.json")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_walk_at_random_is_the_same_for_the_same_seed(folder: Path) -> None:
    first = out("walk", "ours.bpmn", "--random", "--seed", "4", "--walks", "3", "--json")
    assert first["version"] == 1
    assert len(first["walks"]) == 3
    assert {walk["outcome"] for walk in first["walks"]} == {"ended"}
    step = first["walks"][0]["steps"][0]
    assert {"kind", "pool", "element", "chose", "answers", "enabled"} <= set(step)
    assert out("walk", "ours.bpmn", "--random", "--seed", "4", "--walks", "3", "--json") == first


def test_walk_exit_statuses(folder: Path) -> None:
    assert run("walk", "badge.bpmn").exit_code == 0
    assert run("walk", "stuck.bpmn").exit_code == 1
    assert run("walk", "bomb.bpmn").exit_code == 2
    assert run("walk", "badge.bpmn", "--process", "Nothing").exit_code == 2
    assert run("walk", "badge.bpmn", "--choices", "missing.json").exit_code == 2
    assert run("walk", "badge.bpmn", "--choices", "x", "--random").exit_code == 2


def test_a_walk_is_walked_again_by_its_choices(folder: Path) -> None:
    (walk,) = out("walk", "ours.bpmn", "--json")["walks"]
    log = {"version": 1, "steps": [{k: v for k, v in s.items() if k != "enabled"} for s in walk["steps"]]}
    Path("log.json").write_text(json.dumps(log))
    (again,) = out("walk", "ours.bpmn", "--choices", "log.json", "--json")["walks"]
    assert again["outcome"] == "ended"
    assert [step["element"] for step in again["steps"]] == [step["element"] for step in walk["steps"]]
    Path("log.json").write_text(json.dumps({"version": 1, "steps": log["steps"][:1]}))
    assert run("walk", "ours.bpmn", "--choices", "log.json").exit_code == 1
    Path("log.json").write_text(json.dumps({"version": 1, "steps": [{"kind": "do", "element": "Nowhere"}]}))
    assert run("walk", "ours.bpmn", "--choices", "log.json").exit_code == 2


def test_search_finds_what_everybody_may_see(filled: Path) -> None:
    assert out("search", "--json", "bin")[0] | {"snippet": ""} == {
        "kind": "service",
        "ref": "524",
        "title": "Household waste collection",
        "address": "/services/524",
        "snippet": "",
    }
    assert out("search", "--json", "blue", "badge")[0]["ref"] == "279"
    assert any(hit["kind"] == "council" for hit in out("search", "--json", "oxford"))
    assert any(hit["kind"] == "pattern" for hit in out("search", "--json", "address"))
    assert run("search", "zzzzzz").exit_code == 0


def test_import_of_diagrams_a_table_of_steps_and_a_zip(filled: Path) -> None:
    place = ("--into", "oxford", "--service", "524")
    result = run("import", "ours.bpmn", "bomb.bpmn", *place, "--job", "Report a missed bin")
    assert result.exit_code == 1
    assert "We read 2 steps" in result.stdout
    assert "DOCTYPE" in result.stderr
    assert run("import", "bomb.bpmn", *place).exit_code == 2
    Path("steps.csv").write_text(
        "who,does what,then,if\nDesk,Take the call,,\nCrew,Go back for the bin,end,\n"
    )
    assert run("import", "steps.csv", "--as", "steps", *place, "--job", "By phone").exit_code == 0
    from webapp import settings
    from webapp.permissions import LIBRARY
    from webapp.store.database import Database
    from webapp.store.queries import processes

    with Database(settings.load().database_url).session() as session:
        lines = processes.of_service(session, 524, LIBRARY)
    assert [(line.job, line.state, line.council) for line in lines] == [
        ("By phone", "draft", "Oxford City Council"),
        ("Report a missed bin", "draft", "Oxford City Council"),
    ]


@pytest.mark.parametrize("name", ["govuk_form.json", "xgov_form.json", "xgov_form_v2.json"])
def test_import_makes_patterns_and_a_process_of_a_form(filled: Path, name: str) -> None:
    form = Path(__file__).parents[1] / "importers" / "fixtures" / name
    (filled / name).write_bytes(form.read_bytes())
    place = ("--into", "oxford", "--service", "524")
    dry = run("import", name, *place, "--dry-run")
    assert dry.exit_code == 0
    assert "nothing was kept" in dry.stdout
    result = run("import", name, *place)
    assert result.exit_code == 0
    assert "A draft process" in result.stdout
    assert "Not carried over" in result.stdout or "not carried over" in result.stdout
    assert run("import", name).exit_code == 2


def test_import_makes_a_process_of_a_list_of_questions(filled: Path) -> None:
    (filled / "bins.csv").write_text("question,type,next\nIs it yours?,yes/no,end if no\nWhere is it?,,\n")
    place = ("--into", "oxford", "--service", "524", "--job", "Report a bin")
    result = run("import", "bins.csv", "--as", "question-list", *place)
    assert (result.exit_code, "4 draft patterns of the form “Report a bin”" in result.stdout) == (0, True)


def test_a_dry_run_keeps_nothing(filled: Path) -> None:
    place = ("--into", "oxford", "--service", "524")
    assert "nothing was kept" in run("import", "ours.bpmn", *place, "--dry-run").stdout
    Path("words.csv").write_text("words,lgsl\nscaffie,524\n")
    assert run("import", "words.csv", "--dry-run").exit_code == 0
    assert not any("already" in line for line in run("import", "ours.bpmn", *place).stdout.splitlines())
    assert [hit["kind"] for hit in out("search", "--json", "scaffie")] == []


def test_import_of_a_catalogue_and_of_patterns(filled: Path) -> None:
    Path("words.csv").write_text("words,lgsl\nscaffie,524\n")
    result = run("import", "words.csv")
    assert (result.exit_code, "1 rows of everyday words" in result.stdout) == (0, True)
    assert out("search", "--json", "scaffie")[0]["ref"] == "524"
    Path("questions.csv").write_text("page,question,type\nYour bin,Which bin?,text\n")
    result = run("import", "questions.csv", "--as", "questions", "--into", "oxford", "--job", "Which bin")
    assert result.exit_code == 0
    assert "draft of the pattern" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("ours.bpmn",),
        ("ours.bpmn", "--into", "nowhere", "--service", "524"),
        ("ours.bpmn", "--into", "oxford", "--service", "99999"),
        ("missing.bpmn", "--into", "oxford", "--service", "524"),
        ("ours.bpmn", "--as", "lgsl"),
        ("stuck.bpmn", "--as", "pattern"),
        ("ours.bpmn", "--as", "questions"),
    ],
)
def test_an_import_that_cannot_be_says_why(filled: Path, arguments: tuple[str, ...]) -> None:
    result = run("import", *arguments)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_users(filled: Path) -> None:
    password = b"copper kettle thursday\n"
    add = ("user", "add", "root@example.gov.uk", "--name", "Root", "--password-stdin")
    assert "administrator of the library" in run(*add, text=password).stdout
    assert run(*add, text=password).exit_code == 2
    assert run("user", "add", "a@b.uk", "--password-stdin", text=b"short\n").exit_code == 2
    member = (
        "user",
        "add",
        "ed@example.gov.uk",
        "--council",
        "oxford",
        "--role",
        "editor",
        "--password-stdin",
    )
    assert "editor of Oxford City Council" in run(*member, text=password).stdout
    assert run("user", "role", "ed@example.gov.uk", "contributor", "--council", "oxford").exit_code == 0
    lines = run("user", "list").stdout
    assert "ed@example.gov.uk  ed  contributor of oxford" in lines
    assert "library administrator" in lines
    for wrong in (
        ("role", "no@example.gov.uk", "library"),
        ("role", "root@example.gov.uk", "none"),
        ("role", "ed@example.gov.uk", "editor"),
        ("role", "ed@example.gov.uk", "editor", "--council", "atlantis"),
        ("add", "not an address", "--password-stdin"),
    ):
        assert run("user", *wrong, text=password).exit_code == 2


def test_db(folder: Path) -> None:
    assert "no tables yet" in run("db", "current").stdout
    assert "Brought up to" in run("db", "upgrade").stdout
    assert "Already at" in run("db", "upgrade").stdout
    assert "upgrade" not in run("db", "current").stdout


@pytest.mark.parametrize("url", ["nonsense", "oracle2://x", "sqlite:////nowhere/at/all/x.db"])
def test_a_database_that_cannot_be_used_gets_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("GUILDHALL_DATABASE_URL", url)
    result = run("search", "bin")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_every_command_explains_itself() -> None:
    for name in COMMANDS:
        assert run(name, "--help").exit_code == 0
    assert run("--version").exit_code == 0
    assert run("nothing").exit_code == 2


def test_checking_a_file_starts_neither_the_store_nor_the_web(folder: Path) -> None:
    program = (
        "import sys; from webapp.commands import guildhall\n"
        "try: guildhall(['validate', 'badge.bpmn'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('sqlalchemy', 'flask', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=_environment())
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_pipe_that_closes_early_is_no_fault(folder: Path) -> None:
    program = "import sys; sys.argv[0] = 'guildhall'; from webapp.commands import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", program, "words", "ours.bpmn"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    )
    assert running.stdout is not None
    running.stdout.close()
    _, complaint = running.communicate(timeout=60)
    assert b"Traceback" not in complaint


def test_serve_fills_an_empty_library_and_answers(folder: Path) -> None:
    program = "from webapp.commands import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0", "--no-examples"],
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
    ) as server:
        assert server.stderr is not None
        said = ""
        for line in server.stderr:
            said += line
            if "Guildhall is at" in line:
                break
        try:
            assert "Loaded 1,002 services." in said, said
            address = said.split("Guildhall is at ")[1].split()[0]
            with urllib.request.urlopen(address + "/health", timeout=30) as answer:
                assert answer.status == 200
            taken = subprocess.run(
                [sys.executable, "-c", program, "serve", "--port", address.rsplit(":", 1)[1]],
                capture_output=True,
                text=True,
                env=_environment(),
                timeout=60,
            )
            assert taken.returncode == 2
            assert "cannot be used" in taken.stderr
            assert "Traceback" not in taken.stderr
        finally:
            server.terminate()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
