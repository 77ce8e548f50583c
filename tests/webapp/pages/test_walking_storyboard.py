"""The storyboard: every page, letter and step of one walk in order, to read and to print."""

from __future__ import annotations

import lxml.html

from tests.drawing import drawn
from tests.webapp.pages.test_walking import BADGE
from tests.webapp.pages.walks import HOME, address, done, walking
from tests.webapp.site import Page, Site
from webapp.walkthroughs.still import still

LETTERS = drawn("""
pool C "Council" part=back-office {
  start S "Case arrives"
  sendTask L "Write to them" pattern=decision-letter
  task P "Ring them" pattern=phone-script
  catch T "Two weeks" timer=P14D
  sendTask M "Remind them" pattern=text-message
  end E "Done"
  S -> L -> P -> T -> M -> E
}
""")


def board(site: Site) -> Page:
    visitor, page = walking(site, BADGE)
    page = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    ended = visitor.press(page, "Continue", **HOME)
    return visitor.get(f"{address(ended)}/storyboard")


def test_every_step_is_a_frame_with_its_pages_as_filled_in(site: Site) -> None:
    page = board(site)
    titles = [
        " ".join(one.text_content().split()) for one in page.find("//article//h2[contains(@class, 'frame')]")
    ]
    assert titles == [
        "1 Wants a badge", "2 Say whether you qualify", "3 Do you qualify? yes", "4 Give your address"
    ]  # fmt: skip
    assert page.find("//article//input[@value='12 Quixotic Lane']")
    assert page.find("//article//input[@value='second'][@checked]")
    assert (
        "Decided by itself, because “Can you use this service?” was decided “yes” by the rules" in page.words
    )
    assert "Ended: Applied." in page.words


def test_letters_as_sent_scripts_as_spoken_and_time_between(site: Site) -> None:
    visitor, page = walking(site, LETTERS)
    while page.find("//form[contains(@action, '/take')]"):
        page = visitor.press(
            page, page.find("//form[contains(@action, '/take')]//button")[0].text_content().strip()
        )
    shown = visitor.get(f"{address(page)}/storyboard")
    kinds = [one.text_content().partition(":")[0] for one in shown.find("//figcaption")]
    assert kinds == ["Letter as sent", "Script as spoken", "Text message as sent"]
    assert "14 days later Day 15" in shown.words


def test_a_storyboard_needs_no_scripts_and_sends_nothing(site: Site) -> None:
    page = board(site)
    assert page.find("//article//form | //article//script | //article//*[@name]") == []
    fields = page.find("//article//input | //article//select | //article//textarea | //article//button")
    assert fields
    assert all(field.get("disabled") for field in fields)


def test_the_same_page_twice_has_no_id_twice(site: Site) -> None:
    again = drawn("""
    start S
    userTask A "Where do you live?" pattern=address
    userTask B "Where did you live before?" pattern=address
    end E
    S -> A -> B -> E
    """)
    visitor, page = walking(site, again)
    page = visitor.press(visitor.press(done(visitor, page), "Continue", **HOME), "Continue", **HOME)
    shown = visitor.get(f"{address(page)}/storyboard")
    ids = shown.find("//@id")
    assert len(ids) == len(set(ids))
    for label in shown.find("//article//label/@for"):
        assert label in ids


def test_somebody_elses_storyboard_shows_what_was_typed_only_when_it_was_kept(site: Site) -> None:
    visitor, page = walking(site, BADGE, site.visitor(site.people.contributor))
    page = visitor.press(done(visitor, page), "Continue", conditions_met=["first", "second"])
    ended = visitor.press(page, "Continue", **HOME)
    path = f"{address(ended)}/storyboard"
    assert "Quixotic" not in site.visitor().get(path).text
    assert "Nothing that was typed is shown." in site.visitor().get(path).words
    visitor.press(ended, "Save this walk", title="Amira’s badge", answers="yes")
    assert "12 Quixotic Lane" in site.visitor().get(path).text
    assert "Amira’s badge" in site.visitor().get(path).words


def test_an_empty_walk_has_an_empty_storyboard(site: Site) -> None:
    visitor, page = walking(site, BADGE)
    assert "Nothing has happened in this walk yet." in visitor.get(f"{address(page)}/storyboard").words


def test_a_picture_of_a_page_keeps_hostile_text_as_text() -> None:
    html = still(
        '<p id="a">&lt;script&gt;alert(1)&lt;/script&gt;</p><input name="x" value="&quot;><b>">', "p"
    )
    root = lxml.html.fragment_fromstring(str(html))
    assert root.xpath(".//script | .//b") == []
    assert root.xpath("string(.//p)") == "<script>alert(1)</script>"
    assert root.xpath(".//input/@value") == ['"><b>']
    assert root.xpath(".//p/@id") == ["p-a"]
