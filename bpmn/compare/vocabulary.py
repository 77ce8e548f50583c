"""The words council services use for the same thing, as data.

`MEANINGS` lists words that mean the same, by a family of neighbouring meanings: words of one line count as equal,
words of one family as partly alike. `PHRASES` are several words read as one. `OPPOSITES` are pairs of meanings that
must not be taken for each other however alike the rest of the label is. Words are written as people write them; they
are stemmed when loaded. A line is named by its first word.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "bank details": "account",
    "book in": "book",
    "call centre": "frontdesk",
    "called in": "call",
    "collection crew": "crew",
    "collection team": "crew",
    "contact centre": "frontdesk",
    "contact center": "frontdesk",
    "customer service": "frontdesk",
    "customer services": "frontdesk",
    "council tax support": "benefit",
    "direct debit": "directdebit",
    "dropped kerb": "crossover",
    "drop kerb": "crossover",
    "vehicle crossing": "crossover",
    "vehicle crossover": "crossover",
    "e mail": "email",
    "fill in": "complete",
    "fills in": "complete",
    "go back": "return",
    "goes back": "return",
    "hand over": "pass",
    "in time": "intime",
    "on time": "intime",
    "late report": "late",
    "local authority": "council",
    "look at": "check",
    "looks at": "check",
    "look up": "check",
    "looks up": "check",
    "needs assessment": "assess",
    "no answer": "silence",
    "no reply": "silence",
    "no response": "silence",
    "not in time": "late",
    "occupational therapist": "assessor",
    "expert assessor": "assessor",
    "pick up": "collect",
    "picks up": "collect",
    "picked up": "collect",
    "refuse bin": "rubbish bin",
    "refuse collection": "rubbish collect",
    "refuse crew": "crew",
    "send back": "return",
    "set up": "create",
    "sets up": "create",
    "sign off": "approve",
    "site visit": "visit",
    "team leader": "supervisor",
    "text message": "text",
    "time limit": "limit",
    "too late": "late",
    "turn down": "decline",
    "turned down": "decline",
    "waste crew": "crew",
    "waste team": "crew",
    "work out": "calculate",
    "works out": "calculate",
}

MEANINGS: dict[str, tuple[str, ...]] = {
    "looking": (
        "check verify inspect validate examine confirm screen",
        "assess evaluate consider appraise assessment",
        "review reconsider reassess appeal challenge dispute",
        "visit survey inspection",
        "investigate query",
    ),
    "deciding": (
        "decide determine decision judge judgement verdict",
        "approve accept grant allow award agree approval",
        "decline reject refuse deny refusal rejection",
    ),
    "telling": (
        "send issue post dispatch despatch mail deliver",
        "tell notify inform advise alert notification update explain",
        "letter",
        "email",
        "text sms",
        "message",
        "phone telephone call ring",
        "reply respond answer response",
        "publish",
    ),
    "reminding": ("remind reminder chase prompt",),
    "asking": (
        "report",
        "apply application request claim submission",
        "submit lodge file",
        "ask enquire enquiry query",
        "form questionnaire",
        "provide supply give upload attach",
    ),
    "receiving": ("receive receipt get take arrive",),
    "writing down": (
        "record register log enter capture note",
        "create raise open generate produce prepare print draft make",
        "work job order case ticket task",
        "update amend change edit correct",
    ),
    "collecting": (
        "collect empty fetch clear remove collection",
        "return revisit recollect",
        "miss missed",
    ),
    "money": (
        "pay payment paid",
        "fee charge price cost",
        "refund reimburse repay",
        "invoice bill",
        "directdebit",
        "free concession discount exempt exemption",
        "benefit",
    ),
    "proof": ("proof evidence document documentation paperwork certificate",),
    "people": (
        "resident customer applicant citizen householder claimant user caller person subscriber driver",
        "officer staff adviser advisor agent clerk caseworker assistant",
        "supervisor manager head senior lead",
        "crew loader collector",
        "contractor supplier vendor provider subcontractor",
        "assessor therapist clinician expert",
        "frontdesk reception helpdesk",
        "council authority",
    ),
    "places": ("address property premises home household house", "site location street road", "round route"),
    "things": (
        "bin container caddy wheelie",
        "rubbish waste",
        "item goods furniture bulky",
        "vehicle car van lorry truck",
        "permit",
        "licence license",
        "badge",
        "crossover kerb",
        "photo photograph picture image",
        "sticker tag",
    ),
    "arranging": (
        "book schedule arrange reserve booking",
        "slot appointment date day time",
        "plan allocate assign",
    ),
    "stopping": (
        "cancel withdraw stop cancellation",
        "close complete finish end conclude done",
        "suspend revoke",
    ),
    "time": (
        "wait await pending hold",
        "lapse expire overdue timeout",
        "limit deadline window period",
        "intime",
        "late",
        "silence",
        "renew renewal extend",
    ),
    "passing": ("pass forward transfer refer hand assign escalate route",),
    "working": (
        "eligible eligibility entitle entitled qualify criteria",
        "calculate compute",
        "build construct",
    ),
}

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("approve", "decline"),
    ("intime", "late"),
    ("pay", "refund"),
    ("book", "cancel"),
    ("cancel", "renew"),
    ("send", "receive"),
)

NEGATIONS = frozenset({"not", "no", "without", "never", "cannot", "unpaid", "ineligible", "none", "nothing"})

STOP_WORDS = frozenset(
    "a an and are as at be been by can do does for from has have her his if in into is it its of off on onto or our "
    "out over own s so than that the their them then there they this to up upon via was were when which who will "
    "with you your via any all".split()
)
