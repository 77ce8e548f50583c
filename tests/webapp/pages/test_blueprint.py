"""What councils have in common: the evidence, the draft, and adopting it; both of two in one diagram."""

from __future__ import annotations

import json
from xml.sax.saxutils import quoteattr

import pytest

from bpmn.compare.compared import short_name
from bpmn.reader import read
from tests.drawing import drawn
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing, uploads
from webapp.actions.matches import confirm
from webapp.actions.uploads import IncomingFile, Place
from webapp.blueprints.gathered import affordable
from webapp.permissions import LIBRARY
from webapp.store import queries
from webapp.store.tables import Audit, Organisation

BINS = "/services/524/blueprint"
BADGES = "/services/279/blueprint?job=Apply+for+a+Blue+Badge"


def put(site: Site, council: int, lgsl: int, job: str, text: str, publish: bool = True) -> str:
    """A process of a council, published or left a draft."""
    with site.session() as session:
        file = IncomingFile(f"{job}.bpmn", drawn(text))
        (made,) = uploads.upload(session, LIBRARY, [file], Place(council, lgsl, job))
        assert made.process_id, made.text
        if publish:
            publishing.publish(session, LIBRARY, made.process_id)
        return str(made.address)


def steps(page: Page) -> list[list[str]]:
    """The rows of the table of shared steps."""
    (caption,) = [
        "".join(one.itertext()).strip()
        for one in page.find("//caption")
        if "councils have" in "".join(one.itertext())
    ]
    return page.rows(caption)


def test_the_page_of_a_service_leads_here(site: Site) -> None:
    page = site.visitor().get("/services/524?job=Report+a+missed+bin")
    found = site.visitor().get(page.links["See what they have in common"])

    assert found.status == 200
    assert found.heading == "What 3 councils have in common: Report a missed bin"


def test_the_evidence_stands_before_the_diagram(site: Site) -> None:
    page = site.visitor().get(BINS)

    report = next(row for row in steps(page) if "Report the missed collection" in row[0])
    assert report[1].startswith("3 of 3 Eastlea, Northmoor, Westford")
    assert "Resident (2), Householder (1)" in report[2]
    assert report[3] == "1 of 3 Westford"
    assert "Say which bin was missed (1)" in report[5]
    headings = [" ".join("".join(one.itertext()).split()) for one in page.find("//main//h2")]
    assert headings == [
        "Shared steps", "Who has which step", "What stands out", "How alike they are", "Draft diagram",
    ]  # fmt: skip


def test_who_has_which_step_as_a_table_of_councils_and_steps(site: Site) -> None:
    page = site.visitor().get(BINS)
    rows = page.rows("Councils and shared steps")

    assert len(rows) == len(steps(page))
    assert next(row for row in rows if row[0] == "Report arrives")[1:] == ["No", "Yes", "Yes"]
    assert all(cell in ("Yes", "No", "Not in every case") for row in rows for cell in row[1:])


def test_how_alike_they_are_as_a_picture_and_as_a_table(site: Site) -> None:
    page = site.visitor().get(BINS)
    rows = page.rows("How alike each two councils are")

    assert len(rows) == 3
    assert [row[number + 1] for number, row in enumerate(rows)] == ["1.00"] * 3
    drawn_values = [text for text in page.find("//*[name()='svg']//*[name()='text']/text()") if "." in text]
    assert len(drawn_values) == 9


def test_the_draft_follows_the_number_of_councils_chosen(site: Site) -> None:
    reader = site.visitor()
    page = reader.get(BINS)
    few = reader.press(page, "Draft again", k="3")

    (box,) = page.find("//*[@data-diagram]")
    (smaller,) = few.find("//*[@data-diagram]")
    marks, less = json.loads(box.get("data-marks")), json.loads(smaller.get("data-marks"))
    assert {mark["word"] for mark in less} == {"3 of 3"}
    assert {mark["word"] for mark in marks} == {"2 of 3", "3 of 3"}
    for address, of in ((box.get("data-diagram"), marks), (smaller.get("data-diagram"), less)):
        nodes = read(reader.client.get(address).get_data()).node_by_key
        assert all(nodes[mark["id"]].origin for mark in of)


