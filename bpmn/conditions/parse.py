"""Reading a condition: a recursive descent of bounded depth over its tokens.

What is read is what several languages share: our own plain comparisons, JUEL (the operators and precedence of the
Jakarta Expression Language) between `${` and `}`, and FEEL (the comparisons of DMN 1.3, 10.3) after `=`. Where they
differ the text is read as its own language reads it or not at all: JUEL has no `=`, and its `not` binds more tightly
than `==`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bpmn.conditions.tokens import Dialect, Token, Unreadable, tokens
from bpmn.conditions.tree import (
    All,
    Among,
    Between,
    Compare,
    Condition,
    Empty,
    Holds,
    Name,
    Not,
    Operand,
    Some,
)
from bpmn.conditions.values import Literal, is_day

LONGEST, DEEPEST = 2_000, 40
_WRAPPED = re.compile(r"[$#]\{(.*)\}\Z", re.DOTALL)
_COMPARING = frozenset({"==", "!=", "<", "<=", ">", ">="})
_OPENS, _CLOSES = frozenset({"[", "(", "]"}), frozenset({"]", ")", "["})
_SCRIPTS = ("javascript", "ecmascript", "groovy", "python", "juel")


@lru_cache(maxsize=512)
def parse(text: str, language: str | None = None) -> Condition | None:
    """Read a condition as it stands in a file. None when it is not inside the grammar (prose, code, a call),
    too long or too deep: then nobody but a person can decide it. `language` is the expression language's
    address, if any."""
    body, dialect = _unwrapped(text.strip(), (language or "").lower())
    if not body or len(body) > LONGEST:
        return None
    try:
        return _Parser(tokens(body, dialect), dialect).whole()
    except Unreadable:
        return None


def _unwrapped(text: str, language: str) -> tuple[str, Dialect]:
    """The expression without what marks its language, and how it is to be read."""
    if text.startswith("=") and not text.startswith("=="):
        return text[1:].strip(), "feel"
    if (found := _WRAPPED.match(text)) is not None:
        return found.group(1).strip(), "juel"
    if "feel" in language:
        return text, "feel"
    return text, "script" if any(name in language for name in _SCRIPTS) else "plain"


class _Parser:
    def __init__(self, found: list[Token], dialect: Dialect) -> None:
        self.tokens = found
        self.dialect = dialect
        self.place = 0
        self.depth = 0

    def whole(self) -> Condition:
        condition = self.either()
        if self.place != len(self.tokens):
            raise Unreadable
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
            raise Unreadable
        try:
            if self.take("not"):
                return Not(self.one() if self.dialect == "plain" else self.tightly())
            if self.take("!"):
                return Not(self.tightly())
            if self.take("empty"):
                return Empty(self.name())
            if self.take("("):
                inner = self.either()
                self.need(")")
                return inner
            return self.comparison()
        finally:
            self.depth -= 1

    def tightly(self) -> Condition:
        """What `!` binds to (and `not`, but in our own syntax): a name, a bracket or another `!`; `!a == b` would
        mean `(not a) == b`."""
        token = self.peek()
        bracketed = token is not None and token.kind == "sign"
        inner = self.one()
        if not bracketed and not isinstance(inner, Holds):
            raise Unreadable
        return inner

    def comparison(self) -> Condition:
        if self.take("null"):
            sign = self.sign()
            self.place += 1
            return _emptiness(sign, self.operand())
        left = self.operand()
        sign = self.sign()
        if sign in _COMPARING:
            self.place += 1
            if self.take("null"):
                return _emptiness(sign, left)
            return Compare(sign, left, self.operand())
        if self.take("not"):
            self.need("in")
            return Not(self.among(left))
        if self.take("in"):
            return self.among(left)
        if self.take("between"):
            low = self.operand()
            self.need("and")
            return Between(left, low, self.operand())
        if isinstance(left, Literal) and not isinstance(left.value, bool):
            raise Unreadable
        return Holds(left)

    def among(self, left: Operand) -> Condition:
        """What stands after `in`: a list, a range, or (as in FEEL) one test or several in brackets."""
        if (ranged := self.range_of(left)) is not None:
            return ranged
        if self.take("["):
            choices = [self.operand()]
            while self.take(","):
                choices.append(self.operand())
            self.need("]")
            return Among(left, tuple(choices))
        if self.sign() in _COMPARING:
            return self.test(left)
        self.need("(")
        tests = [self.test(left)]
        while self.take(","):
            tests.append(self.test(left))
        self.need(")")
        return _any_of(left, tests)

    def test(self, left: Operand) -> Condition:
        """One of the tests that FEEL allows after `in`: `> 5`, `[1..3]`, or a value."""
        if (ranged := self.range_of(left)) is not None:
            return ranged
        sign = self.sign()
        if sign in _COMPARING:
            self.place += 1
            return Compare(sign, left, self.operand())
        return Among(left, (self.operand(),))

    def range_of(self, left: Operand) -> Condition | None:
        """`[1..10]`, and with an end left out `(1..10)` or `]1..10[`; None, and nothing read, where no range
        stands."""
        start, opening = self.place, self.sign()
        if opening not in _OPENS:
            return None
        try:
            self.place += 1
            low = self.operand()
            self.need("..")
        except Unreadable:
            self.place = start
            return None
        high = self.operand()
        closing = self.sign()
        if closing not in _CLOSES:
            raise Unreadable
        self.place += 1
        return Between(left, low, high, opening == "[", closing == "]")

    def operand(self) -> Operand:
        token = self.peek()
        self.place += 1
        if token is None or token.kind == "sign":
            raise Unreadable
        if token.kind == "text":
            return Literal(token.text)
        if token.kind == "number":
            return Literal(token.text, quoted=False)
        if token.text == "date" and self.sign() == "(":
            return self.date()
        if token.text.lower() in ("true", "false"):
            return Literal(token.text.lower() == "true", quoted=False)
        return Name(token.text)

    def date(self) -> Operand:
        """`date("2026-04-01")`, the one call that is read: it says what a text is and does nothing."""
        self.need("(")
        inner = self.operand()
        self.need(")")
        if not isinstance(inner, Literal) or not is_day(inner):
            raise Unreadable
        return inner

    def name(self) -> Name:
        operand = self.operand()
        if not isinstance(operand, Name):
            raise Unreadable
        return operand

    def sign(self) -> str:
        """The sign that stands next, not yet taken; "" where none does."""
        token = self.peek()
        return token.text if token is not None and token.kind == "sign" else ""

    def peek(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self, sign: str) -> bool:
        if self.sign() != sign:
            return False
        self.place += 1
        return True

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise Unreadable


def _any_of(left: Operand, tests: list[Condition]) -> Condition:
    """Several tests of one value: a plain list where all are values."""
    plain = [one for one in tests if isinstance(one, Among)]
    if len(plain) == len(tests):
        return Among(left, tuple(choice for one in plain for choice in one.choices))
    return tests[0] if len(tests) == 1 else Some(tuple(tests))


def _emptiness(sign: str, operand: Operand) -> Condition:
    """`x == null`: nothing was given; only equality says something about nothing."""
    if sign not in ("==", "!=") or not isinstance(operand, Name):
        raise Unreadable
    return Empty(operand) if sign == "==" else Not(Empty(operand))
