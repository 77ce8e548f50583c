"""The page of the data a process uses, and its JSON."""

from __future__ import annotations

import json

from tests.drawing import drawn
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor

WRONG = drawn("""
pool R "Resident" part=resident {
  start S "Wants a badge"
  userTask Q "Say whether you qualify" pattern=eligibility-check
  xor G "Do you qualify?"
  task A "Wait <b>here</b>"
  end N "Knows it is not for them"
  S -> Q -> G
  G -> A : yes [eligible == "yess"]
  G -> N : no [weight > 20]
  end E "Applied"
  A -> E
}
""")
EMPTY = drawn("""
pool C "Council" {
  start S "Begins"
  task A "Do it"
  end E "Ends"
  S -> A -> E
}
""")


def tried(site: Site, data: bytes) -> tuple[Visitor, Page]:
    visitor = site.visitor()
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(data)])
    return visitor, visitor.get(f"/processes/{page.path.split('/')[2]}")


def test_the_process_leads_to_its_data_with_the_flags_first(site: Site) -> None:
    visitor, page = tried(site, WRONG)
    page = visitor.get(page.links["The data it uses: what is asked, and what for"])
    assert page.status == 200
    assert "Perhaps “yes” is meant." in page.words
    assert "“weight” is used at" in page.words
    assert "no page of this process asks for it" in page.words
    assert page.words.index("What to look at") < page.words.index("Every answer")
    assert 'Written in the diagram: eligible == "yess"' in page.words


def test_without_questions_it_says_what_to_do(site: Site) -> None:
    visitor, page = tried(site, EMPTY)
    page = visitor.get(page.links["The data it uses: what is asked, and what for"])
    assert "Attach patterns to its steps" in page.words


def test_the_same_for_programs(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get(f"/processes/{site.places.example}/versions/1/data")
    answer = json.loads(visitor.get(page.links["As data (JSON)"]).text)
    assert {one["name"] for one in answer["names"]} >= {"postcode"}
    assert all(flag["text"] in page.words for flag in answer["flags"])


def test_a_version_that_is_not_there(site: Site) -> None:
    assert site.visitor().get(f"/processes/{site.places.example}/versions/9/data").status == 404
