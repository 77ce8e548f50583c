"""Finding similar processes and steps in a library: kept up to date by every action, and only what one may read."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bpmn.compare.nearest import profile
from bpmn.reader import read
from bpmn.write.edit import attach_pattern as attached
from tests.drawing import drawn
from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.diagrams import BADGE, MISSED_BIN, OTHER_BIN
from tests.webapp.people import People
from webapp.actions import edits, indexing, patterns, publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY, Person
from webapp.store.database import Database, writing
from webapp.store.queries import nearest, processes, steps
from webapp.store.tables import LabelUse, LabelVector, Process, ProcessVector
from webapp.store.vectors.memory import MemoryIndex


def put(
    session: Session, people: People, data: bytes, *, council: int | None = None, job: str = "A job"
) -> Process:
    place = Place(council or people.oxford, 524, job)
    (made,) = uploads.upload(session, LIBRARY, [IncomingFile("a.bpmn", data)], place)
    found = processes.process(session, str(made.process_id), LIBRARY)
    assert found is not None
    return found


def found_by(session: Session, data: bytes, person: Person | None = None) -> list[int]:
    return [near.line.id for near in nearest.nearest_to(session, profile(read(data)), person, 10)]


def step_hits(
    session: Session, words: str, person: Person | None = None, kind: steps.StepKind = "step"
) -> list[str]:
    groups = steps.find(session, words, kind, person)
    return [hit.says for group in groups for one in group.processes for hit in one.hits]


@pytest.fixture
def ours(session: Session, people: People) -> Process:
    """A published process of Oxford's."""
    made = put(session, people, MISSED_BIN, job="Report a missed bin")
    return publishing.publish(session, people.editor, made.id)


def test_another_council_s_way_of_the_same_job_is_found_with_reasons(
    session: Session, people: People, ours: Process
) -> None:
    put(session, people, BADGE, council=people.cambridge, job="Apply for a badge")
    theirs = put(session, people, OTHER_BIN, council=people.cambridge, job="Report a missed bin")

    near = nearest.nearest(session, theirs, people.stranger, 10)

    assert near[0].line.id == ours.id
    assert theirs.id not in {one.line.id for one in near}
    assert near[0].same_service
    assert "same service" in near[0].why
    assert near[0].why[0].startswith(f"{len(near[0].pairs)} of 4 steps and events alike: “")
    assert any(a == "Look at the crew's log" and b == "Check the crew's log" for a, b, _ in near[0].pairs)


def test_a_draft_is_found_by_its_own_council_only(session: Session, people: People) -> None:
    draft = put(session, people, MISSED_BIN)
    for person in (people.contributor, people.editor, people.administrator, people.library):
        assert found_by(session, MISSED_BIN, person) == [draft.id]
        assert "Check the crew's log" in step_hits(session, "check the crew log", person)
    for person in (people.visitor, people.stranger):
        assert found_by(session, MISSED_BIN, person) == []
        assert step_hits(session, "check the crew log", person) == []


def test_publishing_retiring_withdrawing_and_undoing_are_seen_at_once(
    session: Session, people: People, ours: Process
) -> None:
    assert found_by(session, MISSED_BIN) == [ours.id]
    publishing.retire(session, people.editor, ours.id)
    assert found_by(session, MISSED_BIN) == []
    publishing.undo(session, people.editor, ours.id)
    assert found_by(session, MISSED_BIN) == [ours.id]
    publishing.withdraw(session, people.editor, ours.id)
    assert found_by(session, MISSED_BIN, people.editor) == []
    assert step_hits(session, "check the crew log", people.editor) == []


def test_a_new_version_takes_the_old_one_s_place(session: Session, people: People, ours: Process) -> None:
    uploads.new_version(session, people.editor, ours.id, IncomingFile("b.bpmn", BADGE))
    assert step_hits(session, "check the crew's log") == []
    assert "Post the badge" in step_hits(session, "post the badge")
    assert found_by(session, BADGE) == [ours.id]


def test_moving_changes_the_service_and_who_finds_it(session: Session, people: People) -> None:
    draft = put(session, people, MISSED_BIN)
    publishing.move(session, LIBRARY, draft.id, Place(people.cambridge, 279, "Another job"))
    assert found_by(session, MISSED_BIN, people.contributor) == []
    assert found_by(session, MISSED_BIN, people.stranger) == [draft.id]
    assert session.get_one(ProcessVector, draft.id).lgsl == 279


