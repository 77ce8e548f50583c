"""Councils' own values: kept with who set them, checked, and used wherever the council's processes show pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import People
from webapp.actions import local_settings, uploads
from webapp.actions.local_settings import BadSettings
from webapp.actions.uploads import IncomingFile, Place
from webapp.errors import NotAllowed, Refused
from webapp.patterns.local_values import local, settings_for
from webapp.permissions import LIBRARY
from webapp.store import queries
from webapp.store.tables import Audit, LocalSetting, Process

FEE = ("pay", "fee")


@pytest.fixture
def process(session: Session, people: People) -> Process:
    place = Place(people.oxford, 524, "Report a missed bin", 17)
    (result,) = uploads.upload(session, LIBRARY, [IncomingFile("ours.bpmn", MISSED_BIN)], place)
    assert result.address is not None
    found = queries.processes.process(session, result.address, LIBRARY)
    assert found is not None
    return found


def fee(session: Session, process: Process) -> object:
    library = queries.patterns.library(session)
    return local(session, process, {"pay": library["pay"]})["pay"].settings["fee"]


def test_a_processs_value_goes_over_its_councils_and_that_over_the_patterns(
    session: Session, people: People, process: Process
) -> None:
    assert fee(session, process) == 40
    assert local_settings.set_for_council(session, people.editor, people.oxford, {FEE: "25"}) == 1
    assert fee(session, process) == 25
    local_settings.set_for_process(session, people.editor, process.id, {FEE: "£12.50"})
    assert fee(session, process) == "12.50"
    local_settings.set_for_process(session, people.editor, process.id, {FEE: " "})
    assert fee(session, process) == 25
    local_settings.set_for_council(session, people.editor, people.oxford, {FEE: ""})
    assert fee(session, process) == 40
    assert session.scalars(select(LocalSetting)).all() == []


def test_every_change_leaves_who_and_what(session: Session, people: People, process: Process) -> None:
    local_settings.set_for_process(session, people.editor, process.id, {FEE: "25"})
    assert local_settings.set_for_process(session, people.editor, process.id, {FEE: "25"}) == 0
    (row,) = session.scalars(select(Audit).where(Audit.action == "set-local-settings"))
    assert row.details == {"changed": {"pay.fee": [None, 25]}}
    assert row.who_id == people.editor.id


def test_one_bad_value_keeps_nothing(session: Session, people: People, process: Process) -> None:
    typed = {FEE: "25", ("confirmation", "days"): "soon"}
    with pytest.raises(BadSettings) as bad:
        local_settings.set_for_process(session, people.editor, process.id, typed)
    assert set(bad.value.faults) == {("confirmation", "days")}
    assert fee(session, process) == 40
    for stranger in ((("pay", "colour"), "red"), (("nothing", "fee"), "3")):
        with pytest.raises(Refused, match="has no setting"):
            local_settings.set_for_process(session, people.editor, process.id, dict([stranger]))


def test_who_may_set_what(session: Session, people: People, process: Process) -> None:
    local_settings.set_for_process(session, people.contributor, process.id, {FEE: "25"})
    for who in (people.visitor, people.stranger):
        with pytest.raises(NotAllowed):
            local_settings.set_for_process(session, who, process.id, {FEE: "1"})
        with pytest.raises(NotAllowed):
            local_settings.set_for_council(session, who, people.oxford, {FEE: "1"})
    with pytest.raises(NotAllowed):
        local_settings.set_for_council(session, people.contributor, people.oxford, {FEE: "1"})
    (tried,) = uploads.try_upload(session, people.visitor, [IncomingFile("t.bpmn", MISSED_BIN)])
    row = queries.processes.process(session, str(tried.address))
    assert row is not None
    with pytest.raises(Refused, match="no council yet"):
        local_settings.set_for_process(session, LIBRARY, row.id, {FEE: "1"})


def test_the_whole_services_values_stand_between(session: Session, people: People, process: Process) -> None:
    process.service_pattern = "apply-for-a-resident-permit"
    session.commit()
    assert fee(session, process) == 50
    whole = ("apply-for-a-resident-permit", "fee")
    local_settings.set_for_council(session, people.editor, people.oxford, {whole: "33"})
    assert fee(session, process) == 33
    local_settings.set_for_council(session, people.editor, people.oxford, {FEE: "35"})
    assert fee(session, process) == 35
    assert settings_for(session, process)["address"]["days"] == 14
