"""Correcting a match: accept, reject, join, split, no partner; the sentences follow at once; taking it back."""

from __future__ import annotations

from tests.webapp.diagrams import OTHER_BIN
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor

CAPTION = "Steps side by side"


def opened(site: Site, visitor: Visitor, more: str = "") -> Page:
    return visitor.get(f"/compare/correct?a={site.places.draft}&b={site.places.example}{more}")


def row_of(page: Page, text: str) -> list[str]:
    return next(row for row in page.rows(CAPTION) if text in row[0] or text in row[1])


def button(page: Page, starts: str, about: str) -> str:
    """The full name of the button of that beginning in the row about that step."""
    names = [" ".join(one.text_content().split()) for one in page.find("//main//table//form//button")]
    return next(name for name in names if name.startswith(starts) and about in name)


def test_a_match_is_accepted_shown_and_taken_back(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = opened(site, member)
    kept = member.press(page, button(page, "Accept", "Check the crew's log"))
    assert "Kept: the comparison follows it from now on." in kept.banner
    assert "a person’s word" in row_of(kept, "Check the crew's log")[2]
    assert "Connie" in kept.words
    compared = member.get(f"/compare?a={site.places.draft}&b={site.places.example}")
    assert "Confirmed by Connie" in compared.words
    names = [" ".join(one.text_content().split()) for one in kept.find("//main//form//button")]
    back = member.press(kept, next(name for name in names if name.startswith("Take it back")))
    assert "Taken back." in back.banner
    assert "Nobody has said anything yet." in back.words


def test_a_rejected_match_is_gone_and_the_sentences_say_so_at_once(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = opened(site, member)
    before = row_of(page, "Check the crew's log")
    after = member.press(page, button(page, "Not the same", "Check the crew's log"))
    assert before[:2] not in [row[:2] for row in after.rows(CAPTION)]
    assert "Now said:" in after.banner or "No longer said:" in after.banner
    assert "are not the same work" in after.words


def test_a_correction_leads_back_to_its_row(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = opened(site, member)
    sent = member.press(page, button(page, "Not the same", "Check the crew's log"), follow=False)
    anchor = sent.response.headers["Location"].partition("#")[2]
    assert anchor == "step-a1" or page.find("//*[@id=$id]", id=anchor)[0].text_content().find("log") > 0
    assert opened(site, member).find("//*[@id=$id]", id=anchor), "the row is still there"


def test_a_step_is_joined_from_the_likest_first_then_all_and_the_group_is_split(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = opened(site, member, "&row=a2")
    groups = page.find("//select[@id='add-b']/optgroup/@label")
    assert groups == ["Most alike", "Other steps"]
    wanted = page.find("//select[@id='add-b']/optgroup[2]/option/@value")[0]
    joined = member.press(
        page,
        "Join to this row",
        step__b=[*page.find("//form[.//select]/input[@name='step-b']/@value"), wanted],
    )
    assert "Kept" in joined.banner
    group = next(row for row in joined.rows(CAPTION) if "Go back for the bin" in row[0] or "Split" in row[3])
    assert "Split into single pairs" in group[3]
    split = member.press(joined, button(joined, "Split", ""))
    assert "Kept" in split.banner
    assert not any("Split" in row[3] for row in split.rows(CAPTION))
    assert "are the same work. " in split.words
    assert "are not the same work." in split.words


def test_a_step_can_be_said_to_have_no_partner(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    page = opened(site, member)
    alone = member.press(page, button(page, "No partner", ""))
    assert "has no partner." in alone.words


def test_a_visitor_sees_how_steps_were_matched_and_cannot_change_it(site: Site) -> None:
    query = f"a={site.places.other_published}&b={site.places.example}"
    page = site.visitor().get(f"/compare/correct?{query}")
    assert page.heading == "How steps were matched"
    assert not page.find("//main//form")
    values = {"a": site.places.other_published, "b": site.places.example}
    before = site.counts()
    for verdict in ("confirm", "reject", "split", "alone"):
        sent = values | {"verdict": verdict, "step-a": "A", "step-b": "B"}
        for who in (None, site.people.contributor):
            assert site.visitor(who).post("/compare/correct", sent).status in (403, 409)
    assert site.counts() == before


def test_a_verdict_that_is_none_is_refused(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    values = {"a": site.places.draft, "b": site.places.example}
    assert member.post("/compare/correct", values | {"verdict": "perhaps"}).status == 400
    assert member.post("/compare/correct", values | {"verdict": "undo", "match": "999"}).status == 404
    assert member.post("/compare/correct", values | {"verdict": "reject", "step-a": "A"}).status == 409
    old = values | {"va": "1", "vb": "7", "verdict": "confirm"}
    assert member.post("/compare/correct", old).status in (404, 409)


def test_each_side_keeps_its_own_names_where_two_files_use_the_same_ids(site: Site) -> None:
    member = site.visitor(site.people.contributor)
    filled = {"service": "524", "job": "Report a missed bin"}
    ours = member.press(member.get("/upload"), "Upload and check", files=[file(OTHER_BIN)], **filled)
    address = ours.path.removesuffix("/result").rpartition("/")[2]
    values = {"a": address, "b": site.places.published, "verdict": "confirm", "step-a": "B", "step-b": "B"}
    page = member.post("/compare/correct", values, follow=True)
    assert any("Send the lorry again" in row[0] and "Post the badge" in row[1] for row in page.rows(CAPTION))
    assert button(page, "Not the same", "Send the lorry again and Post the badge")
    assert "“Send the lorry again” and “Post the badge” are the same work." in page.words


def test_names_from_a_file_are_text_and_nothing_else(site: Site) -> None:
    nasty = OTHER_BIN.replace(
        b"Send the lorry again", b"&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x"
    )
    member = site.visitor(site.people.contributor)
    filled = {"service": "524", "job": "Report a missed bin"}
    ours = member.press(member.get("/upload"), "Upload and check", files=[file(nasty)], **filled)
    address = ours.path.removesuffix("/result").rpartition("/")[2]
    for page in ("", "/correct", "/print", "/picture-a.svg"):
        shown = member.get(f"/compare{page}?a={address}&b={site.places.published}")
        assert "&lt;script&gt;" in shown.text
        assert "<script>alert" not in shown.text
        assert not shown.find("//@onload")
