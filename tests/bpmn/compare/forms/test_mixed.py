"""A diagram beside a form: with the patterns attached to its steps, and without."""

from __future__ import annotations

from bpmn.compare.forms import compare_forms, form_of, form_of_diagram
from tests.bpmn.compare.forms.making import BIN, DECISION, EMAIL, pages, service
from tests.drawing import draw

REPORT = pages("missed-bin-report", BIN, EMAIL, title="Which bin was missed?")
DRAWN = """
    pool Resident "Resident" {
      start R1 "Bin not emptied"
      userTask R2 "Say which bin was missed" pattern=missed-bin-report
      userTask R3 "Appeal in writing"
      end R4 "Report made"
      R1 -> R2 -> R3 -> R4
    }
    pool Council "Council" {
      start C1 "Report received"
      task C2 "Empty the bin"
      end C3 "Bin emptied"
      C1 -> C2 -> C3
    }
"""
LIBRARY = {"missed-bin-report": REPORT}


def test_the_patterns_attached_to_its_steps_are_what_a_diagram_asks() -> None:
    form = form_of_diagram(draw(DRAWN), LIBRARY, "Missed bin")
    assert [one.title for one in form.questions] == ["Which bin was missed?", "Email address"]
    found = compare_forms(form, service("B", pages("report", BIN)))
    assert [row.how for row in found.questions] == ["both", "only A"]
    assert "A shows the resident nothing at 1 step where they meet the service" in found.limits[0]
    assert any("B has no diagram: who does the work" in limit for limit in found.limits)


def test_steps_without_patterns_stand_beside_pages() -> None:
    bare = draw(DRAWN.replace(" pattern=missed-bin-report", ""))
    found = compare_forms(form_of_diagram(bare, {}, "Missed bin"), form_of(REPORT, {}))
    assert found.questions == ()
    assert found.similarity is None
    together = [(row.a[0].text, row.b[0].text) for row in found.contacts if row.a and row.b]
    assert together == [("Say which bin was missed", "Which bin was missed?")]
    assert [one.text for one in found.statements] == [
        "A has the step 'Appeal in writing': we found nothing like that in B."
    ]
    assert "what it asks is not known" in found.limits[0]


def test_pages_of_one_pattern_share_the_step_that_stands_for_them() -> None:
    two_pages = service("B", pages("report", BIN, title="Which bin was missed?"), DECISION)
    bare = draw(DRAWN.replace(" pattern=missed-bin-report", ""))
    form = form_of_diagram(bare, {})
    there = {
        (tuple(x.text for x in row.a), tuple(x.text for x in row.b))
        for row in compare_forms(form, two_pages).contacts
    }
    back = {
        (tuple(x.text for x in row.b), tuple(x.text for x in row.a))
        for row in compare_forms(two_pages, form).contacts
    }
    assert there == back


def test_a_diagram_says_nothing_of_who_is_asked_and_what_it_does_not_show() -> None:
    whole = service("B", REPORT, DECISION, when={"missed-bin-report": 'late == "no"'})
    found = compare_forms(form_of_diagram(draw(DRAWN), LIBRARY), whole)
    assert all(one.about != "sometimes" for row in found.questions for one in row.differs)
    assert [one.text for one in found.statements] == []
    figures = {one.key: (one.a, one.b) for one in found.figures}
    assert figures["sometimes"] == (None, 2)
    assert figures["contacts"] == (2, None)


def test_an_attached_pattern_that_cannot_be_read_is_named() -> None:
    found = compare_forms(form_of_diagram(draw(DRAWN), {}), form_of(REPORT, {}))
    assert any("'missed-bin-report'" in limit for limit in found.limits)
