"""Replacing a pattern everywhere: what would change is shown first, then all of it changes at once or none of it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bpmn.reader import read
from bpmn.write.edit import CannotEdit, attach_pattern, replace_pattern
from tests.drawing import drawn
from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.diagrams import BADGE, OTHER_BIN
from tests.webapp.site import Site
from webapp.actions import edits, patterns, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY
from webapp.store import queries

DECIDES = drawn("""
start S "Asked"
userTask A "Ask where"
userTask B "Ask again"
xor G "Here?"
task C "Go"
end E "Closed"
S -> A -> B -> G
G -> C : yes [place == "here"]
G -> E : no default
C -> E
""")


def put(session: Session, council: int, name: str, data: bytes) -> int:
    (made,) = uploads.upload(session, LIBRARY, [IncomingFile("a.bpmn", data)], Place(council, 524, name))
    assert made.address is not None, made.text
    return int(made.address)


def bytes_of(session: Session, process: int) -> bytes:
    row = queries.processes.process(session, str(process), LIBRARY)
    assert row is not None
    return queries.processes.data(session, row.current) or b""


@pytest.fixture
def used(site: Site) -> tuple[Site, int, int, int]:
    """A published pattern of two versions, attached twice in one process of Oxford's (first version), once in another
    and once in Cambridge's published one."""
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(), site.people.oxford)
        patterns.publish(session, LIBRARY, "where-is-your-bin")
        decides = put(session, site.people.oxford, "Decide", DECIDES)
        other = put(session, site.people.oxford, "Other", BADGE.replace(b"Oxford", b"Oxfords"))
        for element in ("A", "B"):
            edits.attach_pattern(session, LIBRARY, decides, element, "where-is-your-bin", 1)
        first = next(node.key for node in read(BADGE).nodes if node.is_activity)
        edits.attach_pattern(session, LIBRARY, other, first, "where-is-your-bin")
        theirs = int(site.places.other_published)
        edits.attach_pattern(session, LIBRARY, theirs, first, "where-is-your-bin")
    return site, decides, other, theirs


def test_bytes_differ_by_the_name_of_the_pattern_and_nothing_else() -> None:
    one = attach_pattern(OTHER_BIN, first_step(OTHER_BIN), "old", 1)
    two = replace_pattern(one, first_step(OTHER_BIN), "old", "new", 7)
    assert two == one.replace(b'ref="old" version="1"', b'ref="new" version="7"')
    assert replace_pattern(two, first_step(OTHER_BIN), "new", "old", 1) == one
    both = attach_pattern(two, first_step(OTHER_BIN), "old")
    assert replace_pattern(both, first_step(OTHER_BIN), "old", "new", 7) == two
    with pytest.raises(CannotEdit, match="not attached"):
        replace_pattern(one, first_step(OTHER_BIN), "nobody", "new")


def first_step(data: bytes) -> str:
    return next(node.key for node in read(data).nodes if node.is_activity)


def test_the_preview_lists_ours_theirs_and_what_decisions_would_miss(
    used: tuple[Site, int, int, int],
) -> None:
    site, decides, other, _ = used
    editor = site.visitor(site.people.editor)
    page = editor.get("/patterns/where-is-your-bin/replace?with=name")
    assert set(page.find("//input[@name='process']/@value")) == {f"{decides}:3", f"{other}:2"}
    assert "2 processes you may change" in page.words
    assert "“Ask where”, “Ask again”" in page.words
    assert "They use place, which the new pattern does not ask for." in page.words
    assert page.words.count("which the new pattern does not ask for") == 1
    assert "Theirs to change" in page.words
    assert "Cambridge" in page.words.partition("Theirs to change")[2]
    assert "No process of yours." in editor.get("/patterns/pay/replace?with=name").words
    assert page.has_button("Replace in those chosen")


def test_replacing_makes_new_versions_of_those_chosen_and_no_others(used: tuple[Site, int, int, int]) -> None:
    site, decides, other, theirs = used
    with site.session() as session:
        before = {one: bytes_of(session, one) for one in (decides, other, theirs)}
    editor = site.visitor(site.people.editor)
    sent = {"with": "name@1", "process": [f"{decides}:3"]}
    assert editor.post("/patterns/where-is-your-bin/replace", sent).status == 303
    with site.session() as session:
        wanted = before[decides].replace(b'ref="where-is-your-bin" version="1"', b'ref="name" version="1"')
        assert bytes_of(session, decides) == wanted != before[decides]
        assert {one: bytes_of(session, one) for one in (other, theirs)} == {
            one: before[one] for one in (other, theirs)
        }
    page = editor.get("/patterns/name/used-by")
    assert any("Decide" in " ".join(row) for row in page.rows("Processes that use this pattern"))


def test_one_that_cannot_be_changed_stops_all(used: tuple[Site, int, int, int]) -> None:
    site, decides, other, theirs = used
    path = "/patterns/where-is-your-bin/replace"
    editor = site.visitor(site.people.editor)
    before = site.counts()
    stale = editor.post(path, {"with": "name", "process": [f"{decides}:3", f"{other}:1"]})
    assert (stale.status, "Somebody saved version 2 meanwhile" in stale.words) == (409, True)
    not_ours = editor.post(path, {"with": "name", "process": [f"{decides}:3", f"{theirs}:2"]})
    assert not_ours.status == 403
    assert editor.post(path, {"with": "name", "process": ["999999:1"]}).status == 409
    assert editor.post(path, {"with": "nobody", "process": [f"{decides}:3"]}).status == 409
    assert editor.post(path, {"with": "", "process": [f"{decides}:3"]}).status == 400
    assert editor.post(path, {"with": "name"}).status == 400
    assert site.counts() == before


def test_who_may_ask(used: tuple[Site, int, int, int]) -> None:
    site, decides, _, _ = used
    path = "/patterns/where-is-your-bin/replace"
    sent = {"with": "name", "process": [f"{decides}:3"]}
    for who, status in ((None, 302), (site.people.contributor, 403), (site.people.stranger, 200)):
        assert site.visitor(who).get(path, follow=False).status == status
    before = site.counts()
    # Of a draft of another council nobody learns whether it is there.
    for who, status in ((None, 403), (site.people.contributor, 403), (site.people.stranger, 409)):
        assert site.visitor(who).post(path, sent).status == status
    assert site.counts() == before


def test_pinned_versions_are_renewed(used: tuple[Site, int, int, int]) -> None:
    site, decides, other, _ = used
    editor = site.visitor(site.people.editor)
    page = editor.get("/patterns/where-is-your-bin/replace?with=where-is-your-bin")
    assert page.find("//input[@name='process']/@value") == [f"{decides}:3"]
    editor.press(page, "Replace in those chosen")
    with site.session() as session:
        assert b'version="1"' not in bytes_of(session, decides).partition(b"guildhall")[2]
    assert other


def test_names_that_clash_are_shown_where_it_is_used(used: tuple[Site, int, int, int]) -> None:
    site, decides, _, _ = used
    page = {
        "title": "Where?",
        "components": [
            {"component": "input", "name": "place", "params": {"label": {"text": "Place of birth"}}}
        ],
    }
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(slug="birth", pages=[page]), None)
        patterns.publish(session, LIBRARY, "birth")
        edits.attach_pattern(session, LIBRARY, decides, "B", "birth")
    words = site.visitor(site.people.editor).get("/patterns/birth/used-by").words
    assert "“place” is given to different answers" in words
    assert "“Place of birth” (birth)" in words
    assert (
        "Names of answers that clash" in site.visitor(site.people.editor).get(f"/processes/{decides}").words
    )
