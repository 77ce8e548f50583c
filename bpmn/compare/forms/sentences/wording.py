"""Small pieces of the sentences about forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bpmn.compare.forms.form import Form
from bpmn.compare.forms.results import FormComparison
from bpmn.compare.questions import Asked, QuestionRow
from bpmn.compare.results import Kind, Statement, Topic
from bpmn.compare.sentences.wording import quoted, some

_HANDS_IN = re.compile(
    r"^(?:please )?(?:upload|attach|provide|send|give|show|add)(?: us)? (?P<whose>your |the |any |an? )?(?=\w)",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(
    r"(?i:proof|evidence|identification|identity|confirmation|consent|permission|further|more|\w+['’]s|\w+s)$|"
    r"[A-Z0-9]{2,}$"
)
_LONG, _LONG_NOUN = 12, 6


def thing(asked: Asked) -> str:
    """What a question asks for, as a noun where its title is one: `proof of address` of "Proof of address",
    `a council tax bill` of "Upload your council tax bill"; the question itself, quoted, of any other."""
    title = asked.title.strip().rstrip(".:")
    hands_in = _HANDS_IN.match(title)
    rest = title[hands_in.end() :] if hands_in else title
    if hands_in:
        is_noun = len(rest.split()) <= _LONG and not re.search(r"[?!.;:]", rest)
    else:
        is_noun = (
            asked.kind == "upload" and len(rest.split()) <= _LONG_NOUN and not re.search(r"[?!.,;:]", rest)
        )
    if not rest or not is_noun:
        return quoted(asked.title)
    return _article(rest, hands_in.group("whose") or "" if hands_in else "") + _lower(rest)


def _article(rest: str, whose: str) -> str:
    if whose.strip().lower() in ("a", "an", "any"):
        return whose.lower()
    if _NO_ARTICLE.match(rest.split()[0]) or not rest[0].isalpha():
        return ""
    return "an " if rest[0].lower() in "aeiou" else "a "


def _lower(rest: str) -> str:
    second = rest[1:2]
    return rest if second.isupper() or second.isdigit() or second == "." else rest[0].lower() + rest[1:]


def as_known(other: Form, name: str) -> str:
    """What to add to "only": `, as far as A's pages are known` where A may ask more than is known."""
    return f", as far as {name}'s pages are known" if other.unknown or other.bare_steps or other.cut else ""


def keys(asked: Iterable[Asked]) -> tuple[str, ...]:
    """The names of the answers, each once."""
    return tuple(dict.fromkeys(one.key for one in asked))


def said(
    kind: Kind,
    topic: Topic,
    text: str,
    a: tuple[str, ...] = (),
    b: tuple[str, ...] = (),
    *,
    about: str = "",
) -> Statement:
    """A statement with its key: the same from both sides."""
    return Statement(kind, text, a, b, topic, f"form {about or kind} {' '.join(sorted({*a, *b}))}".strip())


def with_law(statement: Statement, asked: Iterable[Asked], name: str) -> Statement:
    """The statement with law as its likely reason, where each question it speaks of names one."""
    laws = [one.law for one in asked]
    if not laws or not all(laws):
        return statement
    named = some((quoted(law) for law in dict.fromkeys(laws)), 2)
    return replace(statement, reason="law", because=f"{name} names {named} as the law.")


def alone(found: FormComparison, number: int) -> tuple[Asked, ...]:
    """The questions only A (0) or only B (1) asks, in the order of their own form."""
    rows = [row for row in found.questions if row.pairing is None]
    names = {one.key for row in rows for one in (row.b if number else row.a)}
    form = found.b if number else found.a
    return tuple(one for one in form.questions if one.key in names)


def some_rows(rows: Sequence[QuestionRow], most: int) -> list[QuestionRow]:
    """Not more than `most` of the rows both ask: the same ones from both sides, in the order given."""
    first = sorted(rows, key=lambda row: sorted((*keys(row.a), *keys(row.b))))[:most]
    return [row for row in rows if row in first]
