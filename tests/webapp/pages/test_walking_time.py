"""Time in a walk: how much later it is, the day of the case, and what the resident knows while they wait."""

from __future__ import annotations

from tests.drawing import drawn
from tests.webapp.pages.walks import address, done, walking
from tests.webapp.site import Page, Site

APPLICATION = drawn("""
pool R "Resident" part=resident {
  start B "Wants a badge"
  userTask K "Send the form"
  catch V "The decision comes" message
  end F "Knows"
  B -> K -> V -> F
}
pool C "Council" part=back-office {
  start S "Form comes" message
  task A "Assess it"
  boundary L "Nobody assessed it" on=A timer=P10D
  catch T "Cooling off" timer=P3D
  throw D "Decision" message
  end E "Closed"
  task H "Call the resident"
  S -> A -> T -> D -> E
  L -> H -> D
}
K ~> S : Form
D ~> V : Decision
""")


def says(page: Page, key: str) -> str:
    (value,) = page.find("//dt[normalize-space()=$key]/following-sibling::dd", key=key)
    return " ".join(value.text_content().split())


def test_a_timer_says_how_much_later_it_is_and_the_day_goes_on(site: Site) -> None:
    visitor, page = walking(site, APPLICATION)
    page = done(visitor, page, 4)
    assert "It is now 3 days later. Day 4 of the case." in page.words
    assert says(page, "When").startswith("Day 1 of the case")
    after = visitor.press(page, "The time passes")
    assert says(after, "When").startswith("Day 4 of the case")
    assert "3 days later · Day 4" in after.words


def test_time_that_may_pass_first_stands_in_a_group_of_its_own(site: Site) -> None:
    visitor, page = walking(site, APPLICATION)
    page = done(visitor, page, 3)
    assert "Assess it" in page.words
    (heading,) = page.find("//h2[normalize-space()='If time passes first']")
    (group,) = page.find("//ul[@aria-labelledby=$id]", id=heading.get("id"))
    assert " ".join(group.text_content().split()) == (
        "Nobody assessed it Council (back office), timer boundary event: 10 days later"
    )
    late = visitor.get(page.links["Nobody assessed it"])
    assert "It is now 10 days later. Day 11 of the case." in late.words
    assert "The time passes" in [button.text_content() for button in late.find("//main//button")]


def test_a_waiting_resident_knows_what_they_did_and_then_what_they_were_told(site: Site) -> None:
    visitor, page = walking(site, APPLICATION)
    assert says(page, "What the resident knows") == "They have heard nothing yet."
    page = done(visitor, page, 3)
    assert "Nothing: the resident is waiting." in page.words
    assert says(page, "What the resident knows") == (
        "They have heard nothing since they did “Send the form” (step 2, day 1)."
    )
    page = done(visitor, page)
    page = visitor.press(page, "The time passes")
    while not page.find("//h2[normalize-space()='The case has ended']"):
        button = page.find("//form[contains(@action, '/take')]//button")[0].text_content().strip()
        page = visitor.press(page, button)
    assert "The last they heard is “The decision comes”" in says(page, "What the resident knows")
    assert "on day 4" in page.words


def test_the_timeline_has_a_lane_for_everybody_and_a_table_that_says_the_same(site: Site) -> None:
    visitor, page = walking(site, APPLICATION)
    page = done(visitor, page, 4)
    heads = [one.text_content() for one in page.find("//div[contains(@class, 'app-timeline__heads')]/span")]
    assert heads == ["Step", "Resident", "Council (back office)"]
    lanes = page.find("//li//span[contains(@class, 'app-timeline__step--lane-')]/@class")
    assert [name.rpartition("-")[2] for name in lanes] == ["1", "1", "2", "2"]
    table = page.rows("What has happened in this case")
    assert [row[:4] for row in table] == [
        ["1", "Day 1", "Resident", "Wants a badge"],
        ["2", "Day 1", "Resident", "Send the form"],
        ["3", "Day 1", "Council (back office)", "Form comes"],
        ["4", "Day 1", "Council (back office)", "Assess it"],
    ]


def test_to_read_only_offers_nothing_that_changes_the_walk(site: Site) -> None:
    visitor, page = walking(site, APPLICATION)
    page = done(visitor, page, 3)
    read = site.visitor().get(f"{address(page)}/read")
    assert read.status == 200
    assert read.find("//main//form") == []
    assert "Form comes" in read.words
    assert read.links["Go on from here yourself"] == address(page)
