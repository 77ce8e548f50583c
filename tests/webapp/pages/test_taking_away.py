"""Taking a process away as a prototype: the page that says how, and the zip."""

from __future__ import annotations

import io
import json
import zipfile

from tests.drawing import drawn
from tests.webapp.pages.files import file
from tests.webapp.pages.test_local_settings import example
from tests.webapp.site import Site

SERVICE = drawn("""
pool R "Resident" part=resident {
  start S "Needs a permit"
  userTask Q "Apply" pattern=apply-for-a-resident-permit
  task A "Wait"
  end E "Has an answer"
  S -> Q -> A -> E
}
""")


def files(site: Site, path: str) -> dict[str, str]:
    answer = site.visitor().get(path).response
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].endswith("-prototype.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_page_of_a_process_leads_to_its_prototype(site: Site) -> None:
    address = example(site, "Northmoor", "Book a bulky waste collection")
    visitor = site.visitor()
    page = visitor.get(visitor.get(f"/processes/{address}").links["Take away as a prototype"])
    assert "npm install" in page.words
    assert "npm run dev" in page.words
    link = next(path for text, path in page.links.items() if text.startswith("the prototype of"))
    made = files(site, link)
    assert all(name.startswith("prototype/") for name in made)
    assert json.loads(made["prototype/app/process.json"])["title"] == ("Book a bulky waste collection")


def test_a_walk_leads_to_the_prototype_too(site: Site) -> None:
    address = example(site, "Northmoor", "Report a missed bin")
    visitor = site.visitor()
    walk = visitor.post("/walkthroughs", {"process": address}).response.headers["Location"]
    assert f"/processes/{address}/take-away" in visitor.get(walk).links.values()


def test_two_councils_take_away_their_own_fees(site: Site) -> None:
    views = {}
    for council in ("Northmoor", "Saltmere"):
        address = example(site, council, "Book a bulky waste collection")
        made = files(site, f"/processes/{address}/versions/1/prototype.zip")
        views[council] = " ".join(text for name, text in made.items() if "/pages/" in name)
    assert "£25" in views["Northmoor"]
    assert "£37" in views["Saltmere"]
    assert "£25" not in views["Saltmere"]


def test_a_whole_service_on_a_step_is_its_pages_with_its_values_and_rules(site: Site) -> None:
    visitor = site.visitor()
    tried = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(SERVICE)])
    made = files(site, f"/processes/{tried.path.split('/')[2]}/versions/1/prototype.zip")
    data = json.loads(made["prototype/app/process.json"])
    pages = [page for step in data["processes"][0]["elements"].values() for page in step["pages"]]
    assert len(pages) > 5
    assert data["tables"]
    assert all(f"prototype/app/views/{page['view']}.html" in made for page in pages)
    assert "your application for a parking permit" in " ".join(made.values())


def test_a_process_without_pages_says_so(site: Site) -> None:
    bare = drawn('pool C "Council" {\nstart S "Begins"\ntask A "Do it"\nend E "Ends"\nS -> A -> E\n}')
    visitor = site.visitor()
    tried = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(bare)])
    page = visitor.get(f"/processes/{tried.path.split('/')[2]}/take-away")
    assert "no step has pages yet" in page.words


def test_no_prototype_of_what_is_not_there(site: Site) -> None:
    address = example(site, "Northmoor", "Report a missed bin")
    for path in (f"/processes/{address}/versions/99/prototype.zip", "/processes/none/take-away"):
        assert site.visitor().get(path).status == 404
