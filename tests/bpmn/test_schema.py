"""What the schema has against a file, in words, with lines and elements."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bpmn.document import load
from bpmn.errors import UnreadableDocument
from bpmn.findings import Finding
from bpmn.schema import xsd_findings

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'


def found(inside: str, head: str = HEAD) -> tuple[Finding, ...]:
    return xsd_findings(load(f"{head}\n{inside}\n</definitions>".encode()))


def test_a_valid_file_has_no_findings() -> None:
    assert found('<process id="P"><task id="A"/></process>') == ()


def test_a_fault_says_the_line_and_the_element() -> None:
    (one,) = found('<process id="P">\n<task id="A" colour="red"/></process>')
    assert (one.rule, one.severity, one.elements) == ("xsd", "warning", ("A",))
    assert "line 3" in one.text
    assert "task may not have colour" in one.text
    assert one.fix


def test_the_target_namespace_that_one_vendor_leaves_out() -> None:
    (one,) = found("", '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">')
    assert "definitions lacks targetNamespace" in one.text


def test_the_same_fault_many_times_is_one_finding() -> None:
    lines = "\n".join(f'<task id="{n}" colour="red"/>' for n in range(20))
    findings = found(f'<process id="P">\n{lines}</process>')
    colour = [one for one in findings if "colour" in one.text]
    assert len(colour) == 1
    assert len(colour[0].elements) == 20
    assert "and 15 more" in colour[0].text
    assert len(findings) == 2  # ids may not begin with a digit


def test_there_are_at_most_ten_kinds_and_a_word_of_the_rest() -> None:
    many = " ".join(f'{letter}="1"' for letter in "abcdefghijklmnop")
    findings = found(f'<process id="P"><task id="A" {many}/></process>')
    assert len(findings) == 11
    assert "6 more kinds" in findings[-1].text


def test_several_threads_get_their_own_findings() -> None:
    texts = [HEAD.replace(' targetNamespace="t"', "") + "</definitions>", HEAD + "</definitions>"] * 50
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda text: len(xsd_findings(load(text.encode()))), texts))
    assert counts == [1, 0] * 50


@pytest.mark.corpus
def test_the_corpus_gets_few_and_short_findings(corpus: tuple[Path, ...]) -> None:
    invalid = 0
    for path in corpus:
        try:
            findings = xsd_findings(load(path.read_bytes()))
        except UnreadableDocument:
            continue
        invalid += bool(findings)
        assert len(findings) <= 11
        assert all(len(one.text) < 500 and "{http" not in one.text for one in findings)
    assert 0 < invalid < len(corpus) / 5
