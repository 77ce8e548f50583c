"""A stored pattern or process as a form, and two of them compared; kept, because the same two always compare
the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from bpmn.compare.forms import Form, FormComparison, compare_forms, form_of, form_of_diagram
from bpmn.compare.results import SettingName
from webapp import reading
from webapp.patterns.local_values import local
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db, person

PATTERNS, PROCESSES = "patterns/", "processes/"


@dataclass(frozen=True)
class FormSide:
    """One of the two: `address` is that of its page without the first stroke, such as `patterns/address`.
    `contact` is whom to ask, "" where nobody is named."""

    address: str
    title: str
    council: str
    form: Form
    contact: str = ""

    @property
    def process(self) -> str:
        """The address of the process that it stands for; "" for a pattern."""
        return self.address.removeprefix(PROCESSES) if self.address.startswith(PROCESSES) else ""

    @property
    def called(self) -> str:
        """Its title with whose it is."""
        return f"{self.title}: {self.council or 'the library’s own'}"


def side(address: str) -> FormSide | None:
    """What stands at an address, as far as whoever asks may read it; None for nothing. Answers 410 for a
    diagram that was taken down."""
    if address.startswith(PATTERNS):
        return _of_pattern(address)
    if address.startswith(PROCESSES):
        found = queries.processes.process(db(), address.removeprefix(PROCESSES), person())
        return _of_process(address, found) if found is not None else None
    return None


@lru_cache(maxsize=64)
def compared(a: Form, b: Form, setting: SettingName) -> FormComparison:
    """The two compared."""
    return compare_forms(a, b, setting=setting)


def _of_pattern(address: str) -> FormSide | None:
    found = queries.forms.shown(db(), address.removeprefix(PATTERNS), person())
    if found is None:
        return None
    library = queries.forms.library_for(db(), found.record, person())
    form = form_of(found.record, library, found.owner)
    return FormSide(address, form.title, found.owner, form)


def _of_process(address: str, process: Process) -> FormSide:
    version = process.current
    diagram = reading.read(db(), version).diagram
    contact = process.contact or ""
    attached = queries.patterns.attached(db(), version)
    whole = queries.forms.shown(db(), process.service_pattern, person()) if process.service_pattern else None
    if not attached and whole is not None:
        library = queries.forms.library_for(db(), whole.record, person())
        shown = local(db(), process, {**library, whole.slug: whole.record})
        # The service's values stand in its blocks already, with the council's own over them.
        form = form_of(replace(shown[whole.slug], settings={}), shown, process.council)
    else:
        known = {one.ref: one.record for one in attached if one.record is not None}
        library = local(db(), process, {**queries.patterns.library(db()), **known})
        form = form_of_diagram(diagram, library, process.job, process.council)
    return FormSide(address, process.job, process.council, form, contact)
