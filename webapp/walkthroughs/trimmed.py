"""The site's stylesheet cut down to what one document uses, so that it can stand inside that document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHEET = Path(__file__).resolve().parents[1] / "frontend" / "built" / "site.css"
CLASS_ATTRIBUTE = re.compile(r'\sclass="([^"]*)"')
_TOKEN = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[{};]|[^"\'{};/]+|/', re.DOTALL)
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_NOT = re.compile(r":not\([^()]*\)")
_COMMA = re.compile(r",(?![^()]*\))")


@dataclass(frozen=True)
class Rule:
    """A rule: its selectors, or the beginning of an at-rule, then its declarations and the rules inside it."""

    head: str
    body: str
    inner: tuple[Rule, ...] = ()


def trimmed(html: str) -> str:
    """The rules of the built stylesheet that can touch the document: those that name no class which it does not
    have. What would be fetched from anywhere is left out. Empty where the stylesheet has not been built."""
    used = {name for found in CLASS_ATTRIBUTE.findall(html) for name in found.split()}
    return "".join(_kept(_site(), used))


@cache
def _site() -> tuple[Rule, ...]:
    return rules(SHEET.read_text("utf-8-sig")) if SHEET.is_file() else ()


def rules(text: str) -> tuple[Rule, ...]:
    """A stylesheet as a tree of rules; at-rules without a block (`@charset`, `@import`) and comments are left out."""
    return _rules(iter(token for token in _TOKEN.findall(text) if not token.startswith("/*")))[1]


def _rules(tokens: Iterator[str]) -> tuple[str, tuple[Rule, ...]]:
    """The declarations and rules up to the end of the block."""
    declared: list[str] = []
    found: list[Rule] = []
    words = ""
    for token in tokens:
        if token == "{":
            body, inner = _rules(tokens)
            found.append(Rule(words.strip(), body, inner))
            words = ""
        elif token == "}":
            break
        elif token == ";":
            declared.append(words)
            words = ""
        else:
            words += token
    return ";".join(one.strip() for one in (*declared, words) if one.strip()), tuple(found)


def _kept(every: Iterable[Rule], used: set[str]) -> Iterator[str]:
    for rule in every:
        inside = "".join(_kept(rule.inner, used))
        is_whole = rule.head.startswith("@") and not rule.inner
        head = rule.head if rule.head.startswith("@") else ",".join(_touching(rule.head, used))
        body = "" if "url(" in rule.body else rule.body
        if head and (body or inside) and (not is_whole or rule.head.startswith("@page")):
            yield f"{head}{{{body}{inside}}}"


def _touching(selectors: str, used: set[str]) -> list[str]:
    return [one for one in _COMMA.split(selectors) if set(_CLASS.findall(_NOT.sub("", one))) <= used]
