"""What a question asks for, whatever it is called: so that one persona answers the pages of any pattern."""

from __future__ import annotations

import re

from bpmn.patterns import Component

BY_CHECK = {
    "email": "email", "phone": "phone", "uk-phone": "phone", "postcode": "postcode", "vehicle": "vehicle",
    "national-insurance": "national-insurance", "sort-code": "sort-code", "account-number": "account-number",
    "uprn": "uprn", "money": "money",
}  # fmt: skip
# Looked for in the name of an answer, first line first; words are parted by "_", "-" or a capital letter.
BY_NAME = (
    ("contact-by", r"contact_(by|method|preference)|how_contact|prefer.*contact"),
    ("email", r"e?_?mail(_address)?$"),
    ("phone", r"(tele)?phone|mobile"),
    ("proof-type", r"(proof|evidence)_type"),
    ("proof", r"(proof|evidence)_now|has_(proof|evidence)|new_evidence"),
    ("move-date", r"mov(e|ed|ing)(_in)?_(date|on|day)|date_(moved|of_move)"),
    ("new-resident", r"new_resident|just_moved"),
    ("for-whom", r"for_whom|on_behalf|behalf|who_for|applying_for"),
    ("benefit", r"benefit|council_tax_support|low_income"),
    ("payment-way", r"pay(ment)?_(method|way|by)"),
    ("payment", r"^payment$"),
    ("consent", r"consent"),
    ("owner", r"^owner$|owns_|owner_or_tenant|tenure"),
    ("change", r"^change$"),
    ("birth-date", r"birth|^dob$"),
    ("first-name", r"first_?name|given_?name"),
    ("last-name", r"last_?name|surname|family_?name"),
    ("name", r"(^|_)(full_)?name$"),
    ("house", r"address_line_1|house|street"),
    ("more-address", r"address_line_[23]|county"),
    ("town", r"town|city"),
    ("national-insurance", r"national_insurance|nino"),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in BY_NAME)


def meaning(component: Component) -> str:
    """One word for what is asked: by the check of the answer, else by its name; `words` for any other text, ""
    where there is no word for it."""
    if component.check in BY_CHECK:
        return BY_CHECK[component.check or ""]
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", "_", component.name or "").lower()
    found = next((word for word, pattern in _PATTERNS if pattern.search(name)), "")
    if not found and component.component in ("textarea", "character-count"):
        return "words"
    return found
