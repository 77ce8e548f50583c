"""Edits touch nothing but what they are asked for, in every shape a real file has."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.document import load
from bpmn.errors import CannotEdit, UnreadableDocument
from bpmn.model import PARTS, PatternRef
from bpmn.reader import read
from bpmn.schema import xsd_findings
from bpmn.write.edit import attach_pattern, detach_pattern, set_parts

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
GUILDHALL = "https://guildhall.example/bpmn/1"
PIECE = f'<guildhall:pattern xmlns:guildhall="{GUILDHALL}" ref="address" version="3"/>'

SHAPES = {
    "self-closed": '<{p}task id="A" name="Straße &gt; „1“ é"/>',
    "self-closed with a blank": "<{p}task id='A' name='a > b' />",
    "open and empty": '<{p}task id="A"></{p}task>',
    "open with blanks": '<{p}task id="A">\n    </{p}task>',
    "flows in it": '<{p}task id="A">\n      <{p}incoming>f</{p}incoming>\n    </{p}task>',
    "documentation": '<{p}task id="A">\n      <{p}documentation>Café</{p}documentation>\n'
    "      <{p}documentation/>\n      <{p}incoming>f</{p}incoming>\n    </{p}task>",
    "all on one line": '<{p}task id="A"><{p}documentation>x</{p}documentation>'
    "<{p}incoming>f</{p}incoming></{p}task>",
    "extensions": '<{p}task id="A">\n      <{p}extensionElements>\n        <x:a xmlns:x="urn:x" b="/&gt;"/>\n'
    "      </{p}extensionElements>\n    </{p}task>",
    "extensions with text": '<{p}task id="A"><{p}extensionElements><x:a xmlns:x="urn:x">t<x:b/></x:a>'
    "</{p}extensionElements></{p}task>",
    "extensions self-closed": '<{p}task id="A">\n\t<{p}extensionElements/>\n</{p}task>',
    "extensions empty": '<{p}task id="A">\n      <{p}extensionElements>'
    "</{p}extensionElements>\n    </{p}task>",
    "extensions of blanks": '<{p}task id="A">\n      <{p}extensionElements>\n\n  '
    "</{p}extensionElements>\n    </{p}task>",
    "extensions under another prefix": f'<{{p}}task id="A">\n      '
    f'<o:extensionElements xmlns:o="{MODEL}"/>\n    </{{p}}task>',
    "extensions in a default of their own": f'<{{p}}task id="A">'
    f'<extensionElements xmlns="{MODEL}"> </extensionElements>'
    "</{p}task>",
    "a pattern already": f'<{{p}}task id="A"><{{p}}extensionElements>'
    f'<g:pattern xmlns:g="{GUILDHALL}" ref="pay"/>'
    '<x:a xmlns:x="urn:x"/></{p}extensionElements></{p}task>',
}
PREFIXES = ("", "bpmn:", "bpmn2:", "semantic:", "ns0:", "model:", "tns:", "b-p.m_n:")
ENCODINGS = {
    "utf-8": ("UTF-8", "utf-8", b""),
    "mark": ("UTF-8", "utf-8", b"\xef\xbb\xbf"),
    "mark, declared Latin": ("ISO-8859-1", "utf-8", b"\xef\xbb\xbf"),
    "utf-16": ("UTF-16", "utf-16-le", b"\xff\xfe"),
    "utf-16 big": ("UTF-16", "utf-16-be", b"\xfe\xff"),
    "utf-16 without mark": ("UTF-16", "utf-16-le", b""),
    "utf-16 big without mark": ("UTF-16", "utf-16-be", b""),
    "utf-16 declared utf-8": ("UTF-8", "utf-16-le", b"\xff\xfe"),
    "utf-8 declared utf-16": ("UTF-16", "utf-8", b""),
    "latin": ("ISO-8859-1", "latin-1", b""),
    "windows": ("windows-1252", "cp1252", b""),
}


def drawn(shape: str, prefix: str = "bpmn:", encoding: str = "utf-8", line: str = "\n") -> bytes:
    declared, codec, mark = ENCODINGS[encoding]
    name = prefix.rstrip(":")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\n<!-- <task id="A"/> é -->\n'
        f'<{prefix}definitions xmlns{":" + name if name else ""}="{MODEL}" targetNamespace="t">\n'
        f'  <{prefix}process id="P">\n    {SHAPES[shape].replace("{p}", prefix)}\n'
        f'    <{prefix}sequenceFlow id="f" sourceRef="A" targetRef="A"/>\n'
        f"  </{prefix}process>\n</{prefix}definitions>\n"
    )
    return mark + text.replace("\n", line).encode(codec, "xmlcharrefreplace")


def refs(data: bytes, key: str = "A") -> list[tuple[str, int | None]]:
    return [(pattern.ref, pattern.version) for pattern in read(data).node_by_key[key].patterns]


def only_inserted(old: bytes, new: bytes) -> bool:
    """Whether the new bytes are the old with one span put in (or a `/>` opened)."""
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    tail = 0
    while tail < len(old) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return old[start : len(old) - tail].replace(b"\0", b"") in (b"", b"/", b"/>")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("shape", SHAPES)
def test_attach_and_detach_in_every_shape_and_encoding(shape: str, encoding: str) -> None:
    old = drawn(shape, encoding=encoding)
    before = refs(old)
    new = attach_pattern(old, "A", "address", 3)
    assert refs(new) == [*before, ("address", 3)]
    assert only_inserted(old, new)
    assert xsd_findings(load(new)) == xsd_findings(load(old)) == ()
    assert PIECE in load(new).data.decode(ENCODINGS[encoding][1])
    assert detach_pattern(new, "A", "address") == old


@pytest.mark.parametrize("line", ["\n", "\r\n", ""])
@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_prefix_and_line_break(shape: str, prefix: str, line: str) -> None:
    old = drawn(shape, prefix, line=line)
    new = attach_pattern(old, "A", "address", 3)
    assert xsd_findings(load(new)) == ()
    assert only_inserted(old, new)
    if line == "\r\n":
        assert new.count(b"\n") == new.count(b"\r\n")
    assert detach_pattern(new, "A", "address") == old


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(SHAPES)),
    st.sampled_from(sorted(ENCODINGS)),
    st.lists(
        st.tuples(
            st.text(
                st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"]), min_size=1, max_size=6
            ),
            st.none() | st.integers(1, 999_999_999),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda pair: pair[0],
    ),
    st.randoms(),
)
def test_what_is_attached_is_read_and_what_is_detached_is_gone(
    shape: str, encoding: str, patterns: list[tuple[str, int | None]], chance: object
) -> None:
    old = drawn(shape, encoding=encoding)
    before = refs(old)
    patterns = [pair for pair in patterns if pair[0] != "pay"]
    new = old
    for ref, version in patterns:
        new = attach_pattern(new, "A", ref, version)
    assert refs(new) == [*before, *patterns]
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in kept) >= len(old) - 4
    for ref, _ in reversed(patterns):
        new = detach_pattern(new, "A", ref)
    assert new == old


def test_attaching_again_takes_the_new_version_and_keeps_the_place() -> None:
    data = drawn("flows in it")
    for ref, version in (("address", 3), ("pay", None), ("address", 4)):
        data = attach_pattern(data, "A", ref, version)
    assert refs(data) == [("address", 4), ("pay", None)]
    assert refs(detach_pattern(data, "A", "address")) == [("pay", None)]


def test_values_are_escaped() -> None:
    ref = """a"b'c<d>&e"""
    assert refs(attach_pattern(drawn("self-closed"), "A", ref, 1)) == [(ref, 1)]
    snowman = attach_pattern(drawn("self-closed", encoding="latin"), "A", "☃", 1)
    assert b"&#9731;" in snowman
    assert refs(snowman) == [("☃", 1)]


