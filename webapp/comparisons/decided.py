"""All decisions in one table, narrowed by what is asked, and as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast
from urllib.parse import urlencode

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare.results import SettingName
from webapp.comparisons.asked import one_of
from webapp.comparisons.compared import pair
from webapp.comparisons.shown import TITLES
from webapp.comparisons.views import blueprint
from webapp.comparisons.words import CHOICE_COLOURS, CHOICES, REASONS
from webapp.spreadsheet import as_csv
from webapp.store import queries
from webapp.store.queries.decisions import Decided, Wanted
from webapp.store.tables import Process
from webapp.web import db, person

ON_A_PAGE = 25
MOST_WORK = 1_500_000
"""Pairs of steps compared for one page of the table."""
COLUMNS = (
    "Council", "Process", "Compared with", "Their process", "Service", "About", "Difference", "Reason", "Decision",
    "Owner", "By", "Note", "Decided on", "Decided by", "Our version", "Their version",
)  # fmt: skip


@blueprint.get("/decisions")
def table() -> ResponseReturnValue:
    """What was decided, by whom, and by when is it to be done?"""
    wanted, asked = _wanted()
    number = queries.decisions.number_found(db(), person(), wanted)
    pages = max(1, -(-number // ON_A_PAGE))
    page = min(pages, max(1, _int(request.args.get("page")) or 1))
    found = queries.decisions.found(db(), person(), wanted, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    return render_template(
        "comparisons/decisions.html",
        found=found,
        gone=_gone(found),
        number=number,
        page=page,
        pages=pages,
        asked=asked,
        query=urlencode(asked),
        previous=urlencode(asked | {"page": str(page - 1)}),
        following=urlencode(asked | {"page": str(page + 1)}),
        councils=[(one.id, one.name) for one in queries.decisions.councils(db(), person())],
        titles=TITLES,
        reasons=REASONS,
        choices=CHOICES,
        colours=CHOICE_COLOURS,
        today=date.today(),
    )


@blueprint.get("/decisions.csv")
def spreadsheet() -> ResponseReturnValue:
    """The same decisions as a file that a spreadsheet opens."""
    wanted, _ = _wanted()
    rows = queries.decisions.found(db(), person(), wanted)
    response = Response(in_csv(rows).encode("utf-8-sig"), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename="decisions.csv")
    return response


def in_csv(rows: Iterable[Decided]) -> str:
    """The decisions as CSV."""
    return as_csv([COLUMNS, *map(_cells, rows)])


def _cells(one: Decided) -> tuple[str, ...]:
    return (
        one.process.council,
        one.process.job,
        one.other.council,
        one.other.job,
        str(one.process.lgsl or ""),
        next((title for topic, title in TITLES.items() if topic == one.topic), ""),
        one.text,
        REASONS.get(one.reason or "", ""),
        CHOICES.get(one.choice or "", ""),
        one.owner,
        one.due.isoformat() if one.due else "",
        one.note,
        one.at.date().isoformat(),
        one.who,
        *(str(number) for number in one.numbers),
    )


def _gone(found: Iterable[Decided]) -> set[int]:
    """The decisions whose difference is not there any more between the newest versions. Of what was taken down, and
    of what is too much for one page, nobody can say."""
    gone = set()
    work = 0
    keys: dict[tuple[int, int, str], set[str] | None] = {}
    for one in found:
        asked = (one.process.id, one.other.id, one.setting)
        if asked not in keys:
            work += _steps(one.process) * _steps(one.other)
            keys[asked] = _keys(one) if work <= MOST_WORK else None
        if (known := keys[asked]) is not None and one.key not in known:
            gone.add(one.id)
    return gone


def _steps(process: Process) -> int:
    return int(process.current.counts.get("steps") or 0)


def _keys(one: Decided) -> set[str] | None:
    both = (one.process, one.other)
    if any(queries.processes.tombstone(db(), process.current) is not None for process in both):
        return None
    setting = cast(SettingName, one.setting)
    return {said.key for said in pair(*both, setting).comparison.statements}


def _wanted() -> tuple[Wanted, dict[str, str]]:
    """What is asked for, and the same as values of an address; what makes no sense is left out."""
    a, b = one_of(request.args.get("a")), one_of(request.args.get("b"))
    sent = {
        name: request.args.get(name, "").strip()
        for name in ("choice", "reason", "council", "service", "before")
    }
    wanted = Wanted(
        choice=sent["choice"] if sent["choice"] in CHOICES else "",
        reason=sent["reason"] if sent["reason"] in REASONS else "",
        council=_int(sent["council"]),
        lgsl=_int(sent["service"]),
        before=_date(sent["before"]),
        process=a.id if a is not None and b is not None else None,
        other=b.id if a is not None and b is not None else None,
    )
    kept = {name: value for name, value in sent.items() if value}
    if a is not None and b is not None:
        kept |= {"a": a.address, "b": b.address}
    return wanted, kept


def _int(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
