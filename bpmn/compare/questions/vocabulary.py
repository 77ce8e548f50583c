"""What nearly every form asks, by the words it is asked in, as data.

A question that these words name is known by its topic: two questions of one topic ask for the same thing in
whatever words, two of different topics never do. `WHOLE_OF` says which topics are lines of a whole that
others ask for in one box. `WHOSE` are the words that say that a detail is somebody else's than the person's
who fills the form in."""

from __future__ import annotations

import re

from bpmn.compare.meaning import normal

_TOPICS: tuple[tuple[str, str], ...] = (
    ("email", r"e ?mail( address)?|(contact|your) e ?mail( address)?"),
    (
        "phone",
        r"(tele)?phone( number)?|(mobile|landline|daytime|evening|home|work|contact)( (tele)?phone)?( number)|"
        r"(mobile|daytime|evening|home|work|contact) (tele)?phone|mobile|tel|contact no",
    ),
    ("postcode", r"post ?code|zip code"),
    ("address line 2", r"address line 2|second line of (the )?address"),
    ("address line 1", r"(address )?line 1|first line of (the )?address|building and street( address)?"),
    (
        "house",
        r"(house|flat|building|property|door)( or (house|flat|building))?( name| number)?( (or|and) (name|number))?|"
        r"(house|flat|building|property|door) (name|number)( (or|and) (house )?(name|number))?",
    ),
    ("street", r"(street|road)( name)?"),
    ("town", r"town|city|town or city|post town|locality"),
    ("county", r"county"),
    ("first name", r"(first|given|fore) ?names?( s)?|forenames?( s)?"),
    ("last name", r"(last|family|sur) ?name|surname"),
    ("middle name", r"middle names?( s)?"),
    ("name title", r"title|salutation"),
    ("full name", r"full name|name|first and last name|name in full"),
    (
        "address",
        r"(full|home|current|postal|correspondence|collection|present|residential)? ?address( of the property)?|"
        r"address of (the )?property|where do you live",
    ),
    ("date of birth", r"date of birth|dob|birth date|when were you born"),
    ("national insurance number", r"national insurance( number| no)?|ni number|nino"),
    (
        "declaration",
        r"(tick to )?i? ?(confirm|declare|certify|agree|accept|understand|have read|declaration)\b.*",
    ),
    (
        "registration",
        r"((vehicle|car) )?(registration( number| mark)?|number ?plate|reg( number)?|vrm)|vehicle s number plate|"
        r"registration (number )?of (the )?(vehicle|car)",
    ),
)
_FRAMES = re.compile(
    r"^(please |(what|how) (do|would) you (want|like) to |what is |what s |what are |enter |type |state |"
    r"(upload|attach|provide|give|send|show|add|tell)( us)? )*((a )?(copy|photo|picture|scan) of )?"
    r"(your |the |an? |any )*"
)
TOPICS = tuple((topic, re.compile(f"(?:{pattern})")) for topic, pattern in _TOPICS)
WHOLE_OF: dict[str, str] = {
    "address line 1": "address",
    "address line 2": "address",
    "house": "address",
    "street": "address",
    "town": "address",
    "county": "address",
    "postcode": "address",
    "first name": "full name",
    "middle name": "full name",
    "last name": "full name",
    "name title": "full name",
}
COUNTS = re.compile(r"^(how many|(the )?(total )?number of)\b")
WITHIN: dict[str, str] = {"house": "address line 1", "street": "address line 1"}
"""Lines that others ask for together with the next one, as one line."""
CHECK_TOPICS: dict[str, str] = {
    "email": "email",
    "phone": "phone",
    "postcode": "postcode",
    "vehicle": "registration",
}
"""What a check alone says of a question whose words say nothing known."""
WHOSE = frozenset((
    "agent", "appointee", "billing", "builder", "business", "carer", "child", "children", "company",
    "contractor", "doctor", "emergency", "employer", "estate", "former", "gp", "guardian", "hospital",
    "kin", "landlord", "new", "old", "organisation", "owner", "parent", "partner", "previous",
    "representative", "school", "second", "spouse", "surgery", "tenant", "witness",
))  # fmt: skip
_OPTIONAL = re.compile(r"\(\s*(optional|if known|if any|required)\s*\)", re.IGNORECASE)


def bare(text: str) -> str:
    """A question without what every question has: `what is your full name (optional)?` is `full name`."""
    words = COUNTS.sub("number of", normal(_OPTIONAL.sub(" ", text)))
    return _FRAMES.sub("", words).strip()


def how_many(title: str) -> bool:
    """Whether a question asks for a number of things."""
    return COUNTS.match(normal(title)) is not None


def topic_of(title: str) -> str:
    """The topic that a title names with all its words, "" for none of those known."""
    text = bare(title)
    return next((topic for topic, pattern in TOPICS if pattern.fullmatch(text)), "") if text else ""


def whose(*texts: str) -> frozenset[str]:
    """The words that say whose detail it is; empty for the person's own."""
    return frozenset(word for text in texts for word in normal(text).split() if word in WHOSE)
