"""A step is named with what is done to what: 'Check the form'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import TASKS, Diagram, Node
from bpmn.naming import flat, tidy

NAME = "activity-verb-object"
SEVERITY: Severity = "advice"
SUMMARY = "A step's name is a noun ('Form checking', 'Assessment') and not what somebody does."
HEADLINE = "{n} steps whose name does not begin with a verb"
# Nouns that name a doing, with the verb to use. Only these are complained of: a name in another language, or one that
# merely lacks an object, is left in peace.
DOINGS = {
    "acceptance": "accept",
    "acknowledgement": "acknowledge",
    "allocation": "allocate",
    "approval": "approve",
    "assessment": "assess",
    "assignment": "assign",
    "authorisation": "authorise",
    "authorization": "authorise",
    "calculation": "calculate",
    "cancellation": "cancel",
    "clarification": "clarify",
    "collection": "collect",
    "confirmation": "confirm",
    "consultation": "consult",
    "creation": "create",
    "deletion": "delete",
    "delivery": "deliver",
    "determination": "determine",
    "evaluation": "evaluate",
    "examination": "examine",
    "generation": "generate",
    "inspection": "inspect",
    "investigation": "investigate",
    "modification": "change",
    "notification": "notify",
    "payment": "pay",
    "preparation": "prepare",
    "processing": "process",
    "publication": "publish",
    "registration": "register",
    "rejection": "reject",
    "renewal": "renew",
    "reservation": "reserve",
    "selection": "choose",
    "shipment": "ship",
    "submission": "submit",
    "validation": "validate",
    "verification": "verify",
}
GERUNDS = {
    "allocating": "allocate",
    "approving": "approve",
    "archiving": "archive",
    "assessing": "assess",
    "assigning": "assign",
    "booking": "book",
    "calculating": "calculate",
    "calling": "call",
    "checking": "check",
    "closing": "close",
    "collecting": "collect",
    "completing": "complete",
    "confirming": "confirm",
    "contacting": "contact",
    "creating": "create",
    "deciding": "decide",
    "delivering": "deliver",
    "evaluating": "evaluate",
    "examining": "examine",
    "filling": "fill in",
    "generating": "generate",
    "informing": "inform",
    "inspecting": "inspect",
    "interviewing": "interview",
    "investigating": "investigate",
    "issuing": "issue",
    "making": "make",
    "notifying": "notify",
    "ordering": "order",
    "paying": "pay",
    "preparing": "prepare",
    "printing": "print",
    "processing": "process",
    "publishing": "publish",
    "receiving": "receive",
    "recording": "record",
    "registering": "register",
    "rejecting": "reject",
    "reviewing": "review",
    "sending": "send",
    "signing": "sign",
    "submitting": "submit",
    "updating": "update",
    "uploading": "upload",
    "validating": "validate",
    "verifying": "verify",
    "writing": "write",
}
# First words that make what follows an object, however it ends: 'Send confirmation'.
_VERBS = """
    accept acknowledge add advise agree allocate allow amend analyse analyze answer apologise appeal apply approve
    archive arrange ask assemble assess assign assist attach attend authorise authorize await award book bring
    build calculate call cancel capture carry catch challenge change charge chase check choose claim clarify clear
    close collect commission communicate compare compile complain complete compute conclude conduct confirm
    consider consult contact convert copy correct count create debit decide decline define delete deliver deny
    describe design detect determine develop disburse discuss dispatch display distribute do document download
    draft draw e-mail edit email enable end enrol enter escalate establish estimate evaluate examine execute
    explain extend extract fetch file fill finalise finalize find finish follow forward fulfil gather generate get
    give grant hand handle hear hold identify implement import inform initiate inspect install integrate interview
    invalidate investigate invite invoice issue keep label launch leave list load log look mail make manage mark
    match measure meet merge modify monitor move name negotiate note notify obtain offer open order organise
    organize override pack pass pay perform phone pick place plan post prepare present print prioritise process
    procure produce propose provide publish purchase put query raise reach read reassign rebook receive recommend
    reconcile record redirect reduce refer refund refuse register reject release remind remove renew reopen repair
    repeat replace reply report request require reserve reset resolve respond retrieve return review revise revoke
    save scan schedule screen search see select sell send set settle share ship show sign sort split start stop
    store submit suggest supply suspend take talk tell terminate test trace track transfer translate transmit
    transport treat triage trigger try undertake update upload use validate verify view visit wait warn watch
    weigh withdraw work write
"""
VERBS = frozenset(_VERBS.split())
MOST_WORDS = 5
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each task whose English name begins with a verb's -ing form, or ends in a noun for a doing and
    begins with no verb."""
    for node in diagram.nodes:
        if node.type in TASKS and (verb := _verb_meant(flat(node.name))):
            yield _finding(node, verb)


def _verb_meant(name: str) -> str | None:
    words = [word.lower() for word in name.split()]
    if not words or len(words) > MOST_WORDS or not all(WORD.fullmatch(word) for word in words):
        return None
    if words[0] in GERUNDS and len(words) > 1:
        return GERUNDS[words[0]]
    if words[0] in VERBS or words[0].startswith("re-"):
        return None
    return DOINGS.get(words[-1]) or (GERUNDS.get(words[-1]) if len(words) == 1 else None)


def _finding(node: Node, verb: str) -> Finding:
    text = f"The step '{tidy(node.name)}' is named like a thing, not like something that somebody does."
    return Finding(
        NAME,
        SEVERITY,
        (node.key,),
        text,
        f"Begin with the verb and say what it is done to: '{verb.capitalize()} ...'.",
    )
