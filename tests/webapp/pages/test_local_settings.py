"""The pages of a council's own values, and where they are seen."""

from __future__ import annotations

from sqlalchemy import select

from tests.webapp.site import Site
from webapp.store.tables import Process


def example(site: Site, council: str, job: str) -> str:
    with site.session() as session:
        found = session.scalars(select(Process).where(Process.is_example, Process.job == job)).all()
        return next(one.address for one in found if one.council.startswith(council))


def test_northmoors_page_asks_by_its_own_window(site: Site) -> None:
    """The page once asked about 48 hours, whatever the council's own rule."""
    address = example(site, "Northmoor", "Report a missed bin")
    asked = site.visitor().get("/services/524/questions")
    assert (
        "Are you reporting it between 4.30pm on the collection day and 6pm the next working day?"
        in asked.words
    )
    values = site.visitor().get(f"/processes/{address}/settings")
    assert "between 4.30pm on the collection day" in values.words
    assert "are not set by the council" in values.words
    pattern = site.visitor().get("/patterns/missed-bin-report/used-by")
    lines = pattern.rows("Which council uses which values")
    assert lines[0][:2] == ["The pattern’s own", "less than 48 hours after the collection day"]
    assert any("Northmoor" in line[0] and line[1].startswith("between 4.30pm") for line in lines)


def test_a_comparison_says_what_two_councils_set_differently(site: Site) -> None:
    a = example(site, "Northmoor", "Book a bulky waste collection")
    b = example(site, "Saltmere", "Book a bulky waste collection")
    page = site.visitor().get(f"/compare?a={a}&b={b}")
    rows = page.rows("Values that differ in patterns both use")
    assert ["25", "37"] in [row[1:] for row in rows if row[0].startswith("Fee")]
    turned = site.visitor().get(f"/compare?a={b}&b={a}").rows("Values that differ in patterns both use")
    assert [[row[0], row[2], row[1]] for row in turned] == rows
    forms = site.visitor().get(f"/compare/forms?a=processes/{a}&b=processes/{b}")
    assert "£25" in forms.words
    assert "£37" in forms.words


def test_a_council_sets_its_fee_and_the_walk_shows_it(site: Site) -> None:
    library = site.visitor(site.people.library)
    address = example(site, "Northmoor", "Book a bulky waste collection")
    page = library.get(f"/processes/{address}/settings")
    wrong = library.press(page, "Save the values", **{"set:pay:fee": "lots"})
    assert wrong.status == 400
    assert wrong.problem == "Fee must be a number, like 25 or 57.50."
    assert wrong.find("//input[@name='set:pay:fee']")[0].get("value") == "lots"
    saved = library.press(page, "Save the values", **{"set:pay:fee": "31.40"})
    assert "Saved." in saved.banner
    preview = library.get("/patterns/pay/used-by").rows("Which council uses which values")
    assert any("Northmoor" in row[0] and row[1] == "31.40" for row in preview)
    again = library.press(saved, "Save the values")
    assert "Nothing changed." in again.banner


def test_a_councils_page_lists_what_its_own_people_may_set(site: Site) -> None:
    read_only = site.visitor().get("/councils/northmoor-example/settings")
    assert not read_only.has_button("Save the values")
    assert "Fee" in read_only.words
    assert site.visitor().get("/councils/oxford").links["Its own values in patterns: fees, days and the like"]
    assert site.visitor().get("/councils/nowhere/settings").status == 404
