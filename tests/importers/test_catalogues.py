"""Each catalogue importer: what it takes, what it leaves out and says, what it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importers.catalogue import CannotImport, Catalogue, columns, iso_date
from importers.councils import govuk
from importers.councils import read as councils
from importers.govuk_services import read as govuk_services
from importers.lgfl import read as lgfl
from importers.lgil import read as lgil
from importers.lgsl import read as lgsl
from importers.synonyms import read as synonyms

SERVICES = (
    "\ufeffIdentifier,Label,Status,Description,Created,Modified,History notes,Type\r\n"
    '524, Household waste ,Live,"Emptying, weekly",03/04/2013,01/02/2021,,Service\r\n'
    "742,Street cafÅ½ licence,Discontinued,,03/04/2013,,,Service\r\n"
    ",No number,Live,,,,,Service\r\n"
    "524,Household waste collection,Live,Newer,,,,Service\r\n"
)


def test_services() -> None:
    read = lgsl.read(SERVICES.encode())
    assert read.records == (
        lgsl.ServiceRecord(524, "Household waste collection", "Live", "Newer", None),
        lgsl.ServiceRecord(742, "Street café licence", "Discontinued", "", None),
    )
    assert read.notes == (
        "1 row without a number or a name was left out.",
        "1 service stood twice; the last row counts.",
        "1 text with damaged letters was mended.",
    )


def test_functions_with_and_without_their_services() -> None:
    head = "Identifier,Label,Description,Parent identifiers"
    rows = ("2,Rubbish,,1,524", "2,Rubbish,,1,528", "1,Environment,,,", "x,Nothing,,,", "3,Lost,,9,")
    mapped = "\n".join([f"{head},Mapped identifier", *rows])
    read = lgfl.read(mapped.encode())
    assert [(one.id, one.parent, one.services) for one in read.records] == [
        (1, None, ()),
        (3, None, ()),
        (2, 1, (524, 528)),
    ]
    assert len(read.notes) == 2
    plain = lgfl.read(f"{head}\n1,Environment,,\n".encode())
    assert plain.records[0].services is None


def test_functions_within_themselves_are_refused() -> None:
    with pytest.raises(CannotImport, match="within itself"):
        lgfl.read(b"Identifier,Label,Parent identifiers\n1,A,2\n2,B,1\n")


def test_interactions() -> None:
    read = lgil.read(b"Identifier,Label\n0,Applications for service\n17,Reporting\n,Nothing\n")
    assert [(one.id, one.label) for one in read.records] == [
        (0, "Applications for service"),
        (17, "Reporting"),
    ]
    assert len(read.notes) == 1


def test_everyday_words() -> None:
    read = synonyms.read(b"words,lgsl,rank\n  Missed   BIN ,524,1\nbin,530,3\nsofa,528,\n,1,1\nx,y,1\n")
    assert [(one.words, one.lgsl, one.rank) for one in read.records] == [
        ("missed bin", 524, 1),
        ("bin", 530, 3),
        ("sofa", 528, 1),
    ]
    assert "2 rows" in read.notes[0]


def test_who_provides_a_service() -> None:
    read = govuk_services.read(
        b"LGSL,Description,Providing Tier\n524,Bins,district/unitary\n1,Home,All\n2,?,parish\n"
    )
    assert [(one.lgsl, one.tier) for one in read.records] == [(524, "district/unitary"), (1, "all")]
    assert len(read.notes) == 1


COUNCILS = (
    "local-authority-code,official-name,nice-name,gss-code,former-gss-codes,start-date,end-date,replaced-by,nation,"
    "region,local-authority-type,local-authority-type-name,county-la,current-authority,gov-uk-slug\n"
    'OLD,Old Borough Council,Old,E07000001,,,2023-04-01,"NEW,GONE",England,North,NMD,District,CTY,False,new\n'
    "NEW,New Council,New,E06000099,E10000001,2023-04-01,,,England,North,UA,Unitary,,True,new\n"
    "CMB,Big Combined Authority,Big,E47000099,,,,,England,North,COMB,Combined,,True,\n"
    "TWN,Twin Council,St. Twin & Son's,E06000099,,,,,England,North,UA,Unitary,,True,\n"
)


def test_councils_past_and_present() -> None:
    read = councils.read(COUNCILS.encode())
    by_code = {one.code: one for one in read.records}
    assert [one.code for one in read.records] == ["NEW", "CMB", "TWN", "OLD"]
    assert [by_code[code].slug for code in ("NEW", "OLD", "CMB", "TWN")] == [
        "new",
        "new-old",
        "big",
        "st-twin-and-sons",
    ]
    assert (by_code["NEW"].tier, by_code["CMB"].tier, by_code["OLD"].tier) == ("unitary", None, "district")
    assert by_code["OLD"].successors == ("NEW", "GONE")
    assert (by_code["OLD"].ends, by_code["NEW"].starts) == ("2023-04-01", "2023-04-01")
    assert by_code["NEW"].former_gss == ("E10000001",)
    assert by_code["TWN"].gss is None
    assert len(read.notes) == 2


def test_councils_on_govuk() -> None:
    read = govuk.read(
        b"id,gss,snac,local_custodian_code,tier_id,parent_local_authority_id,slug,country_name,homepage_url,name\n"
        b'1,E07000178,,,2,2,oxford,England,https://oxford.example/,"Oxford City Council"\n'
        b"2,E10000025,,,1,,oxfordshire,England,javascript:x,Oxfordshire County Council\n"
        b"3,,,,1,,nowhere,England,,No code\n"
    )
    oxford, county = read.records
    assert (oxford.tier, oxford.parent_gss, oxford.homepage) == (
        "district",
        county.gss,
        "https://oxford.example/",
    )
    assert (county.tier, county.parent_gss, county.homepage) == ("county", None, None)
    assert len(read.notes) == 1


READERS: list[Callable[[bytes], Catalogue[object]]] = [
    lgsl.read,
    lgfl.read,
    lgil.read,
    synonyms.read,
    govuk_services.read,
    councils.read,
    govuk.read,
]  # type: ignore[list-item]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"a,b\n1,2\n", b"\xff\xfe", b"%PDF-1.7", b"\n\n\n"])
def test_anything_else_is_refused_with_a_sentence(
    read: Callable[[bytes], Catalogue[object]], data: bytes
) -> None:
    with pytest.raises(CannotImport) as refused:
        read(data)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_sheet_in_windows_letters_is_read() -> None:
    read = lgil.read("Identifier,Label\n1,Café\n".encode("cp1252"))
    assert read.records[0].label == "Café"


def test_columns_tell_what_a_table_is() -> None:
    assert columns("\ufeffwords , lgsl\nbin,524\n".encode()) == ("words", "lgsl")
    assert columns(b"\x89PNG\r\n\x1a\n") == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("03/04/2013", "2013-04-03"),
        ("2013-04-03", "2013-04-03"),
        ("", None),
        ("4/3/13", None),
        ("soon", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert iso_date(text) == date
