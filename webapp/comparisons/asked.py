"""What an address of this area asks for: two processes, in which versions, matched how freely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast
from urllib.parse import urlencode

from flask import abort, request

from bpmn.compare.results import SettingName
from webapp.comparisons.compared import Pair, pair
from webapp.permissions import may
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db, person

SETTINGS = ("default", "strict", "generous")


@dataclass(frozen=True)
class Asked:
    """Two processes that this person may read. `number_a` and `number_b` pin a version; None is the newest."""

    a: Process
    b: Process
    setting: SettingName
    number_a: int | None
    number_b: int | None

    @cached_property
    def pair(self) -> Pair:
        """Both compared."""
        return pair(self.a, self.b, self.setting, (self.number_a, self.number_b))

    @property
    def is_old(self) -> bool:
        """Whether a version is looked at that is not the newest: nothing is decided or corrected there."""
        pinned = ((self.a, self.number_a), (self.b, self.number_b))
        return any(number not in (None, process.current_number) for process, number in pinned)

    @property
    def is_same(self) -> bool:
        """Whether a process is compared with itself: nothing is decided or corrected there."""
        return self.a.id == self.b.id

    @property
    def in_common(self) -> str:
        """The address of what all councils have in common in the job of these two; "" where they are of different
        jobs or not published."""
        one, other = ((p.lgsl, p.job, p.state) for p in (self.a, self.b))
        if one != other or self.is_same or self.a.lgsl is None or self.a.state != "published":
            return ""
        return f"/services/{self.a.lgsl}/blueprint?{urlencode({'job': self.a.job})}"

    @property
    def values(self) -> dict[str, str]:
        """What an address or a form needs to ask for the same again."""
        asked = {"a": self.a.address, "b": self.b.address}
        if self.setting != "default":
            asked["setting"] = self.setting
        if self.number_a is not None:
            asked["va"] = str(self.number_a)
        if self.number_b is not None:
            asked["vb"] = str(self.number_b)
        return asked

    def path(self, page: str = "", **more: str) -> str:
        """The address of a page about the same two; `more` changes or adds values, an empty one leaves it out."""
        values = {name: value for name, value in (self.values | more).items() if value != ""}
        return f"/compare{page}?{urlencode(values)}"

    @property
    def swapped(self) -> str:
        """The address of the same comparison the other way round."""
        turned = {"a": self.b.address, "b": self.a.address}
        return self.path(**turned, va=str(self.number_b or ""), vb=str(self.number_a or ""))

    @property
    def pinned(self) -> str:
        """The address that shows these versions and this setting later, too."""
        versions = {"va": str(self.pair.a.version.number), "vb": str(self.pair.b.version.number)}
        return self.path(**versions, setting=self.setting)

    @property
    def may_correct(self) -> bool:
        """Whether this person may say which steps match."""
        return not self.is_same and any(may(person(), "confirm-match", one) for one in (self.a, self.b))

    @property
    def may_decide(self) -> tuple[str, ...]:
        """For which of the two, "a" and "b", this person may decide."""
        sides = (("a", self.a), ("b", self.b))
        return () if self.is_same else tuple(w for w, one in sides if may(person(), "decide", one))


def asked(sent: Mapping[str, str] | None = None) -> Asked:
    """The two asked for in the address, or in a form that was sent; answers 404 when one is missing."""
    values = request.args if sent is None else sent
    a, b = (one_of(values.get(name)) or abort(404) for name in ("a", "b"))
    return of(a, b, values)


def of(a: Process, b: Process, values: Mapping[str, str]) -> Asked:
    """These two, in the versions and the setting that are asked for beside them."""
    setting = values.get("setting", "default")
    known = cast(SettingName, setting) if setting in SETTINGS else "default"
    return Asked(a, b, known, _number(values.get("va", "")), _number(values.get("vb", "")))


def one_of(address: str | None) -> Process | None:
    """The process of an address; None without one, answers 404 for one that this person may not know of."""
    if not address:
        return None
    return queries.processes.process(db(), address, person()) or abort(404)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        abort(404)
    return int(text)
