"""No label holds anybody's personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import kind_in_words

NAME = "personal-data-in-label"
SEVERITY: Severity = "warning"
SUMMARY = "A name, note or description holds what looks like somebody's personal data."
HEADLINE = "{n} places that hold what looks like personal data"
AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE"
)
# Telephone numbers of people and houses (01, 02, 07): 03 and 08 are those of organisations. National Insurance
# numbers as HMRC's manual NIM39110 forms them. Postcodes in one of the UK's areas, with their space.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an e-mail address", re.compile(r"(?<![\w.+-])[\w.+-]+@(?!example\.)(?:[\w-]+\.)+[A-Za-z]{2,}\b")),
    (
        "a telephone number",
        re.compile(r"(?<![\w.+/-])(?:\+44 ?(?:\(0\) ?)?|\(?0)[127]\d(?:[ -]?\d|\) ?\d){7,8}(?![\w/-])"),
    ),
    (
        "a National Insurance number",
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b"
        ),
    ),
    ("a postcode", re.compile(rf"\b(?:{AREAS.replace(' ', '|')})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{{2}}\b")),
    (
        "a street address",
        re.compile(
            r"(?<![\w.,])\d{1,4}[a-zA-Z]?,? (?:[A-Z][a-z'-]+ ){1,3}"
            r"(?:Street|Road|Lane|Avenue|Close|Crescent|Terrace|Gardens|Grove|Drive)\b"
        ),
    ),
)


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each kind of personal data in each name, note or description. The sentence does not repeat
    what was found: it goes where the file may not."""
    for key, what, text in _labels(diagram):
        # Every pattern needs a digit or an @; most labels hold neither.
        if "@" not in text and not any(letter.isdigit() for letter in text):
            continue
        for kind, pattern in PATTERNS:
            if pattern.search(text):
                said = f"The {what} holds what looks like {kind}."
                fix = (
                    "Take it out before anybody else sees the diagram: write 'the applicant', not who it was."
                )
                yield Finding(NAME, SEVERITY, (key,), said, fix)


def _labels(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    for node in diagram.nodes:
        yield node.key, f"name of this {kind_in_words(node)}", node.name
        if node.documentation:
            yield node.key, f"description of this {kind_in_words(node)}", node.documentation
    for flow in diagram.flows:
        if flow.name:
            yield flow.key, "name of this flow", flow.name
    holders = (
        *(("pool", pool.key, pool.name, pool.documentation) for pool in diagram.pools),
        *(("lane", lane.key, lane.name, lane.documentation) for lane in diagram.lanes),
        *(("process", held.key, held.name, held.documentation) for held in diagram.processes),
    )
    for what, key, name, documentation in holders:
        yield key, f"name of this {what}", name
        yield key, f"description of this {what}", documentation
    for message in diagram.message_flows:
        yield message.key, "name of this message flow", message.name
    for data in diagram.data:
        yield data.key, "name of these data", data.name
    for note in diagram.notes:
        yield note.key, "text of this note", note.text
