"""A workshop as its people meet it: one leads, others follow without accounts and say what they know."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.drawing import drawn
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing, uploads, workshops
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY
from webapp.store.tables import Audit, Workshop, WorkshopNote, now

MOVING = drawn("""
pool R "Resident" part=resident {
  start S "Moves in"
  userTask C "Say how to reach you" pattern=contact-details
  userTask A "Give your address" pattern=address
  end E "Sends it" message
  S -> C -> A -> E
}
pool K "Council" part=back-office {
  start M "Form arrives" message
  task R1 "Read the form"
  sendTask L "Send a letter" pattern=decision-letter
  catch T "A week" timer=P7D
  task F "Close the case"
  end N "Told"
  M -> R1 -> L -> T -> F -> N
}
E ~> M
""")


@pytest.fixture
def moving(site: Site) -> str:
    with site.session() as session:
        place = Place(site.people.oxford, 524, "Tell us you moved", 17)
        (made,) = uploads.upload(session, LIBRARY, [IncomingFile("moving.bpmn", MOVING)], place)
        assert made.address is not None
        publishing.publish(session, LIBRARY, int(made.address))
    return made.address


@pytest.fixture
def led(site: Site, moving: str) -> tuple[Visitor, Page]:
    facilitator = site.visitor(site.people.contributor)
    page = facilitator.get(facilitator.get(f"/processes/{moving}").links["Run a workshop"])
    return facilitator, facilitator.press(page, "Open the room", persona="no-email")


def code_of(page: Page) -> str:
    (shown,) = page.with_class("app-room-join__letters")
    return shown.text_content().replace("-", "")


def followed(site: Site, code: str, role: str = "front-office") -> tuple[Visitor, Page]:
    visitor = site.visitor()
    page = visitor.get("/join")
    page = visitor.press(page, "Join", code=f"{code[:3].lower()}-{code[3:6]} {code[6:]}")
    return visitor, visitor.press(page, "Follow", role=role)


def test_a_follower_sees_the_step_that_is_led_to(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    follower, seen = followed(site, code_of(page))
    assert seen.heading == page.heading == "Moves in"
    page = facilitator.press(page, next_button(page))
    assert page.heading == "Say how to reach you"
    seen = follower.get(seen.links["Refresh"])
    assert seen.heading == "Say how to reach you"
    # The page as the resident sees it, filled in as the persona would, and nothing in it can be sent.
    (chosen,) = seen.find("//input[@type='radio'][@checked]")
    assert chosen.get("value") == "phone"
    assert chosen.get("disabled")
    assert chosen.get("name") is None


def test_next_accepts_the_page_as_the_persona_filled_it_in(led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    page = facilitator.press(page, next_button(page))
    assert "Filled in as “No e-mail address”" in page.words
    page = facilitator.press(page, next_button(page))
    assert page.heading == "Give your address"
    page = facilitator.press(page, next_button(page), town="Elsewhere")
    assert page.heading == "Form arrives"


def next_button(page: Page) -> str:
    (button,) = page.find("//form[@data-next]//button")
    return re.sub(r"\s+", " ", button.text_content()).strip()


def walked_to(facilitator: Visitor, page: Page, heading: str) -> Page:
    for _ in range(12):
        if page.heading == heading or heading in page.heading:
            return page
        page = facilitator.press(page, next_button(page))
    raise AssertionError(f"never came to {heading}: {page.heading}")


def test_back_goes_back_and_a_stale_form_changes_nothing(led: tuple[Visitor, Page]) -> None:
    facilitator, first = led
    second = facilitator.press(first, next_button(first))
    again = facilitator.press(first, next_button(first))
    assert "The room has moved on" in again.banner
    assert again.heading == second.heading
    assert facilitator.press(again, "Back").heading == first.heading


def test_a_letter_is_shown_as_it_comes_and_the_wait_says_what_the_resident_knows(
    site: Site, led: tuple[Visitor, Page]
) -> None:
    facilitator, page = led
    page = walked_to(facilitator, page, "Send a letter")
    assert "A letter comes through the door" in page.words
    assert "From Oxford City Council to the resident" in page.words
    page = facilitator.press(page, next_button(page))
    assert page.heading == "Day 8: what does the resident know?"
    assert "Day 1, the last they were told: Send a letter" in page.words
    _, seen = followed(site, code_of(page))
    assert seen.heading == page.heading
    assert "What the council is doing" in seen.words


def test_notes_are_kept_by_role_and_counted(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    page = walked_to(facilitator, page, "Read the form")
    follower, seen = followed(site, code_of(page), "back-office")
    seen = follower.press(seen, "Pain point", kind="pain", text="Half of them come on paper")
    assert "Noted: pain point" in seen.banner
    seen = follower.press(seen, "Say how long", amount="1.5", unit="hours")
    seen = follower.press(seen, "Say how long", amount="a while")
    assert seen.status == 400
    assert "as a number" in seen.problem
    counts = facilitator.client.get(page.path.split("?")[0] + "/now").json
    assert counts is not None
    assert counts["notes"] == "1 pain point and 1 “takes about”"
    assert counts["following"] == 1
    notes = facilitator.get(page.links["Open the notes"])
    assert "Pain point (back office): Half of them come on paper" in notes.words
    assert "Takes about 1.5 hours (back office)" in notes.words
    with site.session() as session:
        kept = session.query(WorkshopNote).filter_by(kind="takes").one()
        assert (kept.minutes, kept.role, kept.element) == (90, "back-office", "R1")


def test_personal_data_in_a_note_is_asked_about_first(site: Site, led: tuple[Visitor, Page]) -> None:
    _, page = led
    follower, seen = followed(site, code_of(page))
    asked = follower.press(seen, "Question", kind="question", text="Is it still sue@council.gov.uk?")
    assert asked.status == 400
    assert "This looks like an e-mail address" in asked.problem
    assert site.counts()["workshop_notes"] == 0
    follower.press(asked, "Question", kind="question", sure="yes")
    assert site.counts()["workshop_notes"] == 1


def test_what_is_typed_is_shown_as_text(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    follower, seen = followed(site, code_of(page))
    follower.press(seen, "Workaround", kind="workaround", text="<script>alert(1)</script><img src=x>")
    for path in ("/notes", "/storyboard", "/notes.csv"):
        shown = facilitator.get(page.path + path)
        assert "<img src=x>" not in shown.text or path == "/notes.csv"
        assert "<script>alert" not in shown.text or path == "/notes.csv"


def test_a_formula_in_a_note_is_harmless_in_the_spreadsheet(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    follower, seen = followed(site, code_of(page))
    follower.press(seen, "Workaround", kind="workaround", text="=1+1")
    assert "'=1+1" in facilitator.get(page.path + "/notes.csv").text


def test_a_missing_step_becomes_a_proposed_change_that_the_council_answers(
    site: Site, led: tuple[Visitor, Page], moving: str
) -> None:
    facilitator, page = led
    page = walked_to(facilitator, page, "Read the form")
    follower, seen = followed(site, code_of(page), "contractor")
    follower.press(seen, "Say that a step is missing", text="We scan it", part="Post room")
    assert site.counts()["proposed_changes"] == 0
    notes = facilitator.get(page.links["Open the notes"])
    notes = facilitator.press(notes, "Put forward as a change")
    assert "Put forward as a change of the process" in notes.words
    process = facilitator.get(f"/processes/{moving}")
    assert "A step is missing after “Read the form”: We scan it. Done by: Post room" in process.words
    assert "Proposed changes (1 open)" in process.words
    assert "Proposed changes" not in site.visitor().get(f"/processes/{moving}").words
    answered = facilitator.post("/proposed-changes/1/accepted", {"why": "True since May"}, follow=True)
    assert "Accepted by Connie" in answered.words
    assert "True since May" in answered.words
    assert site.visitor(site.people.stranger).post("/proposed-changes/1/declined").status == 404


def test_another_order_names_a_step_that_was_seen(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    page = walked_to(facilitator, page, "Send a letter")
    follower, seen = followed(site, code_of(page))
    offered = [one.text_content() for one in seen.find("//select[@name='other']/option")]
    assert "Read the form" in offered
    # What the room has not come to is not told.
    assert "Close the case" not in offered
    assert follower.press(seen, "Say that the order is different").status == 400
    follower.press(seen, "Say that the order is different", other="R1")
    notes = facilitator.get(page.links["Open the notes"])
    assert "The order is different (front office). Comes after “Read the form”" in notes.words


def test_the_room_closes_at_once_and_leaves_its_storyboard(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    code = code_of(page)
    page = walked_to(facilitator, page, "Read the form")
    follower, seen = followed(site, code)
    follower.press(seen, "Say how long", amount="20", unit="minutes")
    follower.press(seen, "Say how long", amount="1", unit="hours")
    page = facilitator.press(page, next_button(page))
    form = facilitator.get(page.path + "/notes")
    due = {"due__day": "1", "due__month": "2", "due__year": "2027"}
    facilitator.press(
        form, "Write it down", text="Ask the post room", kind="action", owner="Head of post", **due
    )
    ended = facilitator.press(facilitator.get(page.path + "/end"), "Close the room")
    assert "20 minutes to 1 hour, 40 minutes in the middle (2 said so)" in ended.words
    assert ended.rows("Decisions and actions") == [
        ["Ask the post room", "Action", "Head of post", "1 February 2027"]
    ]
    assert follower.get(f"/join/{code}").status == 404
    assert follower.client.get(f"/join/{code}/now").status_code == 404
    assert follower.post(f"/join/{code}/notes", {"kind": "pain", "element": "R1"}).status == 404
    assert facilitator.get(page.path).heading == "This room is closed"
    # By its link, for whoever may read the process.
    assert site.visitor().get(page.path + "/storyboard").status == 200
    assert site.visitor().get(page.path).path.startswith("/sign-in")


def test_a_councillor_walked_through_leaves_a_record_that_is_only_corrected(
    site: Site, led: tuple[Visitor, Page], moving: str
) -> None:
    facilitator, page = led
    page = walked_to(facilitator, page, "Read the form")
    end = facilitator.get(page.path + "/end")
    assert "Say which office" in facilitator.press(end, "Close the room", who="councillor").problem
    office = "Cabinet member for environment"
    record = facilitator.press(end, "Close the room", who="councillor", office=office)
    assert record.heading == f"{office} was walked through"
    assert "Version 1" in record.words
    assert "Give your address" in record.words
    assert office in site.visitor().get(f"/processes/{moving}").words
    again = facilitator.press(record, "Keep a correction", office="Leader", note="The leader stood in")
    assert again.heading == "Leader was walked through"
    assert "A later record corrects this one" in facilitator.get(record.path).words
    assert office in facilitator.get(record.path).heading
    # It outlives the workshop.
    gone = facilitator.press(facilitator.get(page.path + "/end"), "Delete the workshop", sure="yes")
    assert "The workshop is deleted" in gone.banner
    assert facilitator.get(record.path).status == 200
    assert site.counts()["workshops"] == 0


def test_followers_of_a_draft_see_the_step_and_not_the_process(site: Site) -> None:
    facilitator = site.visitor(site.people.contributor)
    page = facilitator.get(f"/workshops/new?process={site.places.draft}")
    assert "This process is not published" in page.words
    page = facilitator.press(page, "Open the room")
    follower, seen = followed(site, code_of(page))
    assert seen.heading == page.heading
    assert follower.get(f"/processes/{site.places.draft}").status == 404
    assert follower.get(page.path + "/storyboard").status == 404


def test_the_cheap_question_is_answered_with_nothing_while_nothing_changed(
    site: Site, led: tuple[Visitor, Page]
) -> None:
    facilitator, page = led
    follower, _ = followed(site, code_of(page))
    path = f"/join/{code_of(page)}/now"
    first = follower.client.get(path)
    mark = first.headers["ETag"]
    second = follower.client.get(path, headers={"If-None-Match": mark})
    assert (second.status_code, second.data) == (304, b"")
    facilitator.press(page, next_button(page))
    third = follower.client.get(path, headers={"If-None-Match": mark})
    assert third.status_code == 200
    assert third.json is not None
    assert third.json["title"] == "Say how to reach you"


def test_the_code_is_drawn_for_a_camera(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    drawn_code = facilitator.client.get(page.path + "/code.svg")
    assert drawn_code.mimetype == "image/svg+xml"
    assert b"<script" not in drawn_code.data
    assert b"style=" not in drawn_code.data


def test_no_page_refreshes_by_itself_unless_asked(site: Site, led: tuple[Visitor, Page]) -> None:
    _, page = led
    follower, seen = followed(site, code_of(page))
    assert seen.find("//meta[@http-equiv='refresh']") == []
    asked = follower.get(seen.links["let this page refresh by itself"])
    assert len(asked.find("//meta[@http-equiv='refresh']")) == 1
    assert "stop that" in asked.links


def test_what_is_typed_wrong_is_said_and_nothing_moves(led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    page = facilitator.press(page, next_button(page))
    page = facilitator.press(page, next_button(page))
    wrong = facilitator.press(page, next_button(page), postcode="nowhere")
    assert wrong.status == 400
    assert "postcode" in wrong.problem.lower()
    assert wrong.heading == "Give your address"
    assert facilitator.get(page.path).heading == "Give your address"


def test_the_diagram_is_shown_when_asked_for(led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    assert page.find("//*[@data-diagram]") == []
    page = facilitator.press(page, "Show the diagram")
    assert len(page.find("//*[@data-diagram]")) == 1
    assert facilitator.press(page, "Hide the diagram").find("//*[@data-diagram]") == []


def test_a_room_can_begin_where_a_walk_stands(site: Site, moving: str) -> None:
    facilitator = site.visitor(site.people.contributor)
    walk = facilitator.press(facilitator.get(f"/processes/{moving}"), "Walk through it")
    walk = facilitator.press(walk, "Start here" if walk.has_button("Start here") else "Done, go on")
    opened = facilitator.get(f"/workshops/new?walk={walk.path.split('/')[2].split('?')[0]}")
    page = facilitator.press(opened, "Open the room")
    assert page.heading == "Say how to reach you"


def test_a_councils_own_persona_fills_pages_in(site: Site, moving: str) -> None:
    facilitator = site.visitor(site.people.contributor)
    page = facilitator.get("/councils/oxford/personas")
    wrong = facilitator.press(page, "Add", name="Works nights", answers="contact by text")
    assert "Line 1 is not" in wrong.problem
    facilitator.press(page, "Add", name="Works nights", answers="contact_by = text\nphone = 01632 960 777")
    page = facilitator.get(f"/workshops/new?process={moving}")
    page = facilitator.press(facilitator.press(page, "Open the room", persona="own-1"), "Next")
    assert page.find("//input[@name='phone']")[0].get("value") == "01632 960 777"
    assert site.visitor().get("/councils/oxford/personas").has_button("Add") is False


def test_rooms_expire_and_empty_ones_are_deleted(site: Site, led: tuple[Visitor, Page]) -> None:
    _, page = led
    code = code_of(page)
    with site.session() as session:
        assert workshops.expire(session, at=now() + timedelta(hours=11)) == 0
        assert workshops.expire(session, at=now() + timedelta(hours=13)) == 1
        assert session.query(Workshop).one().code is None
        assert site.visitor().get(f"/join/{code}").status == 404
        assert workshops.expire(session, at=now() + timedelta(days=29)) == 0
        assert workshops.expire(session, at=now() + timedelta(days=32)) == 1
        assert session.query(Workshop).count() == 0
        actions = [row.action for row in session.query(Audit).order_by(Audit.id.desc()).limit(2)]
        assert actions == ["expire-workshops", "expire-workshops"]


def test_a_room_in_which_something_was_said_is_kept(site: Site, led: tuple[Visitor, Page]) -> None:
    _, page = led
    follower, seen = followed(site, code_of(page))
    follower.press(seen, "Question", kind="question")
    with site.session() as session:
        assert workshops.expire(session, at=now() + timedelta(days=900)) == 1
        assert session.query(Workshop).count() == 1


def test_a_takedown_takes_the_names_of_steps_from_what_workshops_left(
    site: Site, led: tuple[Visitor, Page], moving: str
) -> None:
    facilitator, page = led
    page = walked_to(facilitator, page, "Read the form")
    follower, seen = followed(site, code_of(page))
    follower.press(seen, "Say that a step is missing", text="We scan it")
    facilitator.press(facilitator.get(page.links["Open the notes"]), "Put forward as a change")
    record = facilitator.press(
        facilitator.get(page.path + "/end"), "Close the room", who="councillor", office="Mayor"
    )
    with site.session() as session:
        publishing.takedown(session, LIBRARY, int(moving), 1, "It named somebody")
    shown = facilitator.get(record.path)
    assert shown.status == 200
    assert "Read the form" not in shown.words
    assert facilitator.get(page.path + "/storyboard").status == 410


def test_a_takedown_closes_the_rooms_that_show_the_version(
    site: Site, led: tuple[Visitor, Page], moving: str
) -> None:
    facilitator, page = led
    code = code_of(page)
    follower, _ = followed(site, code)
    with site.session() as session:
        publishing.takedown(session, LIBRARY, int(moving), 1, "It named somebody")
    # Nothing of it is shown any more, though the step had been kept ready for the next who asks.
    assert follower.get(f"/join/{code}").status == 404
    assert follower.client.get(f"/join/{code}/now").status_code == 404
    assert facilitator.get(page.path).heading == "This room is closed"


def test_two_who_lead_do_not_undo_each_other(site: Site, led: tuple[Visitor, Page]) -> None:
    facilitator, page = led
    colleague = site.visitor(site.people.editor)
    same = colleague.get(page.path)
    facilitator.press(page, next_button(page))
    late = colleague.press(same, next_button(same))
    assert "The room has moved on" in late.banner
    assert late.heading == "Say how to reach you"


def test_an_ordinary_walk_is_walked_as_a_persona(site: Site, moving: str) -> None:
    visitor = site.visitor()
    page = visitor.press(visitor.get(f"/processes/{moving}"), "Walk as this person", persona="no-email")
    page = visitor.press(page, "Done, go on")
    (chosen,) = page.find("//input[@name='contact_by'][@checked]")
    assert chosen.get("value") == "phone"
    page = visitor.press(page, "Continue")
    assert page.find("//input[@name='postcode']")[0].get("value") == "SW1A 0AA"
    # Another walk begins as nobody.
    other = visitor.press(visitor.get(f"/processes/{moving}"), "Walk through it")
    other = visitor.press(other, "Done, go on")
    assert other.find("//input[@name='contact_by'][@checked]") == []


def test_a_rooms_walk_is_not_among_ones_own_walks(led: tuple[Visitor, Page]) -> None:
    facilitator, _ = led
    assert "Workshop: Tell us you moved" not in facilitator.get("/account").words
