"""Rules in the browser: changed, brought in and taken out as DMN, shown in words, and deciding in a walk."""

from __future__ import annotations

import io
import json

import pytest

from bpmn.patterns import Pattern
from tests.drawing import drawn
from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.pages.test_walking import begun
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import patterns
from webapp.permissions import LIBRARY
from webapp.store import queries

PERMIT = drawn("""
pool R "Resident" part=resident {
  start S "Wants a permit"
  userTask Q "Say where you live and what you drive" pattern=permit-rules
  xor G "Can you get one?"
  userTask A "Give your address" pattern=address
  end N "Knows why not"
  end E "Applied"
  S -> Q -> G
  G -> A : yes [permit_allowed == "yes"]
  G -> N : no [permit_allowed == "no"]
  A -> E
}
""")


def rules(site: Site, visitor: Visitor) -> Page:
    """A draft pattern of Oxford's, and the form of a new table in it."""
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(), site.people.oxford)
    page = visitor.get("/patterns/where-is-your-bin/tables")
    assert "There are no rules yet." in page.words
    return visitor.get(page.links["Add a table"])


def newest(site: Site) -> Pattern:
    with site.session() as session:
        row = queries.patterns.pattern(session, "where-is-your-bin", LIBRARY)
        assert row is not None
        found = queries.patterns.record(session, row.slug, row.current_number)
        assert found is not None
        return found


def test_a_table_is_made_row_by_row_without_a_script(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    page = rules(site, editor)
    named = {"title": "Is it ours?", "name": "is_ours", "inputs": "place"}
    page = editor.press(page, "Show the columns", do="columns", **named)
    first = {"when__0__0": '"street"', "then__0": "yes", "because__0": "We empty it"}
    page = editor.press(page, "Add a row", do="add", **first)
    page = editor.press(page, "Add a row", do="add", when__1__0='"garden"', then__1="no")
    moved = editor.press(page, "Move up row 2", do="up-1")
    assert moved.find("//input[@name='then-0']")[0].get("value") == "no"
    page = editor.press(moved, "Remove row 3", do="remove-2")
    assert "No row of the table “is_ours” says what follows when place is anything else" in page.words
    saved = editor.press(
        page, "Save as a new version", do="save", otherwise="no", otherwise_because="It is not one of ours."
    )
    assert "Kept as a new draft version" in saved.banner
    shown = editor.get("/patterns/where-is-your-bin")
    assert [row[1:] for row in shown.rows("Is it ours?")][1] == ["yes", "We empty it"]
    (table,) = newest(site).tables
    assert [row.then for row in table.rows] == ["no", "yes"]


def test_a_table_with_faults_is_not_kept_and_nothing_is_lost(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    page = editor.press(
        rules(site, editor), "Show the columns", do="columns", name="is_ours", inputs="place", title="Ours?"
    )
    wrong = editor.press(page, "Save as a new version", when__0__0="street", then__0="yes")
    assert wrong.status == 400
    assert "cannot be read as a test" in wrong.problem
    assert wrong.find("//input[@name='when-0-0']")[0].get("value") == "street"
    assert newest(site).tables == ()


def test_a_stale_form_changes_nothing(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    page = editor.press(
        rules(site, editor), "Show the columns", do="columns", name="is_ours", inputs="place", title="Ours?"
    )
    with site.session() as session:
        patterns.new_version(session, LIBRARY, "where-is-your-bin", pattern_file(summary="Changed."))
    stale = editor.press(page, "Save as a new version", when__0__0='"a"', then__0="yes")
    assert "Somebody saved a newer version meanwhile" in stale.banner
    assert newest(site).tables == ()


def test_a_dmn_file_goes_out_and_comes_in(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    rules(site, editor)
    taken = site.visitor().get("/patterns/permit-rules/tables/permit_fee.dmn")
    assert taken.status == 200
    assert b'hitPolicy="UNIQUE"' in taken.response.data
    sent = {"file": (io.BytesIO(taken.response.data), "fee.dmn")}
    page = editor.post("/patterns/where-is-your-bin/tables/import", sent, follow=True)
    assert "What does the permit cost in pounds a year?" in page.words
    wrong = editor.post("/patterns/where-is-your-bin/tables/import", {"file": (io.BytesIO(b"<a/>"), "a.dmn")})
    assert wrong.status == 400
    assert "no DMN file" in wrong.problem
    assert editor.post("/patterns/where-is-your-bin/tables/import").status == 400


def test_only_who_may_change_the_pattern_brings_rules_in(site: Site) -> None:
    editor = site.visitor(site.people.editor)
    rules(site, editor)
    data = site.visitor().get("/patterns/permit-rules/tables/permit_fee.dmn").response.data
    for who in (site.people.visitor, site.people.stranger):
        sent = {"file": (io.BytesIO(data), "fee.dmn")}
        assert site.visitor(who).post("/patterns/where-is-your-bin/tables/import", sent).status in (403, 404)
    assert newest(site).tables == ()


def test_rules_are_shown_in_plain_words(site: Site) -> None:
    page = site.visitor().get("/patterns/permit-rules")
    (first, *_, last) = page.rows("Can you get a parking permit?")
    assert first[0] == "is My home is in a development without permits"
    assert first[-2:] == ["no", "Homes in a development without permits cannot have one."]
    assert last[0] == "Otherwise"
    assert "is more than 2.3" in page.words


@pytest.mark.parametrize(
    ("height", "held", "ends", "said"),
    [
        ("1.6", "0", False, "“Can you get a parking permit?” – yes"),
        ("2.6", "0", True, "– no, because: Your vehicle is higher than 2.3 metres."),
        ("1.6", "2", True, "– no, because: Your household has 2 permits already"),
    ],
)
def test_a_walk_follows_the_rules_and_says_which(
    site: Site, height: str, held: str, ends: bool, said: str
) -> None:
    visitor, page = begun(site, PERMIT)
    page = visitor.press(page, "Continue", permit_zone="in-zone")
    page = visitor.press(page, "Continue", vehicle_height=height)
    page = visitor.press(page, "Continue", permits_held=held)
    assert "Decided by the rules:" in page.words
    assert said in page.words
    assert ("The case has ended" in page.words) == ends
    again = visitor.get(page.path)
    assert said in again.words, "a replay says the same"
    fee = {"0": "50", "2": "0"}[held] if height == "1.6" else "0"
    assert f"“What does the permit cost in pounds a year?” – {fee}" in page.words


def test_what_was_typed_is_never_told_as_the_rules_word(site: Site) -> None:
    visitor, page = begun(site, PERMIT)
    form = {"element": "Q", "taken": "1", "page": "0", "permit_zone": "in-zone", "permit_allowed": "yes"}
    page = visitor.post(page.path + "/take", form, follow=True)
    assert "Decided by the rules" not in page.words
    with visitor.client.session_transaction() as kept:
        assert "permit_allowed" not in json.dumps(kept.get("walk"))