def test_what_was_taken_down_is_gone_to_the_last_word(
    session: Session, people: People, ours: Process
) -> None:
    session.commit()
    publishing.takedown(session, people.library, ours.id, 1, "A name")
    assert found_by(session, MISSED_BIN, people.library) == []
    assert step_hits(session, "check the crew's log", people.library) == []
    assert session.scalar(select(func.count()).select_from(LabelUse)) == 0
    assert session.scalar(select(func.count()).select_from(LabelVector)) == 0
    assert indexing.fill(session) == 0


def test_a_label_stays_while_another_process_has_it(session: Session, people: People, ours: Process) -> None:
    other = put(session, people, MISSED_BIN.replace(b"Oxford", b"Cambridge"), council=people.cambridge)
    publishing.withdraw(session, people.editor, ours.id)
    assert step_hits(session, "check the crew's log", people.stranger)
    publishing.withdraw(session, people.stranger, other.id)
    assert session.scalar(select(func.count()).select_from(LabelVector)) == 0


def test_a_try_is_no_answer_but_can_be_the_question(session: Session, people: People, ours: Process) -> None:
    (tried,) = uploads.try_upload(session, people.visitor, [IncomingFile("t.bpmn", OTHER_BIN)])
    assert tried.address is not None
    process = processes.process(session, tried.address)
    assert process is not None
    assert [near.line.id for near in nearest.nearest(session, process, people.visitor)] == [ours.id]
    assert process.id not in found_by(session, OTHER_BIN, people.library)
    assert session.get(ProcessVector, process.id) is None


def test_what_is_withdrawn_can_still_be_the_question(session: Session, people: People, ours: Process) -> None:
    own = put(session, people, OTHER_BIN)
    publishing.withdraw(session, people.editor, own.id)
    assert [near.line.id for near in nearest.nearest(session, own, people.editor)] == [ours.id]


def test_stored_and_just_read_ask_the_same(session: Session, people: People, ours: Process) -> None:
    own = put(session, people, OTHER_BIN, job=" ")
    stored = nearest.nearest(session, own, people.editor)
    kept = read(OTHER_BIN)
    fresh = nearest.nearest_to(session, profile(kept, own.job), people.editor, 10)
    fresh_pairs = {near.line.id: near.pairs for near in fresh if near.line.id != own.id}
    assert {near.line.id: near.pairs for near in stored} == fresh_pairs


def test_questions_are_found_at_the_step_whose_pattern_asks_them(session: Session, people: People) -> None:
    made = put(session, people, MISSED_BIN)
    publishing.publish(session, people.editor, made.id)
    assert step_hits(session, "postcode", kind="question") == []
    edits.attach_pattern(session, people.editor, made.id, "A", "address")
    (group,) = steps.find(session, "postcode", "question")
    assert group.processes[0].hits[0].says == "Postcode"
    assert {hit.element for hit in group.processes[0].hits} == {"A"}
    edits.detach_pattern(session, people.editor, made.id, "A", "address")
    assert step_hits(session, "postcode", kind="question") == []


def test_a_pattern_s_own_life_is_followed(session: Session, people: People) -> None:
    patterns.create(session, people.contributor, pattern_file(slug="ours"), people.oxford)
    made = put(session, people, attached(MISSED_BIN, "A", "ours", None))
    (asked,) = {one.label for one in _asked(session, made)} or {""}
    assert asked
    # Not published yet: within the council's own drafts, and nowhere else.
    assert asked in step_hits(session, asked, people.contributor, "question")
    publishing.publish(session, people.editor, made.id)
    assert step_hits(session, asked, people.contributor, "question") == []
    patterns.publish(session, people.editor, "ours")
    assert asked in step_hits(session, asked, None, "question")


def _asked(session: Session, process: Process) -> tuple[object, ...]:
    from webapp.store.queries.profiles import profile_of

    found = profile_of(session, process)
    assert found is not None
    return found.asked


def test_two_server_processes_see_each_other_s_changes(
    session: Session, people: People, database: Database
) -> None:
    one, two = MemoryIndex(), MemoryIndex()
    made = put(session, people, MISSED_BIN)
    for index in (one, two):
        with database.session() as other:
            index.refresh(other)
            assert set(index.kept(other, [made.id])) == {made.id}
    publishing.withdraw(session, people.contributor, made.id)
    with database.session() as other:
        assert set(one.kept(other, [made.id])) == {made.id}, "not asked yet"
        one.refresh(other)
        assert one.kept(other, [made.id]) == {}
    publishing.undo(session, people.contributor, made.id)
    uploads.new_version(session, people.contributor, made.id, IncomingFile("b.bpmn", BADGE))
    with database.session() as other:
        for index in (one, two):
            index.refresh(other)
            assert index.kept(other, [made.id])[made.id].number == 2
            assert index.labels(other, index.kept(other, [made.id])[made.id].steps["label"]).any(axis=1).all()


