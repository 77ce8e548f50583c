"""Laws of aligning questions, over random lists."""

from __future__ import annotations

from hypothesis import given, settings

from bpmn.compare.questions import Asked, QuestionRow, align_questions, pair_questions
from tests.bpmn.compare.questions.asking import lists

MIRROR = {"both": "both", "other words": "other words", "only A": "only B", "only B": "only A"}


def turned(row: QuestionRow) -> tuple[object, ...]:
    """What a row says, from the other side."""
    differs = {(one.about, one.b, one.a) for one in row.differs}
    return row.b, row.a, MIRROR[row.how], frozenset(differs), row.pairing and row.pairing.mirrored()


def told(row: QuestionRow) -> tuple[object, ...]:
    differs = {(one.about, one.a, one.b) for one in row.differs}
    return row.a, row.b, row.how, frozenset(differs), row.pairing


@settings(max_examples=80, deadline=None)
@given(lists(), lists())
def test_the_other_way_round_is_the_mirror_image(ours: tuple[Asked, ...], theirs: tuple[Asked, ...]) -> None:
    there, back = align_questions(ours, theirs), align_questions(theirs, ours)
    assert {told(row) for row in there} == {turned(row) for row in back}


@settings(max_examples=60, deadline=None)
@given(lists(), lists())
def test_every_question_stands_in_one_row(ours: tuple[Asked, ...], theirs: tuple[Asked, ...]) -> None:
    rows = align_questions(ours, theirs)
    assert sorted((one for row in rows for one in row.a), key=repr) == sorted(ours, key=repr)
    assert sorted((one for row in rows for one in row.b), key=repr) == sorted(theirs, key=repr)


@settings(max_examples=60, deadline=None)
@given(lists())
def test_a_list_beside_itself_pairs_each_question_with_one_in_the_same_words(
    asked: tuple[Asked, ...],
) -> None:
    for pairing in pair_questions(asked, asked):
        assert [asked[i].title for i in pairing.a] == [asked[j].title for j in pairing.b]
    titled = {place for place, one in enumerate(asked) if one.title.strip()}
    assert titled <= {i for pairing in pair_questions(asked, asked) for i in pairing.a}
