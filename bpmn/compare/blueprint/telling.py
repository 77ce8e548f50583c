"""What a draft says of each part in plain words, and the names of its lanes."""

from __future__ import annotations

from bpmn.compare.blueprint.questions import Question
from bpmn.compare.blueprint.record import Blueprint, SharedStep
from bpmn.model import Origin
from bpmn.naming import listed, tidy

MOST_WORDINGS = 12


def origin(found: Blueprint, councils: tuple[int, ...]) -> Origin:
    """Where a part comes from, as the file keeps it."""
    return Origin(len(councils), len(found.councils), tuple(found.councils[n] for n in councils))


def about_step(found: Blueprint, step: SharedStep) -> str:
    """Who has a step, what they call it, who does it, and whether it is in every case."""
    says = [f"{_share(found, step.councils)} {_have(step.councils)} this step."]
    if len(step.wordings) > 1:
        words = [f"“{tidy(text)}” ({count})" for text, count in step.wordings[:MOST_WORDINGS]]
        more = len(step.wordings) - len(words)
        says.append(f"They call it {listed([*words, f'{more} other names'] if more else words)}.")
    if step.roles:
        says.append(f"Done by {listed(f'{tidy(text)} ({count})' for text, count in step.roles)}.")
    if step.optional_in:
        says.append(f"Not in every case in {listed(found.councils[n] for n in step.optional_in)}.")
    if step.repeated_in:
        says.append(f"It can come round again in {listed(found.councils[n] for n in step.repeated_in)}.")
    return " ".join(says)


def about_question(found: Blueprint, question: Question) -> str:
    """Who draws a decision, and whose words it is in."""
    if question.where is None:
        if question.councils:
            return "The councils differ here."
        return "No council asks this in the same words: it was added because not every case goes the same way here."
    whose = found.councils[question.where[0]]
    return f"{_share(found, question.councils)} {_have(question.councils)} this decision. In the words of {whose}."


def _share(found: Blueprint, councils: tuple[int, ...]) -> str:
    names = listed(found.councils[n] for n in councils)
    return f"{len(councils)} of {len(found.councils)} councils ({names})"


def _have(councils: tuple[int, ...]) -> str:
    return "has" if len(councils) == 1 else "have"