def test_what_is_rolled_back_was_never_in_memory(
    session: Session, people: People, database: Database
) -> None:
    index = MemoryIndex()
    index.refresh(session)
    numbers: list[int] = []

    def broken_off() -> None:
        with writing(session):
            numbers.append(put(session, people, MISSED_BIN).id)
            index.refresh(session)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    other = put(session, people, OTHER_BIN)
    session.commit()
    with database.session() as fresh:
        index.refresh(fresh)
        assert set(index.kept(fresh, [*numbers, other.id])) == {other.id}
        assert index.kept(fresh, [other.id])[other.id].steps["label"].size == len(
            profile(read(OTHER_BIN)).steps
        )


def test_an_old_library_is_filled_in_batches(
    session: Session, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [put(session, people, MISSED_BIN.replace(b"Oxford", b"Oxford%d" % n)) for n in range(5)]
    indexing.forget_all(session)
    assert found_by(session, MISSED_BIN, people.library) == []
    assert list(indexing.fill_all(session)) == [5]
    assert set(found_by(session, MISSED_BIN, people.library)) == {one.id for one in made}
    assert list(indexing.fill_all(session)) == []
    session.get_one(ProcessVector, made[0].id).number = 0
    session.commit()
    assert list(indexing.fill_all(session)) == [1]


def test_without_weights_it_is_by_words_and_said_so(
    session: Session, people: People, ours: Process, without_weights: None
) -> None:
    list(indexing.fill_all(session))
    assert nearest.is_by_words(session)
    assert found_by(session, OTHER_BIN) == [ours.id]
    assert "Check the crew's log" in step_hits(session, "look at the crew's log")


def test_rows_of_another_space_are_never_mixed(
    session: Session, people: People, ours: Process, without_weights: None
) -> None:
    if session.get_one(ProcessVector, ours.id).made_with.startswith("words"):
        pytest.skip("the weights for meaning are not installed")
    assert found_by(session, OTHER_BIN) == [], "the library is by meaning, this program only by words"
    own = put(session, people, OTHER_BIN)
    assert found_by(session, OTHER_BIN, people.editor) == [own.id]
    list(indexing.fill_all(session))
    assert set(found_by(session, OTHER_BIN, people.editor)) == {own.id, ours.id}


@pytest.fixture
def without_weights(ours: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on there are no weights."""
    monkeypatch.setattr("bpmn.compare.nearest.spaces.encoder", lambda: None)


LONG = "Check the application and " * 200
HOSTILE = {
    "no labels": drawn("start S\ntask A\nend E\nS -> A -> E"),
    "nothing": drawn("start S"),
    "another script": drawn('task A "申請を確認する"\ntask B "手紙を送る"\nA -> B'),
    "long": drawn(f'task A "{LONG}"\ntask B "{LONG} again"\nA -> B'),
    "marks": drawn('task A "<script>alert(1)</script>"\ntask B "\' OR 1=1 --"\nA -> B'),
    "many": drawn(
        "\n".join(f'task T{n} "Check part {n}"' for n in range(1_000))
        + "\n"
        + "\n".join(f"T{n} -> T{n + 1}" for n in range(999))
    ),
    "the same": drawn("\n".join(f'task T{n} "Check"' for n in range(400))),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_diagrams_are_kept_asked_about_and_answered(
    session: Session, people: People, ours: Process, kind: str
) -> None:
    made = put(session, people, HOSTILE[kind], job="x")
    twin = put(session, people, HOSTILE[kind] + b"<!-- twin -->", job="x")
    near = nearest.nearest(session, made, people.editor, 10)
    if kind in ("no labels", "nothing"):
        assert ours.id not in {one.line.id for one in near}
        return
    assert near[0].line.id == twin.id
    assert near[0].likeness > 0.99


@pytest.mark.parametrize("words", ["", "  ", "\0", "%_'\"", "\ud800", "x" * 10_000, "<b>", "申請", "😀"])
def test_any_words_may_be_asked(session: Session, ours: Process, words: str) -> None:
    assert isinstance(steps.find(session, words), tuple)
    assert isinstance(steps.find(session, words, "question"), tuple)


def test_the_limit_holds(session: Session, people: People, ours: Process) -> None:
    for number in range(4):
        put(session, people, MISSED_BIN.replace(b"Oxford", b"%d" % number))
    assert len(nearest.nearest(session, ours, people.editor, 2)) == 2
    assert nearest.nearest(session, ours, people.editor, 0) == ()
    groups = steps.find(session, "check the crew's log", "step", people.editor, limit=3)
    assert sum(len(group.processes) for group in groups) == 3
