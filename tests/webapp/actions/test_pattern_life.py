"""The life of a pattern in the library."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.webapp.people import People
from webapp.actions import pattern_work as working
from webapp.actions import patterns
from webapp.errors import NotAllowed, Refused
from webapp.store import search
from webapp.store.queries import pattern_work
from webapp.store.queries import patterns as queries

GOOD = {
    "slug": "where-is-your-bin",
    "kind": "pages",
    "title": "Where is your bin?",
    "summary": "Asks where the bin stands.",
    "verb": "tell",
    "need": "I need to say where the bin stands, so that the crew finds it.",
    "licence": "OGL-UK-3.0",
    "owner": "oxford",
    "reviewed": "2026-11-01",
    "pages": [
        {
            "title": "Where is your bin?",
            "components": [
                {
                    "component": "input",
                    "name": "place",
                    "params": {"label": {"text": "Place of the bin"}},
                    "required": True,
                    "why": "The crew looks there first.",
                }
            ],
        }
    ],
}


def file(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def found(session: Session, words: str, organisations: tuple[int, ...] = ()) -> list[str]:
    reader = search.Reader(organisations)
    return [hit.ref for hit in search.find(session, words, kinds=("pattern",), reader=reader)]


def test_a_councils_pattern_is_a_draft_until_it_is_published(session: Session, people: People) -> None:
    patterns.create(session, people.contributor, file(), people.oxford)
    assert queries.pattern(session, "where-is-your-bin", people.visitor) is None
    assert queries.pattern(session, "where-is-your-bin", people.contributor) is not None
    assert "where-is-your-bin" not in found(session, "crew looks first")
    assert found(session, "crew looks first", (people.oxford,))[0] == "where-is-your-bin"
    with pytest.raises(NotAllowed):
        patterns.publish(session, people.contributor, "where-is-your-bin")
    patterns.publish(session, people.editor, "where-is-your-bin")
    assert found(session, "crew looks first")[0] == "where-is-your-bin"
    line = next(one for one in queries.patterns(session) if one.slug == "where-is-your-bin")
    assert (line.title, line.owner, line.processes) == ("Where is your bin?", "Oxford City Council", 0)


def test_a_new_version_shows_once_it_is_published(session: Session, people: People) -> None:
    patterns.create(session, people.editor, file(), people.oxford)
    patterns.publish(session, people.editor, "where-is-your-bin")
    newer = file(title="Where does your bin stand?")
    version = patterns.new_version(session, people.editor, "where-is-your-bin", newer)
    assert version.number == 2
    shown = queries.record(session, "where-is-your-bin")
    assert shown is not None
    assert shown.title == "Where is your bin?"
    patterns.publish(session, people.editor, "where-is-your-bin")
    shown = queries.record(session, "where-is-your-bin")
    assert shown is not None
    assert shown.title == "Where does your bin stand?"
    old = queries.record(session, "where-is-your-bin", 1)
    assert old is not None
    assert old.title == "Where is your bin?"
    assert patterns.new_version(session, people.editor, "where-is-your-bin", newer).number == 2


def test_what_is_missing_is_said_when_it_is_published(session: Session, people: People) -> None:
    patterns.create(session, people.editor, file(need="", reviewed=None), people.oxford)
    with pytest.raises(Refused, match="cannot be published yet"):
        patterns.publish(session, people.editor, "where-is-your-bin")


def test_a_slug_is_taken_once(session: Session, people: People) -> None:
    with pytest.raises(Refused, match="already"):
        patterns.create(session, people.editor, file(slug="address"), people.oxford)
    for data in (file(slug="Not A Slug"), b"not json", b"[]", file(slug="../etc")):
        with pytest.raises(Refused):
            patterns.create(session, people.editor, data, people.oxford)


def test_the_librarys_own_patterns_are_its_administrators(session: Session, people: People) -> None:
    with pytest.raises(NotAllowed):
        patterns.retire(session, people.administrator, "address")
    with pytest.raises(NotAllowed):
        patterns.create(session, people.administrator, file(), None)
    patterns.retire(session, people.library, "address")
    assert "address" not in found(session, "address")
    patterns.undo(session, people.library, "address")
    assert "address" in found(session, "address")


def test_the_starters_are_there_and_parts_of_service_patterns_are_known(session: Session) -> None:
    assert len(queries.patterns(session, kind="service")) >= 7
    assert "report-a-missed-bin" in queries.service_patterns_using(session, "address")
    library = queries.library(session)
    assert all(record.slug == slug for slug, record in library.items())
    assert len(library) >= 23


def test_work_says_which_state_it_was_made_on(session: Session, people: People) -> None:
    patterns.create(session, people.editor, file(), people.oxford)
    row = queries.pattern(session, "where-is-your-bin", people.editor)
    assert row is not None
    seen = pattern_work.work(session, row).token

    def retitled(title: str) -> str:
        return working.change(
            session, people.contributor, row.slug, seen, title, lambda one: replace(one, title=title)
        ).token

    first = retitled("One")
    with pytest.raises(working.Meanwhile) as told:
        retitled("Two")
    assert [one.what for one in told.value.done] == ["One"]
    assert working.undo(session, people.contributor, row.slug, first) == "One"
    assert pattern_work.work(session, row).token == seen
    retitled("Three")
    assert pattern_work.work(session, row).record.title == "Three"
    with pytest.raises(NotAllowed):
        working.undo(session, people.stranger, row.slug, pattern_work.work(session, row).token)


@pytest.mark.parametrize("slug", ["new", "begin", "form"])
def test_the_address_of_a_page_is_no_patterns(session: Session, people: People, slug: str) -> None:
    with pytest.raises(Refused, match="is the address of a page of this library"):
        patterns.create(session, people.contributor, file(slug=slug), people.oxford)
