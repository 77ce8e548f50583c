"""Rule settings, and checking the library again after they changed."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.drawing import drawn
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import People
from webapp.actions import checking, uploads
from webapp.actions.incoming import IncomingFile
from webapp.actions.uploads import Place
from webapp.errors import NotAllowed, Refused
from webapp.store.queries import checks
from webapp.store.tables import Audit, Process, Version

RULE = "user-task-without-pattern"


@pytest.fixture
def version(session: Session, people: People) -> Version:
    place = Place(people.oxford, 524, "Report a missed bin")
    results = uploads.upload(session, people.editor, [IncomingFile("bin.bpmn", MISSED_BIN)], place)
    return session.get_one(Process, results[0].process_id).current


def rules_of(version: Version) -> list[str]:
    return [finding["rule"] for finding in version.findings]


def test_a_rule_switched_off_finds_nothing_after_the_next_check(
    session: Session, people: People, version: Version
) -> None:
    assert RULE in rules_of(version)
    before = version.counts["advice"]
    checking.set_severity(session, people.library, RULE, "off")
    checking.recheck(session)
    session.expire_all()
    assert RULE not in rules_of(version)
    assert version.counts["advice"] < before


def test_a_rule_that_is_off_by_itself_finds_only_when_it_is_switched_on(
    session: Session, people: People
) -> None:
    wide = drawn('start S at=0,22,36,36\ntask A "Check" at=100,0,180,80\nend E at=340,22,36,36\nS -> A -> E')
    place = Place(people.oxford, 524, "Report a missed bin")
    results = uploads.upload(session, people.editor, [IncomingFile("wide.bpmn", wide)], place)
    version = session.get_one(Process, results[0].process_id).current
    assert "standard-size" not in rules_of(version)
    checking.set_severity(session, people.library, "standard-size", "warning")
    checking.recheck(session)
    session.expire_all()
    assert "standard-size" in rules_of(version)
    checking.set_severity(session, people.library, "standard-size", "off")
    assert checks.severities(session) == {}


def test_a_rule_made_graver_counts_as_such_and_comes_first(
    session: Session, people: People, version: Version
) -> None:
    checking.set_severity(session, people.library, RULE, "error")
    checking.recheck(session)
    session.expire_all()
    assert version.findings[0]["rule"] == RULE
    assert version.counts["error"] == rules_of(version).count(RULE)


def test_the_usual_severity_leaves_no_setting_behind(session: Session, people: People) -> None:
    checking.set_severity(session, people.library, RULE, "error")
    checking.set_severity(session, people.library, RULE, "advice")
    assert checks.severities(session) == {}


def test_a_change_makes_every_version_stale_and_checking_again_ends(
    session: Session, people: People, version: Version
) -> None:
    now = checking.mark(checks.severities(session))
    assert checks.progress(session, now) == (1, 1)
    checking.set_severity(session, people.library, RULE, "warning")
    now = checking.mark(checks.severities(session))
    assert checks.progress(session, now) == (0, 1)
    assert list(checking.recheck_all(session)) == [1]
    assert checks.progress(session, now) == (1, 1)


def test_a_file_taken_down_keeps_nothing_and_does_not_hold_up_the_rest(
    session: Session, people: People, version: Version
) -> None:
    from webapp.actions import publishing

    publishing.takedown(session, people.library, version.process_id, 1, "A name in it")
    checking.set_severity(session, people.library, RULE, "warning")
    assert list(checking.recheck_all(session)) == [1]
    session.expire_all()
    assert version.findings == []


def test_only_the_library_administrator_sets_rules(session: Session, people: People) -> None:
    with pytest.raises(NotAllowed):
        checking.set_severity(session, people.administrator, RULE, "off")
    assert checks.severities(session) == {}


@pytest.mark.parametrize(("rule", "severity"), [("no-such-rule", "error"), (RULE, "fatal")])
def test_what_is_no_rule_or_severity_is_refused(
    session: Session, people: People, rule: str, severity: str
) -> None:
    with pytest.raises(Refused):
        checking.set_severity(session, people.library, rule, severity)


def test_setting_a_rule_is_audited(session: Session, people: People) -> None:
    checking.set_severity(session, people.library, RULE, "off")
    row = session.scalars(select(Audit).where(Audit.action == "rule-severity")).one()
    assert row.details == {"was": "advice", "now": "off"}
