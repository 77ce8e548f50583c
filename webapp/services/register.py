"""What all councils ask in one service, and why: gathered from their processes and patterns, and kept, because the same
forms always give the same register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bpmn.compare.compared import short_name
from bpmn.compare.forms import Form
from bpmn.compare.questions import Asked, Entry, register
from bpmn.compare.questions.register import EXPLAINED, MOST_FORMS
from webapp.comparisons.formed import PATTERNS, PROCESSES, side
from webapp.kept import Kept
from webapp.store import queries
from webapp.web import db, person

KEPT = 16
Show = Literal["all", "one", "unexplained", "look-up", "evidence", "staff"]
Sort = Literal["asked", "most", "fewest", "least-said"]
SHOW: dict[Show, str] = {
    "all": "All questions",
    "one": "Asked by one council only",
    "unexplained": "No reason given",
    "look-up": "Could be looked up",
    "evidence": "Asks for evidence",
    "staff": "Asked of staff only",
}
SORT: dict[Sort, str] = {
    "asked": "In the order they are asked",
    "most": "Asked by most councils first",
    "fewest": "Asked by fewest councils first",
    "least-said": "Least explained first",
}


@dataclass(frozen=True)
class Source:
    """One form of a council: `name` tells it apart from the others, `address` leads to its page."""

    name: str
    council: str
    job: str
    address: str
    questions: tuple[Asked, ...]

    @property
    def unexplained(self) -> int:
        """How many of its questions say no reason."""
        return sum(not one.why for one in self.questions)

    @property
    def proofs(self) -> int:
        """How many ask for evidence."""
        return sum(one.evidence for one in self.questions)


@dataclass(frozen=True)
class Register:
    """The sources and their questions aligned. `left` counts forms that were too many."""

    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    left: int = 0

    def councils(self, forms: Sequence[int]) -> tuple[str, ...]:
        """The councils behind some forms, each once."""
        return tuple(dict.fromkeys(self.sources[form].council for form in forms))

    def names(self, forms: Sequence[int]) -> tuple[str, ...]:
        """The forms by their names."""
        return tuple(self.sources[form].name for form in forms)

    def not_asking(self, entry: Entry) -> tuple[str, ...]:
        """The forms that do not ask it, by their names."""
        return tuple(one.name for number, one in enumerate(self.sources) if number not in entry.forms)

    def wording(self, entry: Entry, form: int) -> str:
        """How one form asks it; "" where it does not."""
        found = next((questions for number, questions in entry.asked if number == form), ())
        return " · ".join(dict.fromkeys(one.title for one in found))

    def shown(self, show: Show, sort: Sort) -> tuple[Entry, ...]:
        """The entries that a reader asked for, in the order they asked for."""
        wanted = (entry for entry in self.entries if self._is(entry, show))
        order: dict[Sort, Callable[[Entry], float]] = {
            "asked": lambda entry: 0.0,
            "most": lambda entry: -len(self.councils(entry.forms)),
            "fewest": lambda entry: len(self.councils(entry.forms)),
            "least-said": lambda entry: sum(bool(entry.said(about)) for about in EXPLAINED),
        }
        return tuple(sorted(wanted, key=order[sort]))

    def _is(self, entry: Entry, show: Show) -> bool:
        if show == "one":
            return len(self.councils(entry.forms)) == 1 and len({one.council for one in self.sources}) > 1
        tests = {
            "unexplained": not entry.said("why"),
            "look-up": _could_be_looked_up(entry),
            "evidence": entry.evidence,
            "staff": entry.staff_only,
        }
        return tests.get(show, True)

    def count(self, show: Show) -> int:
        """How many entries a filter leaves."""
        return sum(self._is(entry, show) for entry in self.entries)


def _could_be_looked_up(entry: Entry) -> bool:
    """Whether somebody says that the council could find it out; a plain “No” says that it could not."""
    return any(not text.strip().lower().startswith("no") for text, _ in entry.said("look_up"))


_kept: Kept[tuple[Form, ...], tuple[Entry, ...]] = Kept(KEPT)


def gather(lgsl: int, job: str | None = None) -> Register:
    """The register of a service, of one job or of all, as far as whoever asks may read. Versions that were taken
    down are left out."""
    found: list[tuple[Source, Form]] = []
    lines = queries.processes.of_service(db(), lgsl, person(), job)
    for line in lines[:MOST_FORMS]:
        process = queries.processes.process(db(), line.address, person())
        if process is None or queries.processes.tombstone(db(), process.current) is not None:
            continue
        address = f"{PROCESSES}{line.address}"
        if (one := side(address)) is not None:
            found.append((_source(line.council, line.job, address, one.form), one.form))
    if job is None:
        for shown in queries.forms.without_diagram(db(), lgsl, person())[: MOST_FORMS - len(found)]:
            address = f"{PATTERNS}{shown.slug}"
            if (one := side(address)) is not None:
                found.append((_source(shown.owner, one.title, address, one.form), one.form))
    asking = [(source, form) for source, form in found if source.questions]
    key = tuple(form for _, form in asking)
    entries = _kept.get(key)
    if entries is None:
        entries = register([source.questions for source, _ in asking])
        _kept.put(key, entries)
    return Register(_named([source for source, _ in asking]), entries, max(0, len(lines) - MOST_FORMS))


def _source(council: str, job: str, address: str, form: Form) -> Source:
    return Source("", council, job, address, (*form.questions, *form.staff))


def _named(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Names that tell the sources apart: the council's, with the job and at last a number where it has several."""
    short = [short_name(one.council) for one in sources]
    wanted = [
        name if short.count(name) == 1 else f"{name}: {one.job}"
        for name, one in zip(short, sources, strict=True)
    ]
    seen: Counter[str] = Counter()
    found = []
    for name, one in zip(wanted, sources, strict=True):
        seen[name] += 1
        named = name if seen[name] == 1 else f"{name} ({seen[name]})"
        found.append(Source(named, one.council, one.job, one.address, one.questions))
    return tuple(found)


def as_data(found: Register, entries: Sequence[Entry]) -> dict[str, Any]:
    """The register for programs: `sources`, and `questions` with who asks each, in which words, and why."""
    return {
        "proposed": True,
        "sources": [
            {"name": one.name, "council": one.council, "job": one.job, "address": f"/{one.address}",
             "questions": len(one.questions), "evidence": one.proofs, "no_reason": one.unexplained}
            for one in found.sources
        ],
        "questions": [_entry_data(found, entry) for entry in entries],
    }  # fmt: skip


def _entry_data(found: Register, entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "likeness": round(entry.likeness, 3),
        "evidence": entry.evidence,
        "staff_only": entry.staff_only,
        "asked_by": [
            {
                "source": found.sources[form].name,
                "questions": [{"name": one.key, "title": one.title, "answer": one.kind, "pattern": one.slug,
                               "required": one.required} for one in questions],
            }
            for form, questions in entry.asked
        ],
        "not_asked_by": list(found.not_asking(entry)),
        **{
            about: [{"text": text, "sources": list(found.names(forms))} for text, forms in entry.said(about)]
            for about in EXPLAINED
        },
    }  # fmt: skip