EVENTS = (
    f'<definitions xmlns="{MODEL}" targetNamespace="t"><message id="m"/><messageEventDefinition id="shared"/>'
    '<process id="P"><startEvent id="S"><messageEventDefinition/></startEvent><startEvent id="Blank"/>'
    '<intermediateCatchEvent id="I"><eventDefinitionRef>shared</eventDefinitionRef></intermediateCatchEvent>'
    '<exclusiveGateway id="G" name="Which?"/><callActivity id="C"/><subProcess id="Sub"/>'
    '<sequenceFlow id="f" sourceRef="S" targetRef="C"/><task id="twice"/></process>'
    '<process id="Q"><task id="twice"/><task/></process></definitions>'
).encode()


@pytest.mark.parametrize("key", ["S", "I", "C", "Sub"])
def test_steps_and_message_events_carry_patterns(key: str) -> None:
    assert refs(attach_pattern(EVENTS, key, "letter"), key) == [("letter", None)]


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("Blank", "neither"),
        ("G", "Which.” is neither"),
        ("f", "task or a message event"),
        ("P", "task or a message event"),
        ("m", "task or a message event"),
        ("twice", "used 2 times"),
        ("gone", "no element"),
        ("task~4", "no element"),
    ],
)
def test_what_cannot_carry_a_pattern_says_so_in_a_sentence(key: str, says: str) -> None:
    with pytest.raises(CannotEdit, match=says) as caught:
        attach_pattern(EVENTS, key, "letter")
    assert str(caught.value).endswith(".")


