"""Which sentences are said of two forms, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.channels import channels, messages
from bpmn.compare.forms.sentences.contacts import contacts
from bpmn.compare.forms.sentences.counts import counts, nothing_shared
from bpmn.compare.forms.sentences.explained import kept, laws, welsh, why
from bpmn.compare.forms.sentences.money import money, times
from bpmn.compare.forms.sentences.proofs import proofs
from bpmn.compare.forms.sentences.questions import answers, choices, only, required
from bpmn.compare.results import Statement

_ASKED: tuple[Callable[[FormComparison], Iterator[Statement]], ...] = (
    nothing_shared,
    counts,
    proofs,
    only,
    required,
    answers,
    choices,
    contacts,
    times,
    money,
    channels,
    messages,
    welsh,
    laws,
    kept,
    why,
)


def statements(found: FormComparison) -> tuple[Statement, ...]:
    """What the resident must do first; then time, money, ways in and letters, law and privacy. Each is said
    only where the two truly differ."""
    return tuple(said for ask in _ASKED for said in ask(found))
