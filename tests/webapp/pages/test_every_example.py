"""The page of every example process and of its service: fees and promises may be words as well as numbers."""

from __future__ import annotations

import re

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


def test_the_page_of_a_service_and_the_comparison_count_the_same_contacts(site: Site) -> None:
    reader = site.visitor()
    service = reader.get("/services/530")
    held = {
        address: re.search(r"the resident is involved (\d+) times?", words)
        for address, words in _lines(service)
    }
    first, second = list(held)[:2]
    compared = reader.get(f"/compare?a={first}&b={second}").words
    said = re.search(r"involved at (\d+) points? in .*? and at (\d+) points? in", compared)
    assert said, compared
    assert [found and found.group(1) for found in (held[first], held[second])] == list(said.groups())


def _lines(service: Page) -> list[tuple[str, str]]:
    boxes = service.find("//input[@type='checkbox' and @value]")
    return [
        (box.get("value"), " ".join(box.getparent().text_content().split()))
        for box in boxes
        if "resident" in box.getparent().text_content()
    ]
