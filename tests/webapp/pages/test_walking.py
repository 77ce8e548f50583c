"""Walking a case: the resident's page beside the staff's step, decisions, going back, sharing, what is kept."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.drawing import drawn
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor

BADGE = drawn("""
pool R "Resident" part=resident {
  start S "Wants a badge"
  userTask Q "Say whether you qualify" pattern=eligibility-check
  xor G "Do you qualify?"
  userTask A "Give your address" pattern=address
  end N "Knows it is not for them"
  S -> Q -> G
  G -> A : yes [eligible == "yes"]
  G -> N : no [eligible == "no"]
  end E "Applied"
  A -> E
}
""")
STAFF = drawn("""
pool C "Council" part=back-office {
  start S "Letter arrives"
  task A "Read the letter"
  xor G "What does it say?"
  task B "Answer it"
  task D "File it"
  end E "Done"
  S -> A -> G
  G -> B : a question
  G -> D : nothing to answer
  B -> E
  D -> E
}
""")
HOME = {
    "address_line_1": "12 Quixotic Lane", "address_line_2": "", "town": "Oxford", "postcode": "OX1 1AA"
}  # fmt: skip


def begun(site: Site, data: bytes, visitor: Visitor | None = None) -> tuple[Visitor, Page]:
    """A walk of a diagram that was tried, one step in."""
    who = visitor or site.visitor()
    form = who.get("/upload")
    only_try = {"council": "try"} if form.find("//select[@id='council']") else {}
    page = who.press(form, "Upload and check", files=[file(data)], **only_try)
    page = who.press(page, "Walk through it")
    assert "The beginning of a case" in page.words
    return who, who.press(page, "Done, go on")


def eligible(visitor: Visitor, page: Page, answer: str = "yes") -> Page:
    """Answer the first page, from which the rules decide."""
    return visitor.press(
        page, "Continue", conditions_met=["first", "second"] if answer == "yes" else ["first"]
    )


def test_the_resident_sees_the_page_and_the_staff_wait(site: Site) -> None:
    _, page = begun(site, BADGE)
    (resident,) = page.find("//section[@aria-labelledby='resident-side']")
    assert resident.xpath(".//input[@name='conditions_met']")
    assert "Nothing: it is waiting for the resident." in page.words
    assert "Use made-up details, never real ones." in page.words


def test_a_page_left_empty_shows_an_error_summary_that_leads_to_the_field(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    wrong = visitor.press(page, "Continue")
    assert wrong.status == 400
    assert wrong.problem
    assert wrong.title.startswith("Error: ")
    address = visitor.press(eligible(visitor, page), "Continue", **{**HOME, "postcode": "not one"})
    assert address.status == 400
    assert "postcode" in address.problem.lower()
    (street,) = address.find("//input[@name='address_line_1']")
    assert street.get("value") == "12 Quixotic Lane"


def test_answers_decide_and_say_why(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    yes = eligible(visitor, page)
    assert "What is your address?" in yes.words
    assert "Taken by itself, because “Can you use this service?” was decided “yes” by the rules" in yes.words
    assert (
        "Decided by the rules: “Can you use this service?” – yes, because: Everything this service asks for applies "
        "to you." in yes.words
    )
    ended = visitor.press(yes, "Continue", **HOME)
    assert "The case has ended" in ended.words
    visitor, page = begun(site, BADGE)
    no = eligible(visitor, page, "no")
    assert "The case has ended" in no.words
    assert "Knows it is not for them" in no.words


def test_a_way_taken_because_no_condition_held_says_which_answer_it_was(site: Site) -> None:
    otherwise = BADGE.replace(b'<conditionExpression>eligible == "no"</conditionExpression>', b"")
    assert otherwise != BADGE
    visitor, page = begun(site, otherwise)
    no = eligible(visitor, page, "no")
    assert "because “Can you use this service?” was decided “no” by the rules" in no.words


def test_a_decision_nobody_can_read_is_asked_in_the_flows_own_words(site: Site) -> None:
    visitor, page = begun(site, STAFF)
    (staff,) = page.find("//section[@aria-labelledby='staff-side']")
    assert "Read the letter" in staff.text_content()
    assert "Nothing: the resident is waiting." in page.words
    asked = visitor.press(page, "Done, go on")
    assert "What does it say?" in asked.words
    wrong = visitor.press(asked, "Go this way")
    assert wrong.status == 400
    assert wrong.problem == "Choose which way the case goes"
    (way,) = asked.find("//input[@name='chose'][following-sibling::label[normalize-space()='a question']]")
    went = visitor.press(asked, "Go this way", chose=way.get("value"))
    assert "Answer it" in went.words
    assert "a question" in went.words


def test_back_takes_one_step_back_and_again_starts_anew(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    on = eligible(visitor, page)
    back = visitor.press(on, "Back a step")
    assert back.find("//input[@name='conditions_met']")
    other = eligible(visitor, back, "no")
    assert "The case has ended" in other.words
    again = visitor.press(other, "Start again")
    assert "The beginning of a case" in again.words
    assert again.path == page.path


def test_going_back_at_the_beginning_is_no_failure(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    first = visitor.press(page, "Back a step")
    assert visitor.post(f"{first.path}/back", follow=True).status == 200


def test_a_page_sent_twice_takes_one_step(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    eligible(visitor, page)
    second = eligible(visitor, page)
    assert "This walk has moved on since the page was opened." in second.banner
    assert second.with_class("app-timeline__lines")[0].xpath("count(./li)") == 3


def test_nothing_typed_is_kept_of_a_visitor(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    ended = visitor.press(eligible(visitor, page), "Continue", **HOME)
    assert "The case has ended" in ended.words
    assert "Quixotic" not in dumped(site)
    assert not ended.has_button("Save this walk")


def test_nothing_typed_is_kept_of_a_member_who_does_not_ask(site: Site) -> None:
    visitor, page = begun(site, BADGE, site.visitor(site.people.contributor))
    visitor.press(eligible(visitor, page), "Continue", **HOME)
    assert "Quixotic" not in dumped(site)


def test_a_member_saves_a_walk_with_what_was_typed(site: Site) -> None:
    visitor, page = begun(site, BADGE, site.visitor(site.people.contributor))
    ended = visitor.press(eligible(visitor, page), "Continue", **HOME)
    saved = visitor.press(ended, "Save this walk", title="Mrs Quixote’s badge", answers="yes")
    assert "Saved." in saved.banner
    assert "12 Quixotic Lane" in dumped(site)
    listed = visitor.get("/account").links
    assert visitor.get(listed["Mrs Quixote’s badge"]).path == saved.path
    log = json.loads(rows(site, "select log from walkthroughs")[0][0])
    assert {"address_line_1": "12 Quixotic Lane"}.items() <= log["steps"][-1]["answers"].items() or any(
        "address_line_1" in step.get("answers", {}) for step in log["steps"]
    )


def test_somebody_elses_walk_is_seen_at_its_address_and_never_changed(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    on = eligible(visitor, page)
    log = rows(site, "select log from walkthroughs")
    friend = site.visitor()
    seen = friend.get(on.path)
    assert "What is your address?" in seen.words
    went = friend.press(seen, "Continue", **HOME)
    assert "The case has ended" in went.words
    assert went.path != on.path
    assert log[0] in rows(site, "select log from walkthroughs")
    assert "What is your address?" in visitor.get(on.path).words
    assert "Quixotic" not in dumped(site)


def test_a_saved_walk_of_somebody_shows_no_answers_to_others_unless_saved_with_it(site: Site) -> None:
    visitor, page = begun(site, BADGE, site.visitor(site.people.contributor))
    ended = visitor.press(eligible(visitor, page), "Continue", **HOME)
    assert "Quixotic" not in site.visitor().get(ended.path).text


def test_leaving_and_coming_back_resumes_where_the_case_stood(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    on = eligible(visitor, page)
    visitor.get("/")
    assert "What is your address?" in visitor.get(on.path).words


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"element": "nothing", "taken": "1"},
        {"element": "Q", "taken": "999999999999999999999"},
        {"element": "Q", "taken": "1", "page": "99"},
        {"element": "Q", "taken": "1", "page": "-1", "chose": "x"},
        {"element": "Q", "taken": "1", "conditions_met": ["yes", "no"]},
        {"element": "Q", "taken": "1", "conditions_met": "perhaps"},
        {"element": "Q", "taken": "1", "conditions_met": "yes" * 20_000},
    ],
)
def test_requests_that_no_page_would_send_are_answered(site: Site, values: dict[str, str]) -> None:
    visitor, page = begun(site, BADGE)
    assert visitor.post(f"{page.path}/take", values, follow=True).status in (200, 400)
    assert visitor.get(page.path).status == 200


@pytest.mark.parametrize("query", ["at=nothing", "page=99", "at=%00&page=x", "page=9999999"])
def test_addresses_that_nobody_wrote_are_answered(site: Site, query: str) -> None:
    visitor, page = begun(site, BADGE)
    assert visitor.get(f"{page.path}?{query}").status == 200


def test_much_typing_does_not_break_the_walk(site: Site) -> None:
    visitor, page = begun(site, BADGE)
    on = eligible(visitor, page)
    home = HOME | {"address_line_1": "Long Street " * 400, "address_line_2": "ÿ€é" * 900}
    after = visitor.press(on, "Continue", **home)
    assert after.status in (200, 400)
    cookie = visitor.client.get_cookie("guildhall")
    assert cookie is not None
    assert len(cookie.value) < 4000
    assert visitor.get(page.path).status == 200


def test_a_case_that_deadlocks_says_where_it_is_stuck(site: Site) -> None:
    stuck = drawn("""
    start S "Begin"
    xor G "Which?"
    task A "One"
    task B "Two"
    and J
    end E "Done"
    S -> G
    G -> A : first
    G -> B : second
    A -> J
    B -> J
    J -> E
    """)
    visitor = site.visitor()
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(stuck)])
    page = visitor.press(page, "Walk through it")
    while "The case is stuck" not in page.words:
        if page.has_button("Go this way"):
            way = page.find("//input[@name='chose']/@value")[0]
            page = visitor.press(page, "Go this way", chose=way)
        else:
            page = visitor.press(page, "Done, go on")
    assert "Nothing more can happen, and it has not ended." in page.words


def test_a_walk_of_a_draft_is_hidden_from_others(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    walk = member.press(member.get(f"/processes/{site.places.draft}"), "Walk through it")
    assert walk.status == 200
    assert site.visitor().get(walk.path).status == 404
    assert site.visitor(site.people.stranger).get(walk.path).status == 404
    assert site.visitor().post("/walkthroughs", {"process": site.places.draft}).status == 404


def test_scripts_and_expressions_of_an_upload_are_never_run(site: Site) -> None:
    evil = drawn("""
    start S "Begin"
    xor G "Which?"
    end E "One"
    end F "Two"
    S -> T
    scriptTask T "Run"
    T -> G
    G -> E : first [__import__("os").system("touch /tmp/guildhall-was-run") == 0]
    G -> F : second [True]
    """)
    visitor, _ = begun(site, evil)
    page = visitor.get(rows(site, "select '/walkthroughs/' || id from walkthroughs")[0][0])
    while page.has_button("Done, go on"):
        page = visitor.press(page, "Done, go on")
    assert page.has_button("Go this way") or "The case has ended" in page.words
    assert "Traceback" not in page.text


def rows(site: Site, query: str) -> list[tuple[str, ...]]:
    """What is in the library's file."""
    with sqlite3.connect(site.settings.instance / "library.sqlite3") as connection:
        return connection.execute(query).fetchall()


def dumped(site: Site) -> str:
    """Everything in the library but the catalogues, as text."""
    return repr([rows(site, f"select * from {table}") for table in ("walkthroughs", "audit", "processes")])
