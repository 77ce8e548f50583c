"""The catalogues that travel with the product, and newer editions of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.webapp.people import People
from webapp.actions import catalogues
from webapp.errors import NotAllowed, Refused
from webapp.permissions import LIBRARY
from webapp.store import migrate
from webapp.store.database import Database
from webapp.store.queries import councils, services
from webapp.store.tables import CatalogueImport, Function, Interaction, Organisation, Service, Synonym


def count(session: Session, kind: type[object]) -> int:
    return session.scalars(select(func.count()).select_from(kind)).one()


def test_everything_is_there(session: Session) -> None:
    assert count(session, Service) == 1002
    live = select(func.count()).select_from(Service).where(Service.status == "Live")
    assert session.scalars(live).one() == 978
    assert count(session, Function) == 113
    assert sorted(session.scalars(select(Interaction.id))) == [0, 4, 8, 17]
    assert count(session, Synonym) >= 120
    assert count(session, Organisation) >= 470
    with_function = select(func.count()).select_from(Service).where(Service.functions.any())
    assert session.scalars(with_function).one() == 915
    with_tier = select(func.count()).select_from(Service).where(Service.providing_tier.is_not(None))
    assert session.scalars(with_tier).one() == 116


def test_every_list_says_whose_it_is(session: Session) -> None:
    rows = session.scalars(select(CatalogueImport)).all()
    assert {row.kind for row in rows} == set(catalogues.KINDS)
    assert all(row.attribution and len(row.sha256) == 64 and row.rows for row in rows)
    told = (Path(catalogues.__file__).parents[1] / "catalogues" / "ATTRIBUTION.md").read_text()
    assert all(kind.file in told for kind in catalogues.KINDS.values())


def test_councils_have_their_names_tiers_and_successors(session: Session) -> None:
    oxford = councils.council(session, "oxford")
    assert oxford is not None
    assert (oxford.gss, oxford.tier, oxford.region) == ("E07000178", "district", "South East")
    assert oxford.parent is not None
    assert oxford.parent.slug == "oxfordshire"
    assert oxford.homepage is not None
    gone = session.scalars(select(Organisation).where(Organisation.gss == "E10000006")).one()
    assert not gone.is_current
    assert {council.name for council in gone.successors} == {
        "Cumberland Council",
        "Westmorland and Furness Council",
    }
    york = councils.council(session, "north-yorkshire")
    assert york is not None
    assert (york.name, york.tier, york.is_current) == ("North Yorkshire Council", "unitary", True)
    assert all(line.is_current for line in councils.councils(session))
    assert len(councils.councils(session, gone=True)) > len(councils.councils(session))


def test_an_empty_library_is_filled_quickly_and_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    migrate.upgrade(database)
    with database.session() as session:
        began = time.process_time()
        assert len(catalogues.load_all(session)) == len(catalogues.KINDS)
        assert time.process_time() - began < 3
        assert catalogues.load_all(session) == ()


def test_a_newer_list_of_services_changes_adds_and_retires(session: Session) -> None:
    newer = (
        "Identifier,Label,Status,Description,Modified\n"
        "524,Household waste and recycling,Live,Emptying bins,2027-01-01\n"
        "9001,Drone landing permits,Live,Permits for drones,\n"
    )
    result = catalogues.import_file(session, LIBRARY, newer.encode(), "newer.csv")
    assert (result.kind, result.rows) == ("lgsl", 2)
    assert "1,001 services are no longer in the list" in " ".join(result.notes)
    session.expire_all()
    waste = services.service(session, 524)
    assert waste is not None
    assert (waste.label, waste.tier) == ("Household waste and recycling", "district/unitary")
    assert [line.lgsl for line in services.find(session, "drone")] == [9001]
    assert session.get_one(Service, 279).status == "Discontinued"


def test_everyday_words_are_replaced(session: Session) -> None:
    words = b"words,lgsl,rank\nscaffie,524,1\nlost,99999,1\n"
    result = catalogues.import_file(session, LIBRARY, words, "words.csv")
    assert result.kind == "synonyms"
    assert "not in the library's list" in " ".join(result.notes)
    assert services.find(session, "scaffie")[0].lgsl == 524


def test_importing_the_same_list_again_changes_nothing(session: Session) -> None:
    folder = Path(catalogues.__file__).parents[1] / "catalogues"
    before = [(row.slug, row.name, row.gss, row.parent_id) for row in _organisations(session)]
    for kind in ("councils", "govuk-councils", "lgsl", "lgfl"):
        data = (folder / catalogues.KINDS[kind].file).read_bytes()
        catalogues.import_file(session, LIBRARY, data, kind)
    session.expire_all()
    assert [(row.slug, row.name, row.gss, row.parent_id) for row in _organisations(session)] == before


def _organisations(session: Session) -> list[Organisation]:
    return list(session.scalars(select(Organisation).order_by(Organisation.id)))


def test_only_the_librarys_administrator_imports(session: Session, people: People) -> None:
    with pytest.raises(NotAllowed):
        catalogues.import_file(session, people.administrator, b"words,lgsl\nx,524\n", "a.csv")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", None),
        (b"a,b\n1,2\n", None),
        (b"\x00\x01", "lgsl"),
        (b"words,lgsl\n", "synonyms"),
        (b"x", "birds"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_changes(
    session: Session, data: bytes, kind: str | None
) -> None:
    before = count(session, CatalogueImport)
    with pytest.raises(Refused):
        catalogues.import_file(session, LIBRARY, data, "a.csv", kind)
    assert count(session, CatalogueImport) == before
    assert count(session, Synonym) > 120
