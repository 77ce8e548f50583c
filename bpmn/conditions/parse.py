"""Reading a condition: a tokeniser and a recursive descent of bounded depth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bpmn.conditions.tree import All, Among, Compare, Condition, Holds, Name, Not, Operand, Some
from bpmn.conditions.values import Literal

LONGEST, MOST_TOKENS, DEEPEST = 2_000, 400, 40
_WRAPPED = re.compile(r"[$#]\{(.*)\}\Z", re.DOTALL)
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\["'\\])*"|'(?:[^'\\]|\\["'\\])*')
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    | (?P<sign>===|!==|==|!=|<=|>=|&&|\|\||[=<>!()\[\],])
    )""",
    re.VERBOSE,
)
_WORD_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "and": "and", "or": "or"}
_SIGNS = {"&&": "and", "||": "or", "===": "==", "!==": "!="}
_COMPARING = frozenset({"==", "!=", "<", "<=", ">", ">="})
_UNREADABLE = frozenset(
    {"null", "empty", "div", "mod", "instanceof", "some", "every", "if", "for", "function"}
)


class _Unreadable(Exception):
    """The text falls outside the grammar."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


@lru_cache(maxsize=512)
def parse(text: str, language: str | None = None) -> Condition | None:
    """Read a condition as it stands in a file. None when it is not inside the grammar (prose, code, a call),
    too long or too deep: then nobody but a person can decide it. `language` is the expression language's
    address, if any."""
    body, feel = _unwrapped(text.strip(), language or "")
    if not body or len(body) > LONGEST:
        return None
    try:
        return _Parser(_tokens(body, feel)).whole()
    except _Unreadable:
        return None


def _unwrapped(text: str, language: str) -> tuple[str, bool]:
    if text.startswith("=") and not text.startswith("=="):
        return text[1:].strip(), True
    found = _WRAPPED.match(text)
    return (found.group(1).strip() if found else text), "feel" in language.lower()


def _tokens(body: str, feel: bool) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(body):
        match = _TOKEN.match(body, place)
        if match is None or len(found) >= MOST_TOKENS:
            raise _Unreadable
        place = match.end()
        kind = match.lastgroup or ""
        found.append(_token(kind, match.group(kind), feel))
    return found


def _token(kind: str, text: str, feel: bool) -> _Token:
    if kind == "text":
        return _Token("text", re.sub(r"\\(.)", r"\1", text[1:-1]))
    if kind == "sign":
        if text == "=" and not feel:
            raise _Unreadable
        return _Token("sign", "==" if text == "=" else _SIGNS.get(text, text))
    word = text.lower()
    if kind == "name" and word in _WORD_SIGNS:
        return _Token("sign", _WORD_SIGNS[word])
    if kind == "name" and word in ("not", "in"):
        return _Token("sign", word)
    if kind == "name" and word in _UNREADABLE:
        raise _Unreadable
    return _Token(kind, text)


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    def whole(self) -> Condition:
        condition = self.either()
        if self.place != len(self.tokens):
            raise _Unreadable
        return condition

    def either(self) -> Condition:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def both(self) -> Condition:
        parts = [self.one()]
        while self.take("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Unreadable
        try:
            if self.take("not"):
                return Not(self.one())
            if self.take("!"):
                return Not(self.tightly())
            if self.take("("):
                inner = self.either()
                self.need(")")
                return inner
            return self.comparison()
        finally:
            self.depth -= 1

    def tightly(self) -> Condition:
        """What `!` binds to: a name, a bracket or another `!`; `!a == b` would mean `(not a) == b`."""
        token = self.peek()
        bracketed = token is not None and token.kind == "sign"
        inner = self.one()
        if not bracketed and not isinstance(inner, Holds):
            raise _Unreadable
        return inner

    def comparison(self) -> Condition:
        left = self.operand()
        token = self.peek()
        if token is not None and token.kind == "sign" and token.text in _COMPARING:
            self.place += 1
            return Compare(token.text, left, self.operand())
        if self.take("not"):
            self.need("in")
            return Not(Among(left, self.choices()))
        if self.take("in"):
            return Among(left, self.choices())
        if isinstance(left, Literal) and not isinstance(left.value, bool):
            raise _Unreadable
        return Holds(left)

    def choices(self) -> tuple[Operand, ...]:
        closing = "]" if self.take("[") else ")"
        if closing == ")":
            self.need("(")
        found = [self.operand()]
        while self.take(","):
            found.append(self.operand())
        self.need(closing)
        return tuple(found)

    def operand(self) -> Operand:
        token = self.peek()
        self.place += 1
        if token is None or token.kind == "sign":
            raise _Unreadable
        if token.kind == "text":
            return Literal(token.text)
        if token.kind == "number":
            return Literal(token.text, quoted=False)
        if token.text.lower() in ("true", "false"):
            return Literal(token.text.lower() == "true", quoted=False)
        return Name(token.text)

    def peek(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self, sign: str) -> bool:
        token = self.peek()
        if token is None or token.kind != "sign" or token.text != sign:
            return False
        self.place += 1
        return True

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise _Unreadable
