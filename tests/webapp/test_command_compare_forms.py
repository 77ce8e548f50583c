"""`guildhall compare` of pattern files and lists of questions: what it prints, its JSON and its refusals."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.drawing import drawn
from webapp.commands import guildhall

OURS = """page,question,type,options,why
Your bin,Which bin was missed?,radios,Refuse; Food waste,To send the right lorry
About you,First name,text,,
About you,Last name,text,,
About you,E-mail address,email,,
"""
THEIRS = """page,question,type,options
The bin,Which bin was missed?,radios,Refuse; Garden waste
You,Full name,text,
You,Upload a photo of the bin,file,
"""
DRAWN = """
pool Resident "Resident" {
start S "Bin not emptied"
userTask A "Say which bin was missed" pattern=missed-bin-report
end E "Told"
S -> A -> E
}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ours.csv").write_text(OURS, encoding="utf-8")
    (tmp_path / "theirs.csv").write_text(THEIRS, encoding="utf-8")
    (tmp_path / "drawn.bpmn").write_bytes(drawn(DRAWN))
    (tmp_path / "service.pattern.json").write_text(
        json.dumps(
            {
                "slug": "service",
                "kind": "service",
                "title": "Missed bin in Dunmere",
                "parts": [{"ref": "our-bin"}, {"ref": "contact-details"}, {"ref": "no-such"}],
            }
        )
    )
    block = {
        "slug": "our-bin",
        "kind": "pages",
        "title": "Your bin",
        "pages": [
            {
                "title": "Your bin",
                "components": [
                    {
                        "component": "input",
                        "name": "bin",
                        "params": {"label": {"text": "Which bin was missed?"}},
                    }
                ],
            }
        ],
    }
    (tmp_path / "our-bin.pattern.json").write_text(json.dumps(block))
    (tmp_path / "broken.json").write_text('{"slug": "x", }')
    (tmp_path / "empty.csv").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(guildhall, ["compare", *arguments], prog_name="guildhall")


def out(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_two_lists_in_words() -> None:
    result = run("ours.csv", "theirs.csv")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "A: ours. B: theirs."
    assert re.fullmatch(r"Similarity 0\.[4-9]\d; both ask 2 things\.", lines[1])
    assert lines[2:] == [
        "- A asks 4 questions on 2 pages, none of them for a proof; B asks 3 questions on 2 pages, "
        "1 of them for a proof.",
        "- Only B asks for a proof: a photo of the bin.",
        "- Only A asks 'E-mail address'.",
        "- For 'Which bin was missed?' only A offers 'Food waste'; only B offers 'Garden waste'.",
        "  = Which bin was missed? | Which bin was missed?",
        "      choices: Food waste / Garden waste",
        "      why: To send the right lorry / not said",
        "  ~ First name + Last name | Full name",
        "  B - | Upload a photo of the bin",
        "  A E-mail address | -",
        "Not compared: B does not say why it asks, under which law, or how long it keeps the answers.",
        "Not compared: A and B are sets of pages and no whole services: their letters, messages and other ways in "
        "are not known.",
        "Not compared: A and B have no diagram: who does the work, in which order, and how long it waits cannot be "
        "compared.",
    ]


def test_json_has_the_fields_of_the_contract() -> None:
    found = out("ours.csv", "theirs.csv")
    assert set(found) == {
        "same",
        "similarity",
        "a",
        "b",
        "counts",
        "statements",
        "questions",
        "staff",
        "messages",
        "promises",
        "contacts",
        "limits",
        "meaning",
    }
    assert found["counts"]["questions"] == {"a": 4, "b": 3}
    assert [row["how"] for row in found["questions"]] == ["both", "other words", "only B", "only A"]
    (bin_row, name_row, photo, _) = found["questions"]
    assert bin_row["differs"]["choices"] == {"a": "Food waste", "b": "Garden waste"}
    assert [one["name"] for one in name_row["a"]] == ["first_name", "last_name"]
    assert name_row["by"] == "parts"
    assert photo["b"][0]["evidence"] is True


def test_the_same_file_twice() -> None:
    assert "They ask and say the same." in run("ours.csv", "ours.csv").stdout
    assert out("ours.csv", "ours.csv")["similarity"] == 1


def test_parts_lie_beside_the_service_or_among_the_starters() -> None:
    found = out("service.pattern.json", "ours.csv")
    assert [one["title"] for row in found["questions"] for one in row["a"]] == [
        "Which bin was missed?",
        "Which way suits you best?",
        "Email address",
        "Phone number",
    ]
    assert any("'no-such'" in limit for limit in found["limits"])


def test_a_diagram_beside_a_list() -> None:
    found = out("drawn.bpmn", "theirs.csv")
    assert (found["a"]["source"], found["b"]["source"]) == ("diagram", "form")
    assert found["questions"][0]["a"][0]["title"] == "Which bin was missed?"
    assert any("B has no diagram" in limit for limit in found["limits"])


@pytest.mark.parametrize("bad", ["broken.json", "empty.csv", "nowhere.csv"])
def test_what_cannot_be_read_is_refused_in_one_sentence(bad: str) -> None:
    for names in ((bad, "ours.csv"), ("ours.csv", bad)):
        result = run(*names)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert bad in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1


def test_confirmed_steps_are_refused_for_forms() -> None:
    result = run("ours.csv", "theirs.csv", "--confirmed", "said.json")
    assert result.exit_code == 2
    assert "leave it out for forms" in result.stderr
