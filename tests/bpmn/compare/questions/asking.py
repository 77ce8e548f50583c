"""Questions for tests, drawn in a line each, and random lists of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from bpmn.compare.questions import AnswerKind, Asked, QuestionRow

YES_NO = ("Yes", "No")


def ask(title: str, kind: AnswerKind = "text", /, **more: object) -> Asked:
    """One question; its answer is named by its title unless `key` says otherwise."""
    key = str(more.pop("key", title.lower().replace(" ", "_").strip("?")))
    return replace(Asked(key, title, kind), **more)  # type: ignore[arg-type]


def pairs(rows: tuple[QuestionRow, ...]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The titles of every row that both sides ask."""
    return {
        (tuple(one.title for one in row.a), tuple(one.title for one in row.b)) for row in rows if row.pairing
    }


TITLES = (
    "Postcode",
    "Address line 1",
    "Town",
    "Your address",
    "First name",
    "Surname",
    "Full name",
    "Email",
    "Phone number",
    "Landlord's phone number",
    "Which bin was missed?",
    "Which bin did we not empty?",
    "How many bins?",
    "Upload a photo of the bin",
    "Proof of address",
    "When was it missed?",
    "地址",
    "",
)
KINDS: tuple[AnswerKind, ...] = (
    "text",
    "long text",
    "number",
    "date",
    "yes or no",
    "choice",
    "tick",
    "upload",
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[Asked, ...]:
    """Up to nine questions over a few pages, each answer with its own name."""
    titles = draw(st.lists(st.sampled_from(TITLES), max_size=9))
    page = 0
    found = []
    for number, title in enumerate(titles):
        page += draw(st.integers(0, 1))
        kind = draw(st.sampled_from(KINDS))
        found.append(
            Asked(
                key=draw(st.sampled_from(("email", "bin", "proof", ""))) + f"_{number}",
                title=title,
                kind=kind,
                page=page,
                page_title=draw(st.sampled_from(("", "About you", "The bin"))),
                choices=draw(st.sampled_from(((), ("Refuse", "Food"), ("Black", "Food"))))
                if kind == "choice"
                else (),
                required=draw(st.booleans()),
                evidence=kind == "upload",
                law=draw(st.sampled_from(("", "Environmental Protection Act 1990"))),
                kept_for=draw(st.sampled_from(("", "1 year", "6 years"))),
            )
        )
    return tuple(found)
