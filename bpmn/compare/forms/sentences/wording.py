"""Small pieces of the sentences about forms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bpmn.compare.questions import Asked
from bpmn.compare.results import Kind, Statement, Topic
from bpmn.compare.sentences.wording import quoted

_HANDS_IN = re.compile(
    r"^(?:please )?(?:upload|attach|provide|send(?: us)?|give(?: us)?|show(?: us)?|add) "
    r"(?:(?:an?|the|your|any|copy of|a copy of|further|evidence of) )*(?=\w)",
    re.IGNORECASE,
)
_LONG = 9


def thing(asked: Asked) -> str:
    """What a question asks for, as a noun where its title is one: `proof of address` of "Proof of address",
    `council tax bill` of "Upload your council tax bill"; the question itself, quoted, of any other."""
    title = asked.title.strip().rstrip(".:")
    rest = _HANDS_IN.sub("", title)
    short = len(rest.split()) <= _LONG and not re.search(r"[?!.,;:]", rest)
    if not rest or not short or (rest == title and asked.kind != "upload"):
        return quoted(asked.title)
    return rest if rest[:2].isupper() or not rest[:1].isalpha() else rest[0].lower() + rest[1:]


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
