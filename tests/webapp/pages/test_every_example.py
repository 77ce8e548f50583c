"""The page of every example process and of its service: fees and promises may be words as well as numbers."""

from __future__ import annotations

import re

from tests.webapp.site import Site


def test_every_example_and_its_service_have_a_page(site: Site) -> None:
    reader = site.visitor()
    services = re.findall(r"/services/\d+", reader.get("/").text)
    pages = {path: reader.get(path) for path in services}
    found = {path for page in pages.values() for path in re.findall(r"/processes/\d+", page.text)}
    pages |= {path: reader.get(path) for path in found}
    assert len(found) >= 20
    assert [path for path, page in pages.items() if page.status != 200] == []
    assert "£52 a bin a year" in pages["/services/530"].text
