"""Small patterns and services for tests, and random ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bpmn.compare.forms import Form, form_of
from bpmn.patterns import Pattern, from_json

Json = dict[str, Any]


def question(title: str, name: str = "", component: str = "input", **more: Any) -> Json:
    """One component that takes an answer."""
    grouped = component in ("radios", "checkboxes", "date-input")
    params: Json = {"fieldset": {"legend": {"text": title}}} if grouped else {"label": {"text": title}}
    if "choices" in more:
        params["items"] = [
            {"value": text.lower().replace(" ", "-"), "text": text} for text in more.pop("choices")
        ]
    name = name or title.lower().replace(" ", "_").strip("?'")[:40]
    return {"component": component, "name": name, "params": params, "required": True, **more}


def pages(slug: str, *asked: Json, title: str = "", **more: Any) -> Pattern:
    """A pattern of one page that asks all of them."""
    heading = title or slug.replace("-", " ").capitalize()
    return from_json(
        {
            "slug": slug,
            "kind": "pages",
            "title": heading,
            "pages": [{"title": heading, "components": list(asked)}],
            **more,
        }
    )


def letter(slug: str, body: str, kind: str = "letter", **more: Any) -> Pattern:
    """A letter or message."""
    title = more.pop("title", slug.replace("-", " ").capitalize())
    return from_json({"slug": slug, "kind": kind, "title": title, "body": body, **more})


def service(
    title: str, *blocks: Pattern, when: dict[str, str] | None = None, council: str = "", **more: Any
) -> Form:
    """A whole service made of these blocks, as a form. `when`: conditions of parts, by slug."""
    parts = [{"ref": block.slug, "when": (when or {}).get(block.slug, "")} for block in blocks]
    whole = from_json({"slug": "whole", "kind": "service", "title": title, "parts": parts, **more})
    return form_of(whole, {block.slug: block for block in blocks}, council)


BIN = question("Which bin was missed?", "bin_type", "radios", choices=["Refuse", "Food waste"])
EMAIL = question("Email address", "email", check="email")
PROOF = question("Upload your proof of address", "proof", "file-upload")
PHOTO = question("Upload a photo of the bin", "photo", "file-upload")
DECISION = letter("decision", "You will hear from us within {{days}} working days.", settings={"days": 10})
SCRIPT = letter("script", "Hello. May I take your name?", kind="script", title="Phone script")


@st.composite
def services(draw: st.DrawFn) -> Form:
    """A service of a few blocks drawn from the same small stock, so that two have much in common."""
    stock = (BIN, EMAIL, PROOF, PHOTO, question("How many bins?", "bins", check="whole-number"))
    asked = draw(st.lists(st.sampled_from(range(len(stock))), unique=True, max_size=5))
    components = [{**stock[number], "required": draw(st.booleans())} for number in asked]
    law = draw(st.sampled_from(("", "Environmental Protection Act 1990")))
    fee = draw(st.sampled_from((10, 45)))
    blocks = [pages("report", *({**one, "law": law, "why": law and "We need it."} for one in components))]
    if draw(st.booleans()):
        blocks.append(
            letter(
                "decision",
                "We answer within {{days}} days.",
                settings={"days": draw(st.sampled_from((5, 7)))},
            )
        )
    if draw(st.booleans()):
        pay = question("How do you pay?", "payment", "radios", choices=["By card", "By phone"])
        blocks.append(pages("pay", pay, title="Pay £{{fee}}", settings={"fee": fee}))
    if draw(st.booleans()):
        blocks.append(SCRIPT)
    unknown = draw(st.booleans())
    made = service("A service", *blocks)
    if not unknown:
        return made
    whole = from_json({"slug": "whole", "kind": "service", "title": "A service", "parts": [{"ref": "gone"}]})
    return form_of(whole, {})
