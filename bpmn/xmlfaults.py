"""The XML parser's errors in words for a person who has never seen XML."""

from __future__ import annotations

import re

from lxml import etree

from bpmn.encodings import Encoding
from bpmn.errors import UnreadableDocument

_ENCODING = re.compile(
    r"Invalid bytes in character encoding|.*[Ee]ncoding|PCDATA invalid Char|Char 0x|.*invalid char", re.DOTALL
)
_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        "the element {0} that opens in line {1} is closed by {2}",
    ),
    (
        r"EndTag: '</' not found|Premature end of data.*",
        "the file ends in the middle: perhaps it was cut short when it was saved or sent",
    ),
    (r"Start tag expected, '<' not found", "this is text or something else, not XML"),
    (r"Document is empty", "this is text or something else, not XML"),
    (r"Entity '(.*?)' not defined", "the character reference &{0}; means nothing in XML"),
    (
        r"Namespace prefix (\S+) (?:for \S+ )?on (\S+) is not defined",
        "the element {1} uses the prefix {0}, which is declared nowhere",
    ),
    (
        r"Namespace prefix (\S+) for (\S+) on (\S+) is not defined",
        "the attribute {1} uses the prefix {0}, which is declared nowhere",
    ),
    (
        r"xmlns:(\S+): '(.*)' is not a valid URI",
        "the namespace {1!r} of the prefix {0} is not a valid address",
    ),
    (r"Attribute (\S+) redefined", "the attribute {0} is given twice in one element"),
    (r"Excessive depth.*|xmlSAX2\S* .*depth.*", "its elements are nested too deep"),
    (r"Extra content at the end of the document", "something follows the end of the diagram"),
    (
        r"XML declaration allowed only at the start of the document",
        "something stands before the XML declaration",
    ),
    (r"Unescaped '<' not allowed in attributes values", "a value holds a bare < sign"),
    (r"xmlParseEntityRef: no name|EntityRef: expecting ';'", "a value or text holds a bare & sign"),
)


def in_plain_words(fault: etree.XMLSyntaxError, encoding: Encoding) -> UnreadableDocument:
    """The parser's complaint as the sentence that the person who uploaded the file reads."""
    line = fault.lineno or None
    where = f" in line {line}" if line else ""
    reason = _reason(fault, encoding)
    sentence = f"The file is not well-formed XML{where} ({reason}): export it from your tool again."
    return UnreadableDocument(sentence, line)


def _reason(fault: etree.XMLSyntaxError, encoding: Encoding) -> str:
    message = re.sub(r",? line \d+, column \d+.*$", "", str(fault.msg)).strip()
    if _ENCODING.match(message):
        said = encoding.declared or encoding.codec
        return f"a character is not valid in {said}, the encoding the file says it is in"
    for pattern, words in _WORDS:
        if found := re.match(pattern, message, re.DOTALL):
            return words.format(*found.groups())
    return message.rstrip(".") or "the parser gives no reason"
