"""Hostile files, texts and addresses sent to the site: each gets an answer, never a failure of ours."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from importlib.resources import files as resources
from typing import Any

import pytest

from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.pages import files
from tests.webapp.site import Page, Site
from webapp.actions.incoming import IncomingFile, RefusedFile, unpack
from webapp.settings import Limits

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def tried(site: Site, data: bytes, name: str = "ours.bpmn", **values: str) -> Page:
    """Somebody without an account tries a file."""
    return site.visitor().post("/upload", {"files": (io.BytesIO(data), name), **values}, follow=True)


def definitions(inner: str, before: str = "") -> bytes:
    """A BPMN file with that in it."""
    return f'{before}<definitions xmlns="{MODEL}" id="d" targetNamespace="x">{inner}</definitions>'.encode()


def patched(data: bytes, *changes: tuple[int, bytes]) -> bytes:
    """A zip of one file with bytes of its central entry overwritten, places counted from that entry's start."""
    start, made = data.rfind(b"PK\x01\x02"), bytearray(data)
    for place, new in changes:
        made[start + place : start + place + len(new)] = new
    return bytes(made)


ONE = files.zipped({"a.bpmn": MISSED_BIN})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (patched(ONE, (6, b"\xff\0")), "damaged"),
        (patched(ONE, (8, b"\1\0")), "password"),
        (patched(ONE, (10, b"\x63\0")), "damaged"),
        (patched(ONE, (24, struct.pack("<I", 10))), "damaged"),
        (patched(ONE, (24, struct.pack("<I", 2**32 - 1))), "larger than 200 MB"),
        (patched(ONE, (42, struct.pack("<I", 2**31))), "damaged"),
        (patched(ONE, (16, b"abcd")), "damaged"),
        (patched(ONE, (8, b"\0\x08"), (46, b"\xff\xfe")), "damaged"),
        (files.zipped({"in.bpmn": ONE}), "This is a zip file, not one diagram"),
        (files.zipped({"in.zip": ONE}), "Left out"),
        (files.zipped({f"{n}.bpmn": b"x" for n in range(1_001)}), "more than 1,000 files"),
        (files.zipped({"C:\\a.bpmn": MISSED_BIN}), "leads out of it"),
        (files.zipped({"..\\a.bpmn": MISSED_BIN}), "leads out of it"),
    ],
    ids=[
        "a version of tomorrow", "locked", "unknown method", "lies small", "lies large", "leads outside", "wrong sum",
        "broken name", "nested as .bpmn", "nested", "1,001 files", "drive", "backslashes",
    ],
)  # fmt: skip
def test_a_hostile_zip_is_refused_in_a_sentence(site: Site, data: bytes, says: str) -> None:
    before = site.counts()
    page = tried(site, data, "ours.zip")
    assert (page.status, says in page.words) == (422, True), page.words
    assert site.counts() == before


def test_a_list_of_half_a_million_files_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = entry * 400_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed), 4, 0)
    monkeypatch.delattr(zipfile, "ZipFile")
    (refused,) = unpack([IncomingFile("a.zip", b"PK\x03\x04" + listed + end)], Limits())
    assert isinstance(refused, RefusedFile)
    assert "more than 1,000 files" in refused.reason


def test_a_link_in_a_zip_is_only_its_text(site: Site) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link.bpmn")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    page = tried(site, made.getvalue(), "ours.zip")
    assert "not XML" in page.words
    assert "root:" not in page.text


ENCODINGS = ("idna", "utf-7", "punycode", "base64", "rot13", "undefined", "cp037", "hz", "utf_32", "no-such")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_lying_encoding_is_answered(site: Site, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    data = definitions('<process id="p"><task id="a" name="Look"/></process>', declared)
    assert tried(site, data).status in (200, 422)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE d SYSTEM 'http://127.0.0.1:1/x'>" + definitions(""),
        b"<!-- a --><?pi?><!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>" + definitions(""),
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a [+ADwAIQ-ENTITY x "y"+AD4-]+AD4-' + definitions(""),
        definitions('<process id="p" name="&undefined;"/>'),
        definitions("<a>" * 100_000),
        definitions('<process id="p">' + "<extensionElements>" * 300 + "</extensionElements>" * 300 + "</process>"),
        definitions('<process id="p" ' + " ".join(f'a{n}="b"' for n in range(5_000)) + "/>"),
        definitions("<process id='p'>" + "<task/>" * 50_001 + "</process>"),
        definitions('<process id="p" name="a&#1;b"/>'),
    ],
    ids=["external", "parameter entity", "utf-7", "undefined entity", "unclosed", "deep", "wide", "many", "control"],
)  # fmt: skip
def test_hostile_xml_is_refused_and_leaves_nothing(site: Site, data: bytes) -> None:
    before = site.counts()
    page = tried(site, data)
    assert (page.status, "Refused" in page.words) == (422, True)
    assert site.counts() == before


def test_what_a_file_includes_or_imports_is_never_fetched(site: Site) -> None:
    page = tried(
        site,
        definitions(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
            '<import importType="http://www.w3.org/2001/XMLSchema" location="file:///etc/passwd" namespace="z"/>'
            '<process id="p"/>'
        ),
    )
    assert page.status == 200
    assert "root:" not in page.text


