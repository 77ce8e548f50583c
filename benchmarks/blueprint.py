"""What twenty councils' blueprint takes.

    python benchmarks/blueprint.py [COUNCILS]

Draws so many variants (20) of one process of about 30 steps: other words, steps left out and added, two changed in
order, some optional. Prints how long the blueprint and its drafted file take beside the limit (time of one processor)
and how much of it is not matching. Labels' embeddings, where there are any, are worked out before: the library keeps
them."""

from __future__ import annotations

import platform
import random
import sys
from time import process_time

from bpmn.check import examine
from bpmn.compare.blueprint import Blueprint, blueprint, draft, evidence
from bpmn.document import load
from bpmn.model import Diagram, Flow, Lane, Node, Process
from bpmn.reader import read_document
from bpmn.write.build import build

LIMIT, REST_LIMIT = 2_000, 500
STEPS = (
    ("Apply for a permit", "Send the application", "Fill in the form online"),
    ("Upload proof of address", "Send in a proof of address", "Show proof of where you live"),
    ("Upload the vehicle papers", "Send the V5C", "Show the registration papers"),
    ("Pay the fee", "Pay for the permit", "Pay online"),
    ("Register the application", "Log the application", "Record the request"),
    ("Check the form is complete", "Look whether anything is missing", "Check completeness"),
    ("Ask for what is missing", "Request missing papers", "Write for more evidence"),
    ("Send what was missing", "Reply with the papers", "Provide more evidence"),
    ("Check the address", "Verify the address against council tax", "Confirm residence"),
    ("Check the vehicle", "Verify the vehicle with DVLA", "Look up the vehicle"),
    ("Check for unpaid fines", "Look up open penalty notices", "Check debts"),
    ("Check the permit limit", "Count the permits of the household", "Check the allowance"),
    ("Visit the street", "Inspect the parking zone", "Survey the bays"),
    ("Decide on the application", "Take the decision", "Approve or refuse"),
    ("Print the permit", "Produce the permit", "Issue the permit"),
    ("Post the permit", "Send the permit out", "Mail the permit"),
    ("Add it to the enforcement list", "Update the wardens' handhelds", "Tell enforcement"),
    ("Write the refusal", "Send a refusal letter", "Explain why not"),
    ("Refund the fee", "Return the money", "Pay the fee back"),
    ("Offer an appeal", "Explain how to appeal", "Tell about the review"),
    ("Ask for a review", "Appeal the refusal", "Request a second decision"),
    ("Review the decision", "Have a manager look again", "Decide on the appeal"),
    ("Display the permit", "Put the permit in the window", "Show the permit"),
    ("Remind of the renewal", "Send a renewal notice", "Warn that it runs out"),
    ("Renew the permit", "Apply again", "Extend the permit"),
    ("Report a changed car", "Tell of a new vehicle", "Change the vehicle"),
    ("Change the record", "Update the record", "Amend the entry"),
    ("Cancel the permit", "End the permit early", "Give the permit back"),
    ("Work out the refund", "Calculate what is owed back", "Compute the rebate"),
    ("Close the file", "Archive the case", "File the papers"),
)
RESIDENT = {0, 1, 2, 3, 7, 20, 22, 24, 25, 27}


def variant(number: int) -> Diagram:
    """One council's way of doing it."""
    chance = random.Random(number)
    chosen = [place for place in range(len(STEPS)) if chance.random() < 0.9]
    swap = chance.randrange(len(chosen) - 1)
    chosen[swap], chosen[swap + 1] = chosen[swap + 1], chosen[swap]
    nodes = [Node("S", "startEvent", "Needs a permit", "P", "P", "R")]
    flows: list[Flow] = []
    open_ways = [("S", "")]
    for place in chosen:
        lane = "R" if place in RESIDENT else "C"
        key = f"T{place}"
        if chance.random() < 0.15:
            nodes.append(Node(f"G{place}", "exclusiveGateway", f"Is part {place} needed?", "P", "P", lane))
            flows += [Flow(f"{s}-G{place}", s, f"G{place}", "P", n) for s, n in open_ways]
            open_ways = [(f"G{place}", "Yes")]
            skip = [(f"G{place}", "No")]
        else:
            skip = []
        nodes.append(Node(key, "task", chance.choice(STEPS[place]), "P", "P", lane))
        flows += [Flow(f"{s}-{key}", s, key, "P", n) for s, n in open_ways]
        open_ways = [(key, ""), *skip]
    nodes.append(Node("E", "endEvent", "Permit ended", "P", "P", "C"))
    flows += [Flow(f"{s}-E", s, "E", "P", n) for s, n in open_ways]
    lanes = [
        Lane(key, name, "P", tuple(n.key for n in nodes if n.lane == key))
        for key, name in (("R", chance.choice(("Resident", "Applicant"))), ("C", "Parking team"))
    ]
    diagram = Diagram(
        processes=(Process("P", "Permit"),), lanes=tuple(lanes), nodes=tuple(nodes), flows=tuple(flows)
    )
    return read_document(load(build(diagram)))


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    diagrams = [variant(number) for number in range(count)]
    blueprint(diagrams)  # so that what is kept for each label is there
    matching = 0.0
    match_all = evidence.pulls

    def timed(*given: object) -> object:
        nonlocal matching
        start = process_time()
        found = match_all(*given)  # type: ignore[arg-type]
        matching += process_time() - start
        return found

    evidence.pulls = timed  # type: ignore[assignment]
    start = process_time()
    found: Blueprint = blueprint(diagrams)
    middle = process_time()
    drafted = build(draft(found).diagram)
    end = process_time()
    document = load(drafted)
    checked = examine(read_document(document), document)
    print(f"Python {platform.python_version()}, {platform.machine()}; labels judged by {found.meaning}")
    steps = sum(len(side.steps) for side in found.sides) / count
    print(f"{count} councils, {steps:.1f} steps each; {len(found.steps)} shared by two or more")
    total = 1_000 * (end - start)
    print(f"blueprint and draft    {total:7.0f} ms   limit {LIMIT} ms")
    print(f"  matching each two    {1_000 * matching:7.0f} ms")
    print(f"  all the rest         {total - 1_000 * matching:7.0f} ms   limit {REST_LIMIT} ms")
    print(f"  of it the draft      {1_000 * (end - middle):7.0f} ms")
    errors = [finding for finding in checked.findings if finding.severity == "error"]
    print(f"the draft: {checked.soundness.checked} checked, {len(errors)} errors")


if __name__ == "__main__":
    main()
