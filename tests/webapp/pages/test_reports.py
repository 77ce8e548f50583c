"""The report of a version to take away, and the API: the same content as on the page."""

from __future__ import annotations

import pytest

from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.site import Site


def test_page_download_and_api_say_the_same(site: Site) -> None:
    editor, address = site.visitor(site.people.editor), f"/processes/{site.places.draft}"
    (downloaded,) = editor.get(f"{address}/versions/1/report.json").response.get_json(force=True)
    assert editor.get(f"/api/v1{address}/report").response.get_json() == downloaded
    assert editor.get(f"/api/v1{address}/versions/1/report").response.get_json() == downloaded
    html = editor.get(f"{address}/versions/1/report.html")
    assert html.response.headers["Content-Disposition"] == "attachment; filename=ours-v1-report.html"
    words = editor.get(address).words
    assert downloaded["findings"]
    for finding in downloaded["findings"]:
        assert finding["text"] in words
        assert finding["text"] in html.root.text_content()
    log = editor.get(f"{address}/versions/1/report.sarif").response.get_json(force=True)
    assert len(log["runs"][0]["results"]) == len(downloaded["findings"])


def test_an_accepted_finding_says_so_in_the_report(site: Site) -> None:
    editor, address = site.visitor(site.people.editor), f"/processes/{site.places.draft}"
    links = editor.get(address).links
    page = editor.get(next(path for text, path in links.items() if text.startswith("Leave it as it is")))
    editor.press(page, "Accept it", because="Known")
    findings = editor.get(f"/api/v1{address}/report").response.get_json()["findings"]
    assert [finding["accepted"]["because"] for finding in findings if "accepted" in finding] == ["Known"]


@pytest.mark.parametrize("end", ["report.html", "report.sarif", "report.json"])
def test_a_draft_is_reported_to_its_council_only(site: Site, end: str) -> None:
    address = f"/processes/{site.places.other_draft}/versions/1/{end}"
    assert site.visitor(site.people.editor).get(address).status == 404
    assert site.visitor(site.people.stranger).get(address).status == 200
    assert site.visitor().get(f"/api/v1/processes/{site.places.other_draft}/report").status == 404


def test_other_forms_and_versions_are_not_found(site: Site) -> None:
    visitor, address = site.visitor(), f"/processes/{site.places.published}"
    assert visitor.get(f"{address}/versions/1/report.pdf").status == 404
    assert visitor.get(f"{address}/versions/9/report.json").status == 404
    assert visitor.get(f"/api/v1{address}/versions/9/report").status == 404


def test_a_diagram_is_checked_over_the_api_and_not_kept(site: Site) -> None:
    before = site.counts()
    client = site.visitor().client
    answer = client.post("/api/v1/validate?name=bin.bpmn", data=MISSED_BIN, content_type="application/xml")
    assert answer.status_code == 200
    assert answer.get_json()["file"] == "bin.bpmn"
    assert answer.get_json()["findings"]
    refused = client.post("/api/v1/validate", data=b"no diagram", content_type="application/xml")
    assert (refused.status_code, refused.get_json()["readable"]) == (422, False)
    assert refused.get_json()["reason"]
    assert site.counts() == before


def test_the_description_names_every_address_of_the_api(site: Site) -> None:
    described = site.visitor().get("/api/v1/openapi.json").response.get_json()
    assert described["openapi"].startswith("3.1")
    routes = {
        rule.rule.removeprefix("/api/v1").replace("<int:", "<").replace("<", "{").replace(">", "}")
        for rule in site.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(described["paths"]) == routes - {"/openapi.json"}
