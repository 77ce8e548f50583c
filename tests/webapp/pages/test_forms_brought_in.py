"""A form is shown as it was understood, and kept as drafts when somebody says so."""

from __future__ import annotations

import io
import json
from pathlib import Path

from tests.webapp.site import Site

FIXTURES = Path(__file__).parents[2] / "importers" / "fixtures"
FORM = (FIXTURES / "govuk_form.json").read_bytes()


def test_a_form_is_looked_at_and_then_kept(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    looked = visitor.post("/patterns/form", {"file": (io.BytesIO(FORM), "kerb.json"), "do": "look"})
    assert looked.status == 200
    assert "What we understood" in looked.text
    assert "a page to pay" in looked.text
    assert "Report it by phone" in looked.text
    held = looked.root.xpath("//input[@name='held']/@value")[0]
    place = {"council": str(site.people.oxford), "service": "524", "job": "Lower a kerb"}
    kept = visitor.post("/patterns/form", {"held": held, "name": "kerb.json", "do": "keep", **place})
    assert kept.status == 303
    result = visitor.get(kept.response.headers["Location"])
    assert "its 10 patterns" in result.text
    assert visitor.get("/patterns/apply-for-a-kerb-to-be-lowered-the-road").status == 200
    number = kept.response.headers["Location"].split("/")[2]
    walk = visitor.post("/walkthroughs", {"process": number}).response.headers["Location"]
    asked = visitor.press(visitor.get(walk), "Done, go on")
    assert "Choose the main thing" in asked.text
    other = site.visitor(site.people.stranger)
    assert other.get("/patterns/apply-for-a-kerb-to-be-lowered-the-road").status == 404


def test_what_is_missing_or_no_form_is_said_and_nothing_is_kept(site: Site) -> None:
    visitor = site.visitor(site.people.contributor)
    before = site.counts()
    assert "Choose the file" in visitor.post("/patterns/form", {"do": "look"}).text
    wrong = visitor.post("/patterns/form", {"file": (io.BytesIO(b"{}"), "a.json"), "do": "keep"})
    assert (wrong.status, "could not tell what form" in wrong.text) == (400, True)
    unplaced = visitor.post("/patterns/form", {"held": FORM.decode(), "name": "a.json", "do": "keep"})
    assert (unplaced.status, "Choose the service" in unplaced.text) == (400, True)
    elsewhere = {"council": str(site.people.cambridge), "service": "524", "job": "Lower a kerb"}
    assert (
        visitor.post(
            "/patterns/form", {"held": FORM.decode(), "name": "a.json", "do": "keep", **elsewhere}
        ).status
        == 403
    )
    pattern = {"file": (io.BytesIO(FORM), "kerb.json"), "council": str(site.people.oxford)}
    assert "This is an online form" in visitor.post("/patterns/new", pattern).text
    assert site.counts() == before


def test_hostile_words_are_shown_as_words(site: Site) -> None:
    asked = {"question_text": 'A & <img src=x onerror=y> "B"', "answer_type": "'><b>"}
    form = json.dumps({"name": "<script>alert(1)</script>", "steps": [{"id": 1, "data": asked}]}).encode()
    page = site.visitor(site.people.contributor).post(
        "/patterns/form", {"file": (io.BytesIO(form), "x.json")}
    )
    assert page.status == 200
    assert not page.root.xpath("//img | //*[@onerror] | //script[contains(., 'alert')]")
