"""The names of answers are one vocabulary: a name means one thing, and its page says so."""

from __future__ import annotations

import re
from pathlib import Path

from bpmn.patterns import Question, questions
from tests.webapp.patterns.starters import STARTERS
from tests.webapp.patterns.vocabulary import form, rows

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_of_names_lists_every_answer_as_the_files_have_it() -> None:
    written = [
        line
        for line in (DOCS / "answer-names.md").read_text(encoding="utf-8").splitlines()
        if line[:3] == "| `"
    ]
    wanted = rows(STARTERS)
    assert sorted(set(wanted) - set(written)) == [], "lines to add"
    assert sorted(set(written) - set(wanted)) == [], "lines to take out"
    assert written == wanted, "by name"


def test_a_name_that_several_patterns_use_means_the_same_in_all() -> None:
    asked: dict[str, list[Question]] = {}
    for pattern in STARTERS.values():
        for one in questions(pattern):
            asked.setdefault(one.name, []).append(one)
    shared = {name: ones for name, ones in asked.items() if len(ones) > 1}
    assert {"email", "phone", "postcode", "decision", "registration"} <= set(shared)
    assert {name for name, ones in shared.items() if len({form(one) for one in ones}) > 1} == set()


def test_the_page_of_starters_names_every_one_and_none_that_is_not_there() -> None:
    text = (DOCS / "starter-patterns.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", text.partition("## All of them")[2]))
    assert named == set(STARTERS)
    met = re.findall(r"^\| [^|]+ \| `([^`]+)` \| (.+) \|$", text.partition("## All of them")[0], re.MULTILINE)
    assert len(met) >= 38
    ours = {slug for _, words in met for slug in re.findall(r"`([a-z-]+)`", words)}
    assert ours <= set(STARTERS)
