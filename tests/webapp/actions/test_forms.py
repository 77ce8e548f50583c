"""An online form becomes drafts of the council: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bpmn.reader import read
from tests.webapp.people import People
from webapp.actions import forms, versions
from webapp.actions.uploads import Place
from webapp.errors import NotAllowed, Refused
from webapp.store.queries import patterns as queries
from webapp.store.tables import Audit, Pattern, Process

FIXTURES = Path(__file__).parents[2] / "importers" / "fixtures"
FORM = (FIXTURES / "govuk_form.json").read_bytes()


def counted(session: Session) -> tuple[int, int, int]:
    tables = (Pattern.id, Process.id, Audit.id)
    one, two, three = (
        session.scalar(select(func.count()).select_from(select(table).subquery())) or 0 for table in tables
    )
    return one, two, three


def test_the_process_shows_the_patterns_that_were_kept(session: Session, people: People) -> None:
    found = forms.understood("govuk-forms", FORM, "", "oxford")
    kept = forms.keep_form(
        session, people.contributor, found.result, Place(people.oxford, 524, "Lower a kerb")
    )
    process = session.get_one(Process, kept.process_id)
    assert (process.state, process.job) == ("draft", "Lower a kerb")
    diagram = read(versions.data_of(session, process.current))
    used = {ref.ref for node in diagram.nodes for ref in node.patterns}
    assert used == set(kept.slugs)
    for slug in kept.slugs:
        assert queries.pattern(session, slug, people.contributor) is not None
        assert queries.pattern(session, slug, people.visitor) is None
    last = session.scalars(select(Audit).order_by(Audit.id.desc())).first()
    assert last is not None
    assert (last.action, last.subject_id) == ("import-form", str(kept.process_id))


def test_a_form_that_comes_twice_keeps_its_patterns_together(session: Session, people: People) -> None:
    found = forms.understood("govuk-forms", FORM, "", "oxford").result
    place = Place(people.oxford, 524, "Lower a kerb")
    first = forms.keep_form(session, people.contributor, found, place)
    second = forms.keep_form(session, people.contributor, found, place)
    assert list(second.slugs) == [f"{slug}-v2" for slug in first.slugs]


def test_nothing_is_kept_where_somebody_may_not_or_the_place_is_not_there(
    session: Session, people: People
) -> None:
    found = forms.understood("govuk-forms", FORM, "", "oxford").result
    before = counted(session)
    for who, council in ((people.visitor, people.oxford), (people.contributor, people.cambridge)):
        with pytest.raises(NotAllowed):
            forms.keep_form(session, who, found, Place(council, 524, "Lower a kerb"))
    with pytest.raises(Refused):
        forms.keep_form(session, people.contributor, found, Place(people.oxford, 999_998, "Lower a kerb"))
    assert counted(session) == before


def test_what_is_no_form_is_refused_with_the_importers_sentence() -> None:
    with pytest.raises(Refused, match="no questions"):
        forms.understood("govuk-forms", b"{}", "", "oxford")
