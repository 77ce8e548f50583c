"""One difference: who to ask about it, why it is so, and what each of the two councils decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import decisions
from webapp.actions.decisions import Word
from webapp.comparisons.asked import Asked, asked
from webapp.comparisons.contact import contacts
from webapp.comparisons.shown import Difference, Shown
from webapp.comparisons.views import blueprint, shown_of
from webapp.comparisons.words import CHOICE_HINTS, CHOICES, REASON_HINTS, REASONS
from webapp.errors import Refused
from webapp.permissions import require
from webapp.store import queries
from webapp.store.queries.decisions import Decided
from webapp.web import db, person


@dataclass(frozen=True)
class Filled:
    """The form as it stands: what was decided before, or what was sent and could not be kept. `suggested` is the
    reason that is only suggested, "" where somebody gave one."""

    side: str
    reason: str = ""
    choice: str = ""
    owner: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    note: str = ""
    suggested: str = ""

    @property
    def due(self) -> date | None:
        """The date; None where none was given. Raises `ValueError` for what is no date."""
        if not (self.day or self.month or self.year):
            return None
        parts = (self.year, self.month, self.day)
        if not all(part.isascii() and part.isdecimal() for part in parts) or len(self.year) != 4:
            raise ValueError("not a date")
        return date(*map(int, parts))


@blueprint.get("/difference")
def difference() -> ResponseReturnValue:
    """What is known about one difference, and what was decided."""
    wanted = asked()
    return _page(wanted, request.args.get("key", ""), _side(wanted, request.args))


@blueprint.post("/decide")
def decide() -> ResponseReturnValue:
    """Keep a reason and a decision for one of the two councils."""
    wanted = asked(request.form)
    key, side = request.form.get("key", ""), _side(wanted, request.form)
    own, other = (wanted.a, wanted.b) if side == "a" else (wanted.b, wanted.a)
    require(person(), "decide", own)
    if wanted.is_old:
        raise Refused("Decisions are made between the newest versions: compare those first.")
    shown = shown_of(wanted)
    found = shown.difference(key)
    if found is None:
        raise Refused("This difference is not there any more: look at the comparison again.")
    filled = _sent(side)
    try:
        word = Word(filled.reason or None, filled.choice or None, filled.owner, filled.due, filled.note)
        numbers = (own.current_number, other.current_number)
        decisions.decide(db(), person(), own.id, other.id, numbers, found.said, word, wanted.setting)
    except ValueError:
        return _page(
            wanted, key, side, filled, {"due-day": "Enter a date such as 31 3 2027, or leave it empty"}
        ), 400
    except Refused as refused:
        return _page(wanted, key, side, filled, {"reason": str(refused)}), 400
    flash(f"Kept for {own.council}.", "success")
    following = shown.after(key) if "next" in request.form else None
    if following:
        return redirect(wanted.path("/difference", key=following, side=side), 303)
    return redirect(wanted.path() + f"#d-{key}", 303)


@blueprint.post("/decisions/<int:number>/withdraw")
def withdraw(number: int) -> ResponseReturnValue:
    """Take a decision back."""
    row = decisions.withdraw(db(), person(), number)
    flash("Taken back. It stays in the history.", "success")
    wanted = asked({"a": row.process.address, "b": row.other.address, "setting": row.setting})
    return redirect(wanted.path("/difference", key=row.key), 303)


def _page(
    wanted: Asked, key: str, side: str, filled: Filled | None = None, errors: Mapping[str, str] | None = None
) -> str:
    shown = shown_of(wanted)
    history = [
        one
        for one in queries.decisions.of_pair(db(), wanted.a.id, wanted.b.id, history=True)
        if one.key == key
    ]
    found = shown.difference(key)
    if found is None and not history:
        abort(404)
    text = found.said.text if found is not None else history[-1].text
    here = wanted.path("/difference", key=key)
    can = side in wanted.may_decide and found is not None and not wanted.is_old
    return render_template(
        "comparisons/difference.html",
        asked=wanted,
        shown=shown,
        found=found,
        key=key,
        text=text,
        side=side,
        filled=filled or _known(shown, found, side),
        history=list(reversed(history)),
        contacts=contacts(wanted, text, here),
        can=can,
        following=shown.after(key),
        reasons=REASONS,
        reason_hints=REASON_HINTS,
        choices=CHOICES,
        choice_hints=CHOICE_HINTS,
        errors=errors or {},
    )


def _side(wanted: Asked, sent: Mapping[str, str]) -> str:
    """For which of the two is decided: the one asked for, else the one that the person may decide for."""
    if (side := sent.get("side")) in ("a", "b"):
        return str(side)
    return next(iter(wanted.may_decide), "a")


def _known(shown: Shown, found: Difference | None, side: str) -> Filled:
    """The form with what this side decided last, else with the reason that the comparison suggests."""
    if found is None:
        return Filled(side)
    own = (shown.pair.a if side == "a" else shown.pair.b).process.id
    before: Decided | None = next((one for one in found.decided if one.process.id == own), None)
    if before is None:
        suggested = found.said.reason or ""
        return Filled(side, reason=suggested, suggested=suggested)
    due = (str(before.due.day), str(before.due.month), str(before.due.year)) if before.due else ("", "", "")
    return Filled(side, before.reason or "", before.choice or "", before.owner, *due, before.note)


def _sent(side: str) -> Filled:
    names = ("reason", "choice", "owner", "due-day", "due-month", "due-year", "note")
    return Filled(side, *(request.form.get(name, "").strip() for name in names))
