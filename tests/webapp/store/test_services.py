"""Finding services by everyday words, and who could have a process of one."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from webapp.actions import catalogues
from webapp.permissions import LIBRARY
from webapp.store.queries import services


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("bin", 524),
        ("bins", 524),
        ("Bin", 524),
        ("missed bin", 524),
        ("rubbish", 524),
        ("blue badge", 279),
        ("disabled parking", 279),
        ("sofa", 528),
        ("mattress", 528),
        ("parking permit", 474),
        ("taxi", 1729),
        ("taxi licence", 1729),
        ("garden waste", 530),
        ("dropped kerb", 477),
        ("council tax", 58),
        ("pothole", 557),
        ("foi", 722),
        ("524", 524),
        ("refuse colle", 524),
    ],
)
def test_an_everyday_word_finds_its_service_first(session: Session, words: str, first: int) -> None:
    assert services.find(session, words)[0].lgsl == first


@pytest.mark.parametrize(
    "words", ["", "   ", "!!", '"', "a" * 5000, "NEAR(bin", "bin*", "title:bin", "x' OR 1=1"]
)
def test_no_words_break_the_search(session: Session, words: str) -> None:
    assert isinstance(services.find(session, words), tuple)


def test_a_service_of_districts_leaves_counties_out(session: Session) -> None:
    collection = services.service(session, 524)
    assert collection is not None
    could = services.could_have(session, collection)
    assert could.known
    assert {council.tier for council in could.councils} == {"district", "unitary"}
    assert all(council.is_current for council in could.councils)
    assert len(could.councils) == 361


def test_a_service_of_counties_never_calls_a_district_a_gap(session: Session) -> None:
    badge = services.service(session, 279)
    assert badge is not None
    could = services.could_have(session, badge)
    assert {council.tier for council in could.councils} == {"county", "unitary"}
    names = {council.slug for council in could.councils}
    assert "oxfordshire" in names
    assert "oxford" not in names


def test_a_service_nobody_speaks_for_has_no_known_gaps(session: Session) -> None:
    taxi = services.service(session, 1729)
    assert taxi is not None
    could = services.could_have(session, taxi)
    assert not could.known
    assert {council.tier for council in could.councils} == {"county", "district", "unitary"}


def test_the_library_corrects_who_provides(session: Session) -> None:
    catalogues.set_tier(session, LIBRARY, 1729, "district/unitary")
    taxi = services.service(session, 1729)
    assert taxi is not None
    assert taxi.tier == "district/unitary"
    assert "oxfordshire" not in {council.slug for council in services.could_have(session, taxi).councils}


def test_shelves_hold_the_services(session: Session) -> None:
    shelves = services.shelves(session)
    assert len(shelves) == 13
    below = [shelf for top in shelves for shelf in top.below]
    assert len(shelves) + len(below) == 113
    waste = next(shelf for shelf in below if any(
        line.lgsl == 524 for line in services.on_shelf(session, shelf.id)
    ))  # fmt: skip
    assert waste.services > 5
