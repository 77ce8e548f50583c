"""Who is who: which part each pool and lane plays, and from it where the resident is involved and where work
passes on.

A part that the file states is taken as it stands; any other is a guess from the name, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.model import Diagram, Lane, Node, PartName, Pool

PART_NAMES: dict[PartName, str] = {
    "resident": "Resident",
    "front-office": "Front office",
    "back-office": "Back office",
    "contractor": "Contractor",
    "other-body": "Other body",
    "system": "System",
}
"""The parts as a person reads them on a page or a lane."""

# In this order: a more particular word decides before a more general one ("call centre" before "caller").
_WORDS: tuple[tuple[PartName, str], ...] = (
    ("system", r"payment (provider|service|gateway|system)s?|gov\.?uk (pay|notify|forms)|process engine"),
    (
        "contractor",
        r"(sub-?)?contractors?|suppliers?|providers?|vendors?|veolia|serco|biffa|suez|urbaser|amey|capita|"
        r"kier|norse|"
        r"ubico|fcc|operators?|partner company|manufacturers?|couriers?|carriers?|hauliers?|garage",
    ),
    (
        "front-office",
        r"front[- ]?(office|desk|line)|(contact|call) cent(re|er)|customer (services?|support|contact|care)|"
        r"service (cent(re|er)|desk)|csc|csa|reception(ists?)?|help ?desk|(web|digital|contact) team|"
        r"one[- ]stop shop|(contact|customer|service|community) hub|switchboard|call handlers?|first (line|"
        r"contact)|librar(y|ies)",
    ),
    (
        "other-body",
        r"dvla|dwp|dbs|disclosure and barring|police|hmrc|hm ?land registry|gps?|doctors?|physicians?|nhs|"
        r"hospitals?|"
        r"^(the )?county( council)?|^(the )?district council|highways england|national|gov\.?uk|home office|"
        r"government|ministry|courts?|magistrates|tribunal|ombudsman|fire (service|brigade|authority)|"
        r"environment agency|ofsted|companies house|post office|banks?|insurers?|insurance|consultees?|"
        r"utilit(y|ies)|"
        r"(external|independent) ([a-z]+ )?(body|agenc(y|ies)|assessors?)|schools?|embassy|treasury|company|"
        r"other (council|"
        r"body|"
        r"authority)",
    ),
    (
        "back-office",
        r"(teams?|officers?|crews?|depot|units?|departments?|dept|managers?|supervisors?|staff|inspectors?|"
        r"office|"
        r"assessors?|caseworkers?|wardens?|panel|committee|board|clerks?)( \d+| [a-z])?$",
    ),
    (
        "resident",
        r"residents?|customers?|applicants?|citizens?|claimants?|households?|householders?|"
        r"(members? of the )?public|"
        r"service users?|users?|tenants?|drivers?|parents?|guardians?|carers?|badge holders?|permit holders?|"
        r"licence holders?|owners?|visitors?|complainants?|callers?|clients?|patients?|students?|pupils?|"
        r"landlords?|"
        r"ratepayers?|tax ?payers?|subscribers?|persons?|people|requesters?|requestors?|appellants?|"
        r"defendants?|"
        r"respondents?|buyers?|guests?|passengers?|employees?",
    ),
    (
        "system",
        r"systems?|databases?|portal|crm|web ?sites?|api|apps?|applications?|platform|software|gateway|"
        r"server|bot|"
        r"online( account)?|online forms?|e-?forms?|ledger|back-?end|workflow engine|automat(ed|ic|ion)|"
        r"scheduler|"
        r"mailbox|sap|erp|uniform|whitespace|bartec",
    ),
    (
        "back-office",
        r"back[- ]?office|teams?|officers?|depot|crews?|waste|collections?|collectors?|licensing|planning|"
        r"parking|"
        r"highways|environment(al)?|services?|departments?|dept|units?|managers?|supervisors?|council|"
        r"borough|office|"
        r"staff|finance|account(s|ing|ants?)|revenues|benefits|legal|inspectors?|assessors?|caseworkers?|"
        r"case ?handlers?|administrat(or|ors|ion|ive)|admin|committee|panel|directors?|surveyors?|engineers?|"
        r"enforcement|wardens?|housing|registrars?|clerks?|reviewers?|approvers?|specialists?|experts?|"
        r"analysts?|hr|"
        r"procurement|contracts?|monitoring|secretar(y|iat)|sales|logistics|warehouse|judges?|operations|"
        r"agents?|company",
    ),
)
_PATTERNS: tuple[tuple[PartName, re.Pattern[str]], ...] = tuple(
    (part, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for part, words in _WORDS
)


@dataclass(frozen=True)
class PartView:
    """The part of one pool or lane. `said`: the file states it; otherwise it is guessed (None: nothing to
    guess by)."""

    part: PartName | None
    said: bool
    name: str


LONGEST_NAME = 400
"""Letters of a name that are looked through: brackets that never close cost the square of their number."""


def guess(name: str) -> PartName | None:
    """The part a pool's or lane's name suggests, or None.

    Words in brackets decide before all others: "Crew (contractor)" is a contractor. A name with a word for
    staff at its end is the back office unless it is a front office or another body: "Planning applications
    team".
    """
    flat = " ".join(name[:LONGEST_NAME].replace("_", " ").split())
    flat = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", flat)
    bracketed = " ".join(re.findall(r"\(([^)]*)\)", flat))
    return _first_match(bracketed) or _first_match(re.sub(r"\s*\([^)]*\)", "", flat))


def _first_match(text: str) -> PartName | None:
    return next((part for part, pattern in _PATTERNS if pattern.search(text)), None)


def names_resident(text: str) -> bool:
    """Whether a label speaks of the resident by one of their usual names."""
    return bool(_RESIDENT.search(_NOT_RESIDENT.sub(" ", text)))


_RESIDENT = next(pattern for part, pattern in _PATTERNS if part == "resident")
_NOT_RESIDENT = re.compile(
    r"customer (services?|support|contact|care|file|record|number|data(base)?)|public (holiday|notice|"
    r"register)",
    re.IGNORECASE,
)


def parts(diagram: Diagram) -> dict[str, PartView]:
    """The part of every pool and lane, by key. What the file says wins; a name that says nothing leaves
    None."""
    every: tuple[Pool | Lane, ...] = (*diagram.pools, *diagram.lanes)
    return {holder.key: _view(holder) for holder in every}


def _view(holder: Pool | Lane) -> PartView:
    if holder.part is not None:
        return PartView(holder.part, True, holder.name)
    part = guess(holder.name)
    if (
        isinstance(holder, Pool)
        and holder.process is None
        and re.search(r"\bcouncil\b", holder.name, re.IGNORECASE)
    ):
        part = "other-body"  # a council drawn as a closed pool is not the one whose process this is
    return PartView(part, False, holder.name)


def holders(diagram: Diagram, node: Node) -> Iterator[str]:
    """The keys of the lanes around a node, innermost first, then of its pool."""
    lane = diagram.lane_by_key.get(node.lane) if node.lane else None
    seen: set[str] = set()
    while lane is not None and lane.key not in seen:
        seen.add(lane.key)
        yield lane.key
        lane = diagram.lane_by_key.get(lane.parent) if lane.parent else None
    pool = diagram.pool_of(node)
    if pool is not None:
        yield pool.key


def part_of(diagram: Diagram, node: Node) -> PartName | None:
    """The part that does a node: its innermost lane's that is known, else its pool's, else None."""
    return part_by_view(diagram, node, parts(diagram))


def part_by_view(diagram: Diagram, node: Node, views: dict[str, PartView]) -> PartName | None:
    """`part_of`, with the views at hand: for callers that ask about many nodes."""
    known = (views[key].part for key in holders(diagram, node))
    return next((part for part in known if part is not None), None)