def test_the_draft_can_be_downloaded_and_seen_without_javascript(site: Site) -> None:
    reader = site.visitor()
    page = reader.get(BINS)
    file = reader.client.get(page.links["Download the draft (BPMN)"])
    (picture,) = page.find("//noscript//img/@src")

    assert file.headers["Content-Disposition"].startswith("attachment")
    assert read(file.get_data()).nodes
    still = reader.client.get(picture.removeprefix("http://localhost"))
    assert still.mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    ("asked", "used"), [("99", "3 of 3"), ("0", "1 of 3"), ("x", "2 of 3"), ("-1", "2 of 3")]
)
def test_a_number_that_cannot_be_is_brought_within_what_there_is(site: Site, asked: str, used: str) -> None:
    page = site.visitor().get(f"{BINS}?k={asked}")
    (chosen,) = page.find("//select[@id='k']/option[@selected]")
    assert chosen.text == used


def test_no_council_one_and_two(site: Site) -> None:
    reader = site.visitor()
    assert (
        "No council has published a process of this service yet" in reader.get("/services/1/blueprint").words
    )
    assert reader.get("/services/1/blueprint.bpmn").status == 404
    put(site, site.people.oxford, 1, "Pay a bill", 'start S "Bill"\ntask A "Pay it"\nS -> A')
    one = reader.get("/services/1/blueprint")
    assert "Only one council has published a process of this job: Oxford City Council" in one.words
    put(site, site.people.cambridge, 1, "Pay a bill", 'start S "Bill comes"\ntask A "Pay it"\nS -> A')
    two = reader.get("/services/1/blueprint")
    assert two.heading == "What 2 councils have in common: Pay a bill"
    assert "see both in one diagram" in two.links


def test_a_draft_of_another_council_is_never_used_and_ones_own_only_when_asked_for(site: Site) -> None:
    contributor, stranger = site.visitor(site.people.contributor), site.visitor(site.people.stranger)
    for reader in (site.visitor(), contributor, stranger):
        assert "3 councils" in reader.get(BINS).heading
    assert "3 councils" in site.visitor().get(f"{BINS}?drafts=yes").heading
    own = contributor.get(f"{BINS}?job=Report+a+missed+bin&drafts=yes")
    assert own.heading.startswith("What 4 councils")
    assert "Oxford City Council" in own.words
    assert "Cambridge City Council" not in own.words
    assert "Oxford City Council" not in stranger.get(f"{BINS}?job=Report+a+missed+bin&drafts=yes").words