@pytest.mark.parametrize(
    "path",
    [
        f"/services/{10**20}", f"/services/functions/{10**20}", f"/processes/{10**30}", "/processes/%D9%A1",
        f"/processes/1/versions/{10**20}", f"/patterns/name/versions/{10**20}.json", "/processes/%00",
        "/councils/%00oxford", "/processes/..%2f..%2fetc", f"/processes/{'a' * 5_000}", "/patterns/__class__",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_no_page(site: Site, path: str) -> None:
    assert site.visitor().get(path).status == 404


def test_a_person_whose_number_cannot_be_is_not_found(site: Site) -> None:
    for change in ("reset", "role"):
        page = site.visitor(site.people.library).post(f"/councils/oxford/people/{10**20}/{change}")
        assert page.status == 404


SEARCHES = (
    "²", "½", "ⅷ", "١", '"', "*", "NEAR(a b)", "title:bin", "AND", "NOT a", "(((", "^bin", "';--", "a\0b", "-", "_",
    "%", "[", "x" * 100_000, "bin " * 5_000, "\ud7ff\uffff", "{x}:b",
)  # fmt: skip


@pytest.mark.parametrize("words", SEARCHES, ids=range(len(SEARCHES)))
def test_any_words_may_be_searched_for(site: Site, words: str) -> None:
    client = site.visitor().client
    for path, name in (("/search", "q"), ("/services", "q"), ("/councils", "q"), ("/upload", "find")):
        assert client.get(path, query_string={name: words}).status_code == 200, path


@pytest.mark.parametrize(
    "query",
    [
        "a=1",
        "a=0&b=0",
        "a=-1&b=1e999",
        "a=%00&b=%00",
        "with=1",
        "with=x&with=%0d%0aX:%20y",
        "a=1&b=1&setting=evil",
    ],
)
def test_junk_to_compare_is_answered(site: Site, query: str) -> None:
    page = site.visitor().get(f"/compare?{query}")
    assert page.status in (200, 404)
    assert "X" not in page.response.headers


def test_control_characters_in_a_form_are_left_out(site: Site) -> None:
    table = "who,does what,then,if\nResident,Re\x01port it\x0b,,\n"
    page = tried(site, table.encode(), "st\x01eps.csv", job="Re\0port \x1b[31mit\ufffe")
    assert page.status == 200
    assert "Report [31mit" in page.words
    assert not any(letter in page.text for letter in "\0\x01\x0b\x1b\ufffe")


def test_control_characters_in_a_name_in_a_zip_are_left_out(site: Site) -> None:
    page = tried(
        site, files.zipped({"a\r\nSet-Cookie\x01.bpmn": definitions('<process id="p"/>')}), "ours.zip"
    )
    assert page.status == 200
    assert "\x01" not in page.find("//main")[0].text_content().replace(
        "ours.zip/a\r\nSet-Cookie\x01.bpmn", ""
    )


def test_thousands_of_notes_do_not_overflow_the_cookie(site: Site) -> None:
    table = "who,does what,then,if\n" + "".join(f"A,Step {n},nowhere {n} {'x' * 500},\n" for n in range(200))
    response = site.visitor().client.post("/upload", data={"table": table, "job": "J"})
    assert response.status_code == 303
    assert sum(map(len, response.headers.getlist("Set-Cookie"))) < 4_000


def starter(**changes: Any) -> bytes:
    """A pattern of the library under another name, changed."""
    content = json.loads((resources("webapp.patterns") / "starter" / "name.pattern.json").read_bytes())
    return json.dumps({**content, "slug": "hostile", **changes}).encode()


def component(**changes: Any) -> dict[str, Any]:
    """Pages with one question, changed."""
    asked = {"component": "input", "name": "answer", "params": {"label": {"text": "Name"}}, **changes}
    return {"pages": [{"title": "Page", "components": [asked]}]}


@pytest.mark.parametrize(
    "data",
    [
        starter(title="a\ud800"),
        starter(title="a\0b"),
        starter(source="javascript:alert(1)"),
        starter(**component(params={"label": {"text": "a\udfff"}})),
        starter(**component(params={"html": "<b>"})),
        starter(**component(params={"label": {"html": "<b>"}})),
        starter(**component(params={"formGroup": {"beforeInput": {"html": "x"}}})),
        starter(**component(params={"attributes": {"onclick": "x"}})),
        starter(**component(params={"classes": 'a" onclick="b'})),
        starter(**component(min=10**400)),
        starter(**component(longest=-1)),
        b"[" * 100_000,
        b'{"slug": NaN}',
        b"9" * 10_000,
        b"null",
        b"\xff\xfe{\0}\0",
        b" " * 2_000_000,
    ],
    ids=range(17),
)
def test_a_hostile_pattern_is_refused_in_a_sentence(site: Site, data: bytes) -> None:
    page = site.visitor(site.people.library).post("/patterns/new", {"file": (io.BytesIO(data), "a.json")})
    assert page.status == 400
    assert page.problem
