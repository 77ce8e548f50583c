"""The page of every example process and of its service: fees and promises may be words as well as numbers."""

from __future__ import annotations

from tests.webapp.site import Page, Site


def leading_to(pages: list[Page], start: str) -> set[str]:
    """The addresses that the pages link to and that begin so, without query and fragment."""
    found = {address for page in pages for address in page.find("//main//a/@href")}
    plain = {address.partition("?")[0].partition("#")[0] for address in found}
    return {address for address in plain if address.removeprefix(start).isdecimal()}


def test_every_example_and_its_service_have_a_page(site: Site) -> None:
    reader = site.visitor()
    services = [
        reader.get(address) for address in leading_to([reader.get("/")], "http://localhost/services/")
    ]
    processes = [reader.get(address) for address in leading_to(services, "http://localhost/processes/")]
    assert len(processes) >= 20
    assert [page.path for page in services + processes if page.status != 200] == []
    assert "£52 a bin a year" in reader.get("/services/530").words
