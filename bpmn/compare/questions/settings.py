"""The frozen numbers of aligning questions. How they were chosen: docs/guide/compare-forms.md;
`benchmarks/questions.py` prints what they give."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.compare.results import SettingName


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts in the likeness of two questions. What neither of the two can say
    (no choices, no proof) leaves the rest to share."""

    text: float = 0.62
    kind: float = 0.12
    evidence: float = 0.14
    choices: float = 0.14
    page: float = 0.04
    standard: float = 0.04


@dataclass(frozen=True)
class Setting:
    """`pair`: the least likeness of two questions that ask for the same thing. `text`: the least that their
    words (or the choices they offer) must say of it themselves. `join`: the least likeness of the words of
    one more question that asks for a part of the same thing."""

    pair: float
    text: float
    join: float


WEIGHTS = Weights()
SETTINGS: dict[SettingName, Setting] = {
    "strict": Setting(pair=0.62, text=0.45, join=0.40),
    "default": Setting(pair=0.46, text=0.30, join=0.28),
    "generous": Setting(pair=0.38, text=0.22, join=0.18),
}

SAME_TOPIC = 0.9
"""What words are worth that name one known topic, such as e-mail address, differently."""
OTHER_TOPIC = 0.1
"""The most that words are worth that name two different known topics."""
WITHIN_TOPIC = 0.75
"""What words are worth that name a line and the wider line that it stands in: house number, address line 1."""
OTHERS_DETAIL = 0.4
"""What is left of the likeness of a detail of one's own and the same of somebody else, of words whose
choices have nothing in common, and of asking for a thing and for how many of it."""
SAME_NAME = 0.8
"""What two questions are worth whose answers have one name, whatever their words."""
TERSE = 4
"""A title of up to so many words is read together with the title of its page."""
UNDER_PAGE, WITH_HINT = 0.95, 0.9
"""What likeness is worth that needs the page's title, or the hint, to be seen."""
BEFORE_HINT = 0.2
"""How alike two titles must be before the hints under them count: many hints are the same boilerplate."""
WHOLE, LINES = 0.85, 0.88
"""What one box for an address or name is worth beside its lines, and two sets of lines beside each other."""
LEAST_GAIN, CLEAR_GAIN = 0.04, 0.15
"""How much better two questions together must say what one asks than the first alone; and how much better
says it by itself, whatever the second says alone."""
SURE = 0.6
"""How alike two questions must be for a sentence to say that the same is asked in another way."""
SAME_CHOICE = 0.6
"""Two choices at least so alike are one choice."""
OTHER_CHOICES = 0.08
"""Two choices of which the one offers nothing like the other ask for different things."""
MOST_CHOICES = 60
"""Choices of one question that are looked at; a list longer than this is a register, not a choice."""
DENSE = 150
"""Questions of each side that are judged; of longer lists those in the same words are taken out first."""
FEW = 60
"""Up to so many questions on each side the meaning named judges; more are judged by words alone, since sentence
embeddings take ten milliseconds for each new text."""
MOST = 1_000
"""Questions of one form that are looked at: a form with more is a mistake or an attack."""