def test_nonsense_is_refused() -> None:
    for ref, version in (("", 1), ("a\0", 1), ("\ud800", 1), ("a", 0)):
        with pytest.raises(CannotEdit):
            attach_pattern(EVENTS, "S", ref, version)
    with pytest.raises(CannotEdit, match="not attached"):
        detach_pattern(EVENTS, "S", "letter")
    with pytest.raises(CannotEdit, match="UTF-32"):
        attach_pattern(drawn("self-closed").decode().replace("UTF-8", "UTF-32").encode("utf-32"), "A", "x")
    with pytest.raises(UnreadableDocument):
        detach_pattern(b"<!DOCTYPE x><x/>", "S", "letter")


POOLS = (
    f'<definitions xmlns="{MODEL}" targetNamespace="t"><collaboration id="C">'
    f'<participant id="One" processRef="P"/>\n'
    '  <participant id="Two"><documentation>d</documentation><participantMultiplicity/></participant>'
    '</collaboration><process id="P"><laneSet id="LS"><lane id="L">'
    '<flowNodeRef>A</flowNodeRef><childLaneSet id="CS">'
    '<lane id="M"/></childLaneSet></lane></laneSet><task id="A"/></process></definitions>'
).encode()


def test_parts_are_written_replaced_and_taken_back() -> None:
    first = set_parts(POOLS, {"One": "back-office", "Two": "resident", "L": "contractor", "M": "system"})
    diagram = read(first)
    assert [pool.part for pool in diagram.pools] == ["back-office", "resident"]
    assert [lane.part for lane in diagram.lanes] == ["contractor", "system"]
    assert xsd_findings(load(first)) == ()
    second = set_parts(first, {"One": "front-office", "Two": "resident"})
    assert [pool.part for pool in read(second).pools] == ["front-office", "resident"]
    assert set_parts(second, {"One": "back-office"}) == first
    assert set_parts(first, dict.fromkeys(("One", "Two", "L", "M"))) == POOLS
    assert set_parts(POOLS, {}) == POOLS


@pytest.mark.parametrize(("key", "part"), [("A", "resident"), ("gone", "resident"), ("One", "king")])
def test_parts_of_other_things_and_unknown_parts_are_refused(key: str, part: str) -> None:
    with pytest.raises(CannotEdit):
        set_parts(POOLS, {key: part})  # type: ignore[dict-item]


@pytest.mark.corpus
def test_edits_of_the_corpus_come_back_byte_for_byte(corpus: tuple[Path, ...]) -> None:
    tried = 0
    for path in corpus:
        old = path.read_bytes()
        try:
            diagram = read(old)
        except UnreadableDocument:
            continue
        ids = [node.file_id for node in diagram.nodes]
        for node in [node for node in diagram.nodes if node.is_activity and ids.count(node.file_id) == 1][:2]:
            if node.file_id is None:
                continue
            new = attach_pattern(old, node.key, "address", 3)
            assert read(new).node_by_key[node.key].patterns[-1] == PatternRef("address", 3), path
            assert len(xsd_findings(load(new))) == len(xsd_findings(load(old))), path
            assert detach_pattern(new, node.key, "address") == old, path
            tried += 1
        owners = [held.file_id for held in (*diagram.pools, *diagram.lanes) if held.file_id]
        parts = {owner: PARTS[n % len(PARTS)] for n, owner in enumerate(owners)}
        assert set_parts(set_parts(old, parts), dict.fromkeys(parts)) == old, path
    assert tried > 500