def test_adopting_makes_a_private_draft_that_says_what_it_was_drafted_from(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = member.get(BINS)
    adopted = member.press(page, "Adopt as a starting point", name="Report a missed bin, redesigned")

    assert "Adopted. This is now a draft of your council" in adopted.banner
    assert adopted.heading == "Report a missed bin, redesigned"
    address = adopted.path.rpartition("/")[2]
    assert site.visitor().get(f"/processes/{address}").status == 404
    with site.session() as session:
        process = queries.processes.process(session, address, LIBRARY)
        assert process is not None
        assert (process.state, process.stage, process.lgsl) == ("draft", "to-be", 524)
        assert [council.name for council in process.organisations] == ["Oxford City Council"]
        assert "from the steps that at least 2 of 3 councils have" in process.note
        assert "Westford City Council (example) (version 1)" in process.note
        audit = session.query(Audit).order_by(Audit.id.desc()).first()
        assert audit is not None
        assert (audit.action, audit.subject_id) == ("adopt", address)
        assert len(audit.details["of"]) == 3


def test_adopting_twice_leads_to_the_same_draft(site: Site) -> None:
    member = site.visitor(site.people.editor)
    first = member.press(member.get(BINS), "Adopt as a starting point")
    before = site.counts()
    again = member.press(member.get(BINS), "Adopt as a starting point")

    assert again.path == first.path
    assert "already" in again.banner
    assert site.counts() == before


def test_who_is_not_signed_in_is_asked_to_sign_in_and_comes_back(site: Site) -> None:
    page = site.visitor().get(f"{BINS}?k=3")

    assert not page.has_button("Adopt as a starting point")
    assert page.links["Sign in to adopt it as a starting point"].startswith(
        "/sign-in?next=/services/524/blueprint%3F"
    )
    refused = site.visitor().post(f"{BINS}/adopt", {"council": str(site.people.oxford), "k": "2"})
    assert refused.status == 403


@pytest.mark.parametrize("council", ["", "x", "999999", "-1", "99999999999999999999"])
def test_a_council_that_is_none(site: Site, council: str) -> None:
    answer = site.visitor(site.people.library).post(f"{BINS}/adopt", {"council": council})
    assert answer.status == 400


def test_nothing_to_adopt(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    assert member.post("/services/1/blueprint/adopt", {"council": str(site.people.oxford)}).status == 404
    assert member.post("/services/999999/blueprint/adopt", {"council": str(site.people.oxford)}).status == 404


def test_what_people_said_of_two_is_followed(site: Site) -> None:
    one = put(site, site.people.oxford, 1, "Feed", 'start S "Hungry"\ntask A "Count the fish"\nS -> A')
    two = put(site, site.people.cambridge, 1, "Feed", 'start S "Hungry"\ntask B "Open a ledger"\nS -> B')
    reader = site.visitor()
    assert len(steps(reader.get("/services/1/blueprint"))) == 1
    with site.session() as session:
        confirm(session, LIBRARY, int(two), int(one), ["B"], ["A"])
    rows = steps(reader.get("/services/1/blueprint"))
    assert len(rows) == 2
    assert "Matched with a person’s help" in rows[1][1]


def test_of_many_councils_who_is_missing_is_named(site: Site) -> None:
    with site.session() as session:
        every = session.query(Organisation).filter(Organisation.is_current).order_by(Organisation.id)
        numbers = [council.id for council in every.offset(40).limit(9)]
        missing = every.offset(40).first()
    assert missing is not None
    for number in numbers:
        extra = 'task B "Look at the otters"' if number != numbers[0] else 'task B "Send a letter by post"'
        put(
            site,
            number,
            1,
            "Pay",
            f'start S "Bill"\ntask A "Pay it"\n{extra}\nend E "Paid"\nS -> A -> B -> E',
        )
    rows = steps(site.visitor().get("/services/1/blueprint"))

    assert next(row for row in rows if row[0].startswith("2. Pay it"))[1] == "9 of 9 All of them"
    otters = next(row for row in rows if "otters" in row[0])[1]
    assert otters == f"8 of 9 All but {short_name(missing.name)}"


def test_hostile_names_stay_text(site: Site) -> None:
    evil = "<script>alert(1)</script>\"'{{ 7*7 }}"
    text = f'start S "Begin"\ntask A {quoteattr("X")}\nS -> A'
    for council in (site.people.oxford, site.people.cambridge):
        data = drawn(text).replace(b'name="X"', f"name={quoteattr(evil)}".encode())
        with site.session() as session:
            (made,) = uploads.upload(
                session, LIBRARY, [IncomingFile("e.bpmn", data)], Place(council, 1, evil[:60])
            )
            assert made.process_id
            publishing.publish(session, LIBRARY, made.process_id)
    page = site.visitor().get("/services/1/blueprint")
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert any(evil in row[0] for row in steps(page))
    assert "<script>" not in site.visitor().get("/services/1/blueprint/picture.svg").text


def merged(site: Site, visitor: Visitor | None = None) -> Page:
    """An example and the next in one diagram."""
    other = int(site.places.example) + 1
    return (visitor or site.visitor()).get(f"/compare/merged?a={site.places.example}&b={other}")


def test_the_comparison_leads_to_both_in_one(site: Site) -> None:
    other = int(site.places.example) + 1
    page = site.visitor().get(f"/compare?a={site.places.example}&b={other}")
    assert site.visitor().get(page.links["See both in one diagram"]).heading == "Both in one diagram"


def test_both_in_one_diagram_each_part_with_a_word(site: Site) -> None:
    page = merged(site)
    (box,) = page.find("//*[@data-diagram]")
    marks = json.loads(box.get("data-marks"))
    rows = page.rows("Part by part")

    assert {mark["word"] for mark in marks} == {"Both", "Only A", "Only B"}
    nodes = read(site.visitor().client.get(box.get("data-diagram")).get_data()).node_by_key
    for mark in marks:
        origin = nodes[mark["id"]].origin
        assert origin is not None
        assert origin.councils == (2 if mark["word"] == "Both" else 1)
    assert {row[0].split(" ")[0] for row in rows} == {"Both", "Only"}
    assert all(row[2] == "No such step" for row in rows if row[0].startswith("Only A"))
    assert all("No such step" not in row[1:] for row in rows if row[0].startswith("Both"))


def activities(site: Site, address: str) -> dict[str, str]:
    """The keys of a process's tasks by their names."""
    diagram = read(site.visitor().client.get(f"/processes/{address}/versions/1.bpmn").get_data())
    return {node.name: node.key for node in diagram.nodes if node.is_activity}


def test_both_in_one_follows_what_people_said_elsewhere_as_the_comparison_does(site: Site) -> None:
    first, second, third = (str(int(site.places.example) + more) for more in range(3))
    ours, theirs, thirds = (activities(site, address) for address in (first, second, third))
    one, other = ours["Check the reporting window"], theirs["Note the miss for the round review"]
    with site.session() as session:
        middle = next(iter(thirds.values()))
        confirm(session, LIBRARY, int(first), int(third), [one], [middle])
        confirm(session, LIBRARY, int(third), int(second), [middle], [other])
    rows = merged(site).rows("Part by part")

    (row,) = [row for row in rows if "Check the reporting window" in row[1]]
    assert row[0].startswith("Both")
    assert "Note the miss for the round review" in row[2]


def test_both_in_one_keeps_versions_and_setting(site: Site) -> None:
    other = int(site.places.example) + 1
    query = f"a={site.places.example}&b={other}&setting=strict&va=1&vb=1"
    page = site.visitor().get(site.visitor().get(f"/compare?{query}").links["See both in one diagram"])
    side_by_side = site.visitor().get(page.links["Compare side by side"])
    same = [row for row in side_by_side.rows("Step by step") if "No such step" not in row]
    assert len([row for row in page.rows("Part by part") if row[0].startswith("Both")]) == len(same)
    assert len(same) < len([row for row in merged(site).rows("Part by part") if row[0].startswith("Both")])


def test_both_in_one_as_a_file(site: Site) -> None:
    page = merged(site)
    file = site.visitor().client.get(page.links["Download this diagram (BPMN)"])
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert read(file.get_data()).nodes


@pytest.mark.parametrize("query", ["", "?a=1", "?a=1&b=999999", "?a=x&b=y"])
def test_without_two_there_is_no_such_page(site: Site, query: str) -> None:
    assert site.visitor().get(f"/compare/merged{query}").status == 404


@pytest.mark.parametrize(
    ("steps", "fit"),
    [
        ([30] * 40, list(range(40))[:37]),
        ([900] * 5, [0, 1]),
        ([1_000, 1_000, 20], [0, 1]),
        ([20, 1_000, 1_000, 30], [0, 1, 3]),
        ([50_000, 30, 30], [1, 2]),
        ([1_500, 1_500], [0]),
    ],
    ids=["small", "large", "two large", "one large among small", "far too large", "two very large"],
)
def test_as_many_as_one_request_can_compare(steps: list[int], fit: list[int]) -> None:
    assert affordable(range(len(steps)), steps) == fit


def test_a_file_that_is_far_too_large_does_not_stand_in_the_way(site: Site) -> None:
    """Its events count too, which lists do not show."""
    chain = [f'catch E{number} "Wait {number}"' for number in range(1_600)]
    order = " -> ".join(f"E{number}" for number in range(1_600))
    put(site, site.people.oxford, 524, "Report a missed bin", "\n".join([*chain, order]))
    page = site.visitor().get(BINS)
    assert page.heading == "What 3 councils have in common: Report a missed bin"
    assert "1 more process is left out" in page.words


def test_where_only_too_large_a_file_is_there_the_page_says_so(site: Site) -> None:
    chain = [f'task T{number} "Check part {number}"' for number in range(1_501)]
    order = " -> ".join(f"T{number}" for number in range(1_501))
    put(site, site.people.oxford, 1, "Huge", "\n".join([*chain, order]))
    page = site.visitor().get("/services/1/blueprint")
    assert page.status == 200
    assert "too large to be looked at together" in page.words
