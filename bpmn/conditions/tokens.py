"""A condition cut into tokens: texts, numbers, names and signs. A word that is a sign in one language and a name in
another is the one that its own language says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MOST_TOKENS = 400
Dialect = Literal["plain", "juel", "feel", "script"]
"""Our own comparisons, what stands in `${...}`, FEEL, or a programming language in which `=` puts a value away."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\["'\\])*"|'(?:[^'\\]|\\["'\\])*')
    | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?!\w|\.(?!\.)))
    | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    | (?P<sign>===|!==|==|!=|<=|>=|&&|\|\||\.\.|[=<>!()\[\],])
    )""",
    re.VERBOSE,
)
_WORD_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_ALWAYS_SIGNS = frozenset({"and", "or", "not", "in", "null"})
_SIGNS = {"&&": "and", "||": "or", "===": "==", "!==": "!="}
_UNREADABLE = frozenset({"div", "mod", "instanceof", "some", "every", "if", "for", "function"})


class Unreadable(Exception):
    """The text falls outside the grammar."""


@dataclass(frozen=True)
class Token:
    """`kind` is text, number, name or sign; `text` a text without its quotation marks, a sign as our own syntax
    writes it."""

    kind: str
    text: str


def tokens(body: str, dialect: Dialect) -> list[Token]:
    """The tokens of an expression; Unreadable where it holds something else, or more than `MOST_TOKENS`."""
    found: list[Token] = []
    place = 0
    while place < len(body):
        match = _TOKEN.match(body, place)
        if match is None or len(found) >= MOST_TOKENS:
            raise Unreadable
        place = match.end()
        kind = match.lastgroup or ""
        found.append(_token(kind, match.group(kind), dialect))
    return found


def _token(kind: str, text: str, dialect: Dialect) -> Token:
    if kind == "text":
        return Token("text", re.sub(r"\\(.)", r"\1", text[1:-1]))
    if kind == "sign":
        return _sign(text, dialect)
    return _word(text, dialect) if kind == "name" else Token(kind, text)


def _sign(text: str, dialect: Dialect) -> Token:
    if text == "=":
        if dialect in ("juel", "script"):
            raise Unreadable
        return Token("sign", "==")
    return Token("sign", _SIGNS.get(text, text))


def _word(text: str, dialect: Dialect) -> Token:
    word = text.lower()
    if word in _ALWAYS_SIGNS:
        return Token("sign", word)
    if word in _WORD_SIGNS:
        return Token("sign", _WORD_SIGNS[word])
    if word == "between" and dialect in ("plain", "feel"):
        return Token("sign", word)
    if word == "empty" and dialect in ("plain", "juel"):
        return Token("sign", word)
    if word in _UNREADABLE or word == "empty":
        raise Unreadable
    return Token("name", text)
