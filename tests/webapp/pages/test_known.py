"""What people said of other pairs of a service is gathered for the next comparison: all of it, and only what one may
read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.webapp.diagrams import OTHER_BIN
from tests.webapp.site import Site
from webapp import reading
from webapp.actions import matches, uploads
from webapp.actions.uploads import IncomingFile
from webapp.comparisons import known as knowing
from webapp.comparisons.compared import pair
from webapp.comparisons.known import Told, known
from webapp.permissions import LIBRARY, Person
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db


def gathered(site: Site, a: str, b: str, who: Person) -> tuple[Told, ...]:
    with site.app.test_request_context():
        found = [queries.processes.process(db(), address, LIBRARY) for address in (a, b)]
        sides = [one for one in found if one is not None]
        compared = [(one.current, reading.read(db(), one.current).diagram) for one in sides]
        return known(sides[0], sides[1], compared, who)


def step(site: Site, address: str) -> str:
    with site.session() as session:
        version = session.get_one(Process, int(address)).current
        return next(node.key for node in reading.read(session, version).diagram.nodes if node.is_activity)


def say(site: Site, a: str, b: str, who: Person) -> int:
    with site.session() as session:
        return matches.confirm(session, who, int(a), int(b), [step(site, a)], [step(site, b)]).id


@pytest.fixture
def spoken(site: Site) -> Sequence[str]:
    """Four processes of one service; people matched the draft of Oxford with two examples, and those two."""
    places = [site.places.draft, "1", "2", "3"]
    say(site, places[0], places[1], site.people.contributor)
    say(site, places[0], places[2], site.people.contributor)
    say(site, places[1], places[2], site.people.library)
    return places


def test_everything_said_of_the_service_but_for_the_two_themselves(site: Site, spoken: Sequence[str]) -> None:
    found = gathered(site, spoken[0], spoken[1], site.people.contributor)
    assert len(found) == 2
    assert all(told.pair.matches and not told.pair.rejected for told in found)
    assert len(gathered(site, spoken[0], spoken[3], site.people.contributor)) == 3
    assert gathered(site, site.places.published, site.places.other_published, site.people.library) == ()


def test_a_draft_teaches_nobody_who_may_not_read_it(site: Site, spoken: Sequence[str]) -> None:
    for who in (site.people.visitor, site.people.stranger):
        assert len(gathered(site, spoken[1], spoken[3], who)) == 1
    assert len(gathered(site, spoken[1], spoken[3], site.people.editor)) == 3


def test_a_diagram_is_one_object_in_all_its_pairs(site: Site, spoken: Sequence[str]) -> None:
    found = gathered(site, spoken[0], spoken[3], site.people.library)
    diagrams = {id(diagram) for told in found for diagram in (told.pair.a, told.pair.b)}
    assert len(diagrams) == 3


def test_what_rests_on_others_is_not_called_a_word_about_these_two(site: Site, spoken: Sequence[str]) -> None:
    with site.app.test_request_context():
        one, other = (queries.processes.process(db(), address, LIBRARY) for address in spoken[1:3])
        assert one is not None
        assert other is not None
        found = pair(one, other, "default")
    said = [row for row in found.comparison.rows if found.because(row) == "a person’s word"]
    assert [row.a[0].key for row in said] == [step(site, spoken[1])]
    free = next(row for row in found.comparison.rows if row.match and not found.said_of(row))
    assert free.match is not None
    bridged = replace(free, match=replace(free.match, by="confirmed", score=0.9))
    assert found.because(bridged) == "what people confirmed between other councils (0.90)"


def test_what_is_taken_back_or_no_longer_drawn_teaches_nothing(site: Site, spoken: Sequence[str]) -> None:
    before = [pair.mark for pair in gathered(site, spoken[0], spoken[3], site.people.library)]
    row = say(site, spoken[2], spoken[3], site.people.library)
    assert len(gathered(site, spoken[0], spoken[1], site.people.library)) == 3
    with site.session() as session:
        matches.undo(session, site.people.library, row)
    assert [pair.mark for pair in gathered(site, spoken[0], spoken[3], site.people.library)] == before
    with site.session() as session:
        other = OTHER_BIN.replace(b'"A"', b'"Gone"').replace(b'"B"', b'"Gone2"')
        uploads.new_version(session, LIBRARY, int(spoken[0]), IncomingFile("new.bpmn", other))
    assert len(gathered(site, spoken[1], spoken[3], site.people.library)) == 1


def test_it_is_bounded_to_what_was_said_last(
    site: Site, spoken: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "MOST_PAIRS", 1)
    (only,) = gathered(site, spoken[0], spoken[3], site.people.library)
    assert only.pair.matches[0].a == (step(site, spoken[1]),)
    monkeypatch.setattr(knowing, "MOST_PAIRS", 200)
    monkeypatch.setattr(knowing, "MOST_PROCESSES", 2)
    assert gathered(site, spoken[0], spoken[3], site.people.library) == ()
