"""One difference: who to ask, the reason and the decision of each council; the table of all; the file; print."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from sqlalchemy import update

from tests.webapp.diagrams import OTHER_BIN
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing, uploads
from webapp.actions.uploads import IncomingFile
from webapp.comparisons import decided
from webapp.comparisons.decided import in_csv
from webapp.permissions import LIBRARY
from webapp.store.queries.decisions import Decided
from webapp.store.tables import Process

WORD = {"reason": "policy", "choice": "adopt", "owner": "Head of waste"}


def pair(site: Site) -> str:
    return f"a={site.places.draft}&b={site.places.example}"


def statements(site: Site, query: str = "") -> list[dict[str, str]]:
    path = f"/compare/data.json?{query or pair(site)}"
    return list(json.loads(site.visitor(site.people.library).get(path).text)["statements"])


def difference(site: Site, visitor: Visitor, place: int = 0) -> Page:
    return visitor.get(f"/compare/difference?{pair(site)}&key={statements(site)[place]['key']}")


def decide(site: Site, visitor: Visitor, place: int = 0, **word: str) -> Page:
    return visitor.press(difference(site, visitor, place), "Save", **(word or WORD))


def test_a_decision_is_made_and_stands_under_its_sentence(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    date = {"due-day": "31", "due-month": "3", "due-year": "2027"}
    form = difference(site, member)
    sent = {name.replace("-", "__"): value for name, value in (WORD | date).items()}
    after = member.press(form, "Save", **sent)
    assert "Kept for Oxford City Council." in after.banner
    (line,) = after.find("//*[@id=$id]", id=f"d-{statements(site)[0]['key']}")
    words = " ".join(line.text_content().split())
    assert "Adopt Oxford City Council: because of local policy; Head of waste by 31 March 2027." in words
    assert "Change the decision" in words


def test_what_was_decided_fills_the_form_and_a_newer_word_makes_it_history(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    form = difference(site, member)
    assert form.find("//input[@name='reason'][@checked]/@value") == ["policy"]
    assert form.find("//input[@name='owner']/@value") == ["Head of waste"]
    decide(site, member, choice="keep")
    after = difference(site, member)
    assert "Counts no more since" in after.words
    assert after.words.count("Connie,") == 2
    taken = member.press(after, "Take it back")
    assert "Taken back. It stays in the history." in taken.banner
    assert not taken.has_button("Take it back")


def test_a_suggested_reason_is_chosen_already_and_says_that_it_is_suggested(site: Site) -> None:
    """Over the pairs of the example library: wherever a reason is suggested, and nowhere else."""
    editor, seen = site.visitor(site.people.library), set()
    for query in ("a=1&b=2", "a=1&b=3", pair(site)):
        for said in statements(site, query)[:6]:
            page = editor.get(f"/compare/difference?{query}&key={said['key']}")
            chosen = page.find("//input[@name='reason'][@checked]/@value")
            assert chosen == ([said["reason"]] if said["reason"] else [])
            assert ("(suggested)" in page.words) == bool(said["reason"])
            if said["because"]:
                assert said["because"] in page.words
            seen.add(said["reason"])
    assert seen


def test_law_is_said_to_be_dear_and_habit_to_be_cheap_to_change(site: Site) -> None:
    words = difference(site, site.visitor(site.people.contributor)).words
    assert "Law Not cheap to change" in words
    assert "Habit Cheap to change" in words


@pytest.mark.parametrize(
    "date", [("31", "2", "2027"), ("x", "1", "2027"), ("1", "1", "27"), ("", "1", "2027")]
)
def test_a_date_that_is_none_is_said_and_nothing_is_lost(site: Site, date: tuple[str, str, str]) -> None:
    member = site.visitor(site.people.contributor)
    word = dict(zip(("due__day", "due__month", "due__year"), date, strict=True)) | {"owner": "Head of waste"}
    page = decide(site, member, **word)
    assert page.status == 400
    assert "Enter a date such as 31 3 2027" in page.problem
    assert page.find("//input[@name='owner']/@value") == ["Head of waste"]
    assert site.counts()["decisions"] == 0


def test_an_empty_form_is_refused(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = decide(site, member, owner="")
    assert page.status == 400
    assert "nothing was filled in" in page.problem


def test_in_a_meeting_one_goes_from_difference_to_difference(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    first, second = (said["key"] for said in statements(site)[:2])
    values = {"a": site.places.draft, "b": site.places.example, "side": "a", "choice": "keep", "next": "1"}
    sent = member.post("/compare/decide", values | {"key": first})
    assert f"key={second}" in sent.response.headers["Location"]


def test_only_ones_own_council_is_decided_for(site: Site) -> None:
    key = statements(site)[0]["key"]
    values = {"a": site.places.draft, "b": site.places.example, "key": key, "choice": "keep"}
    before = site.counts()
    for who, side, status in (
        (site.people.contributor, "b", 403), (site.people.stranger, "a", 404), (None, "a", 404),
    ):  # fmt: skip
        assert site.visitor(who).post("/compare/decide", values | {"side": side}).status == status
    assert site.counts() == before
    member = site.visitor(site.people.contributor)
    gone = member.post("/compare/decide", values | {"side": "a", "key": "fee-nothing"})
    assert gone.status == 409
    assert member.get(f"/compare/difference?{pair(site)}&key=fee-nothing").status == 404


def test_the_number_of_a_decision_tells_nothing_and_takes_nothing_back(site: Site) -> None:
    decide(site, site.visitor(site.people.contributor))
    for who, status in ((None, 404), (site.people.stranger, 404), (site.people.contributor, 303)):
        assert site.visitor(who).post("/compare/decisions/1/withdraw").status == status
    assert site.visitor(site.people.contributor).post("/compare/decisions/1/withdraw").status == 404


def test_ask_them_is_a_letter_to_the_other_council_that_names_the_difference(site: Site) -> None:
    page = difference(site, site.visitor(site.people.contributor))
    (mail,) = page.find("//a[starts-with(@href, 'mailto:')]/@href")
    parts = urlsplit(mail)
    assert unquote(parts.path) == "waste-services@northmoor.example"
    query = parse_qs(parts.query)
    assert query["subject"] == ["Report a missed bin: a question about how you do it"]
    assert statements(site)[0]["text"] in query["body"][0]
    assert "/compare/" not in query["body"][0], "nobody else can open a draft"
    assert "Oxford City Council:" not in page.words.split("Ask them")[1].split("What does")[0]


def test_the_letter_leads_to_the_page_where_everybody_may_open_it(site: Site) -> None:
    query = f"a={site.places.published}&b={site.places.example}"
    key = statements(site, query)[0]["key"]
    page = site.visitor(site.people.contributor).get(f"/compare/difference?{query}&key={key}")
    (mail,) = page.find("//a[starts-with(@href, 'mailto:')]/@href")
    assert f"/compare/difference?{query}&key={key}" in parse_qs(urlsplit(mail).query)["body"][0]


def test_a_contact_that_is_no_address_makes_no_link(site: Site) -> None:
    with site.session() as session:
        contact = "Ring 01234 <b>&\r\nBcc: x"
        session.execute(update(Process).where(Process.id == int(site.places.example)).values(contact=contact))
        session.commit()
    page = difference(site, site.visitor(site.people.contributor))
    assert page.find("//a[starts-with(@href, 'mailto:')]") == []
    assert "Ring 01234 <b>& Bcc: x" in page.words


def test_what_is_too_much_to_compare_for_one_page_is_listed_without_saying_whether_it_still_differs(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    with site.session() as session:
        data = uploads.IncomingFile("same.bpmn", _bytes(site, site.places.example))
        uploads.new_version(session, LIBRARY, int(site.places.draft), data)
    assert "No longer differs" in member.get("/compare/decisions").words
    monkeypatch.setattr(decided, "MOST_WORK", 0)
    page = member.get("/compare/decisions")
    assert "1 decision." in page.words
    assert "No longer differs" not in page.words


def test_a_decision_whose_difference_is_gone_says_so(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    text = statements(site)[0]["text"]
    with site.session() as session:
        data = uploads.IncomingFile("same.bpmn", _bytes(site, site.places.example))
        uploads.new_version(session, LIBRARY, int(site.places.draft), data)
    page = member.get(f"/compare?{pair(site)}")
    assert f"No longer differs {text}" in page.words
    assert "No longer differs" in member.get("/compare/decisions").words
    key = page.links[text]
    assert "do not differ in this any more" in member.get(key).words


def _bytes(site: Site, address: str) -> bytes:
    return site.visitor(site.people.library).get(f"/processes/{address}/versions/1.bpmn").response.get_data()


def test_a_decision_survives_a_new_version_that_leaves_its_difference(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    with site.session() as session:
        data = _bytes(site, site.places.draft).replace(b'"A"', b'"Renamed"')
        uploads.new_version(session, LIBRARY, int(site.places.draft), IncomingFile("b.bpmn", data))
    page = member.get(f"/compare?{pair(site)}")
    assert "version 2" in page.words
    assert "No longer differs" not in page.words
    assert "because of local policy" in page.words


def test_the_table_is_narrowed_and_shows_what_one_may_read(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    decide(site, member, 1, choice="keep", reason="law")
    assert len(member.get("/compare/decisions").rows("Decisions")) == 2
    (row,) = member.get("/compare/decisions?choice=keep").rows("Decisions")
    assert row[2] == "Law"
    assert row[3].startswith("Keep Connie, ")
    assert "0 decisions." in member.get("/compare/decisions?before=2026-01-01").words
    assert "0 decisions." in site.visitor().get("/compare/decisions").words
    assert "0 decisions." in site.visitor(site.people.stranger).get("/compare/decisions").words
    for nonsense in (
        "council=x",
        "before=soon",
        "choice=%3Cb%3E",
        "page=99",
        "page=-1",
        "service=9999999999999",
    ):
        assert member.get(f"/compare/decisions?{nonsense}").status == 200


def test_the_file_has_every_decision_and_no_formula(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member, choice="test", owner="=HYPERLINK(1)", note=" @SUM(A1)")
    page = member.get("/compare/decisions.csv?choice=test")
    assert page.response.mimetype == "text/csv"
    text = page.response.get_data().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Council"], row["Decision"], row["Owner"]) == (
        "Oxford City Council",
        "Test",
        "'=HYPERLINK(1)",
    )
    assert row["Note"] == "'@SUM(A1)"
    assert row["Difference"] == statements(site)[0]["text"]
    none = site.visitor().get("/compare/decisions.csv").response.get_data().decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(none))) == []


@pytest.mark.parametrize("start", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "\n=1"])
def test_no_cell_begins_as_a_formula(site: Site, start: str) -> None:
    with site.session() as session:
        a, b = (session.get_one(Process, int(number)) for number in (site.places.draft, site.places.example))
        session.refresh(a, ["organisations"])
        session.refresh(b, ["organisations"])
        now = a.created_at
        one = Decided(
            1,
            a,
            b,
            "k",
            "fee",
            start,
            (1, 1),
            "default",
            None,
            None,
            start,
            None,
            start,
            now,
            start,
            None,
            "",
        )
        rows = list(csv.reader(io.StringIO(in_csv([one]), newline="")))
    assert [cell for cell in rows[1] if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")] == []


def test_what_was_decided_is_printed(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    rows = member.get(f"/compare/print?{pair(site)}").rows("What differs, and what we decide")
    assert [row[1:] for row in rows if len(row) == 2] == [["A: Adopt; local policy; Head of waste."]]


def test_nothing_is_decided_about_an_older_version(site: Site) -> None:
    with site.session() as session:
        uploads.new_version(session, LIBRARY, int(site.places.draft), IncomingFile("b.bpmn", OTHER_BIN))
    member = site.visitor(site.people.contributor)
    query = f"{pair(site)}&va=1"
    key = statements(site, query)[0]["key"]
    page = member.get(f"/compare/difference?{query}&key={key}")
    assert not page.has_button("Save")
    values = {
        "a": site.places.draft,
        "b": site.places.example,
        "va": "1",
        "side": "a",
        "choice": "keep",
        "key": key,
    }
    assert member.post("/compare/decide", values).status == 409


def test_what_differs_in_one_setting_only_is_not_said_to_be_gone_in_another(site: Site) -> None:
    query, said = next(
        (query, said)
        for query in (f"a={a}&b={b}" for a, b in ((1, 2), (1, 3), (4, 5), (4, 6), (7, 8), (7, 9), (10, 11)))
        for said in statements(site, f"{query}&setting=strict")
        if said["key"] not in {one["key"] for one in statements(site, query)}
    )
    who = site.visitor(site.people.library)
    values = dict(part.split("=") for part in query.split("&")) | {
        "setting": "strict",
        "side": "a",
        "choice": "keep",
    }
    assert who.post("/compare/decide", values | {"key": said["key"]}).status == 303
    assert "No longer differs" not in who.get(f"/compare?{query}").words
    page = who.get("/compare/decisions")
    assert "No longer differs" not in page.words
    link = page.find("//main//table//a/@href")[0].removeprefix("http://localhost")
    assert who.get(link).has_button("Save")


def test_a_version_that_is_taken_down_takes_its_sentences_along(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    decide(site, member)
    with site.session() as session:
        publishing.takedown(session, LIBRARY, int(site.places.draft), 1, "A name in it")
    ((_, sentence, *_),) = member.get("/compare/decisions").rows("Decisions")
    assert sentence == "The sentence went with a version that was taken down."
