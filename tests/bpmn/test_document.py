"""What is refused, with which words, and what is survived."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.document import load
from bpmn.errors import UnreadableDocument
from bpmn.limits import Limits
from bpmn.reader import read

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
INSIDE = '<process id="P"><startEvent id="S" name="Café opens"/><endEvent id="E"/></process>'
PLAIN = f'<definitions xmlns="{MODEL}" targetNamespace="t">{INSIDE}</definitions>'


def declared(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{PLAIN}'


def refusal(data: bytes, limits: Limits | None = None) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        load(data, limits or Limits())
    text = str(caught.value)
    assert text.endswith(".")
    assert len(text) < 300
    return caught.value


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + declared("UTF-8").encode(),
        b"\xef\xbb\xbf" + declared("ISO-8859-1").encode(),
        declared("ISO-8859-1").encode("latin-1"),
        declared("windows-1252").encode("cp1252"),
        declared("UTF-16").encode("utf-16"),
        declared("UTF-16").encode("utf-16-le"),
        b"\xfe\xff" + declared("UTF-8").encode("utf-16-be"),
        declared("UTF-16").encode(),
        declared("utf16le").encode(),
        declared("no-such-thing").encode(),
        declared("UTF-32").encode("utf-32"),
    ],
)
def test_an_encoding_is_read_from_the_bytes_whatever_is_declared(data: bytes) -> None:
    document = load(data)
    assert document.data is data
    assert read(data).nodes[0].name == "Café opens"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"Dear all, please find attached", "not XML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG picture"),
        (b"%PDF-1.7\n%", "a PDF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (zipped("visio/document.xml", "[Content_Types].xml"), "in Visio"),
        (zipped("abc/Diagram1.diag", "x.xml"), "in Bizagi"),
        (zipped("word/document.xml", "[Content_Types].xml"), "Office"),
        (zipped("a.bpmn"), "zip"),
        (b"PK\x03\x04 damaged", "damaged zip"),
        (b'{"resourceId": "oryx", "stencil": {}}', "in Signavio"),
        (b'{"a": 1}', "JSON"),
        (b"<VisioDocument xmlns='http://schemas.microsoft.com/visio/2003/core'/>", "in Visio"),
        (b"<Package xmlns='http://www.wfmc.org/2009/XPDL2.2'/>", "XPDL"),
        (b"<mxfile><diagram/></mxfile>", "draw.io"),
        (b"<?xml version='1.0'?><!DOCTYPE AML SYSTEM 'ARIS-Export.dtd'><AML/>", "in ARIS"),
        (b"<!doctype html><html></html>", "web page"),
        (b"<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>", "decision model"),
        (b"<definitions xmlns='http://schema.omg.org/spec/BPMN/1.2'/>", "older than 2.0"),
        (f"<process xmlns='{MODEL}'/>".encode(), "fragment"),
        (b"<note/>", "its root element is note"),
    ],
)
def test_what_is_not_bpmn_is_named_with_the_way_out(data: bytes, says: str) -> None:
    assert says in str(refusal(data))


@pytest.mark.parametrize(
    ("inside", "line", "says"),
    [
        ("\n<process>\n</definitions>", 3, "the element process that opens in line 2"),
        ("\n<process>", 2, "cut short"),
        ("\n<process id='a' id='b'/></definitions>", 2, "given twice"),
        ("\n<bpmn:process/></definitions>", 2, "prefix bpmn"),
        ("\n<process name='&nbsp;'/></definitions>", 2, "&nbsp;"),
        ("\n<process name='a & b'/></definitions>", 2, "&"),
    ],
)
def test_broken_xml_says_where_and_why(inside: str, line: int, says: str) -> None:
    fault = refusal(f'<definitions xmlns="{MODEL}">{inside}'.encode())
    assert says in fault.reason
    assert fault.line == line


def test_bytes_that_are_not_in_the_declared_encoding_are_refused() -> None:
    assert "not valid in UTF-8" in str(refusal(declared("UTF-8").encode("latin-1")))


BOMB = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "before",
    [
        BOMB + "]>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!-- a > b --><?pi <!a ?>\n<!DOCTYPE d SYSTEM 'http://example.invalid/d.dtd'>",
    ],
)
def test_a_doctype_is_refused_before_anything_in_it_is_read(before: str, encoding: str) -> None:
    start = time.perf_counter()
    fault = refusal((before + PLAIN.replace(INSIDE, "&i;")).encode(encoding))
    assert "DOCTYPE" in str(fault)
    assert time.perf_counter() - start < 1


def test_a_doctype_hidden_by_utf_7_is_refused() -> None:
    text = "<?xml version='1.0' encoding='UTF-7'?>" + "+ADwAIQ-DOCTYPE d SYSTEM 'x'+AD4-" + PLAIN
    refusal(text.encode())


def test_the_word_doctype_in_a_text_is_no_doctype() -> None:
    inside = "<documentation><![CDATA[<!DOCTYPE html>]]></documentation>"
    assert load(PLAIN.replace(INSIDE, inside).encode()).root is not None


def test_a_depth_bomb_is_refused() -> None:
    deep = "<subProcess>" * 100_000 + "</subProcess>" * 100_000
    assert "nested" in str(refusal(PLAIN.replace(INSIDE, f"<process>{deep}</process>").encode()))
    deep = "<subProcess>" * 240 + "</subProcess>" * 240
    assert "nested more than 230 deep" in str(refusal(PLAIN.replace(INSIDE, deep).encode()))
    deep = "<subProcess>" * 200 + "</subProcess>" * 200
    assert len(read(PLAIN.replace(INSIDE, f"<process>{deep}</process>").encode()).nodes) == 200


def test_size_and_number_are_limited() -> None:
    assert "MB" in str(refusal(PLAIN.encode(), Limits(size=100)))
    assert "20.0 MB" in str(refusal(PLAIN.encode() + b" " * (20 * 1024 * 1024)))
    assert "2 steps and flows" in str(refusal(PLAIN.encode(), Limits(flow_elements=1)))
    assert "too many" in str(refusal(PLAIN.replace(INSIDE, "<a/>" * 1_100_000).encode()))
    many = " ".join(f'a{n}="1"' for n in range(50_000))
    assert "1,000 attributes" in str(refusal(PLAIN.replace('id="S"', f'id="S" {many}').encode()))


def test_a_nul_byte_is_not_well_formed() -> None:
    refusal(PLAIN.replace("Café", "Caf\0").encode())


def test_definitions_of_an_unknown_namespace_open_and_say_that_nothing_was_read() -> None:
    diagram = read(b'<definitions xmlns="http://not-bpmn"><process id="P"/></definitions>')
    assert diagram.nodes == ()
    assert "not-bpmn" in diagram.repairs[0].text


SAMPLE = declared("UTF-8").encode()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.binary(max_size=4), st.integers(0, 5)), max_size=4))
def test_any_bytes_are_read_or_refused(changes: list[tuple[int, bytes, int]]) -> None:
    data = SAMPLE
    for at, new, gone in changes:
        data = data[:at] + new + data[at + gone :]
    with suppress(UnreadableDocument):
        read(data)


@pytest.mark.corpus
def test_the_corpus_is_refused_only_where_it_must_be(corpus: tuple[Path, ...]) -> None:
    refused: dict[str, str] = {}
    for path in corpus:
        try:
            load(path.read_bytes())
        except UnreadableDocument as fault:
            refused[path.name] = fault.reason
    not_well_formed = [name for name, reason in refused.items() if "not well-formed" in reason]
    assert len(not_well_formed) == 5
    assert len(refused) == 11
