"""The words for reasons and decisions, on pages and in files."""

from __future__ import annotations

REASONS = {
    "law": "Law",
    "policy": "Local policy",
    "contract": "Contract",
    "system": "System",
    "habit": "Habit",
    "unknown": "Not known",
}
REASON_HINTS = {
    "law": "Not cheap to change: ask your legal team before you plan on it",
    "policy": "Members or managers can change it",
    "contract": "Can change when the contract is renewed or varied",
    "system": "Can change when the system is configured or replaced",
    "habit": "Cheap to change: nothing but custom keeps it",
    "unknown": "Find out before you decide",
}
CHOICES = {"keep": "Keep", "adopt": "Adopt", "test": "Test"}
CHOICE_HINTS = {
    "keep": "We go on as we do",
    "adopt": "We do it as they do",
    "test": "We try their way first, and look at what it brings",
}
CHOICE_COLOURS = {"keep": "grey", "adopt": "green", "test": "yellow"}


def judged_by(meaning: str) -> str:
    """How the meanings of labels were judged, in a sentence."""
    if meaning == "words":
        return "Meanings were judged by the words alone, without sentence embeddings."
    return "Meanings were judged by sentence embeddings and by the words."
