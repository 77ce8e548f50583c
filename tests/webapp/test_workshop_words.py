"""What a workshop says of times, codes and steps, and who is present."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.actions.workshop_notes import Said, _checked
from webapp.actions.workshops import CODE_LENGTH, LETTERS, new_code, read_code
from webapp.errors import Refused
from webapp.personal import looks_personal
from webapp.walkthroughs.storyboard import Frame
from webapp.workshops.present import LATELY, Present
from webapp.workshops.storyboard import nearest
from webapp.workshops.words import code_in_words, counts_in_words, time_in_words, times_in_words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1.5 hours"),
        (1440, "1 day"),
        (4320, "3 days"),
    ],
)
def test_times_in_the_unit_that_says_them_well(minutes: int, words: str) -> None:
    assert time_in_words(minutes) == words


def test_what_several_people_say_a_step_takes() -> None:
    assert times_in_words([]) == ""
    assert times_in_words([30]) == "about 30 minutes (1 person said so)"
    assert times_in_words([20, 20]) == "about 20 minutes (2 said so)"
    assert times_in_words([2880, 20, 60]) == "20 minutes to 2 days, 1 hour in the middle (3 said so)"


@given(some.lists(some.integers(1, 10**6), min_size=1))
def test_the_order_in_which_they_said_it_does_not_matter(minutes: list[int]) -> None:
    assert times_in_words(minutes) == times_in_words(minutes[::-1])


def test_counts_in_words() -> None:
    assert counts_in_words({}) == "No notes yet"
    assert counts_in_words({"question": 1, "pain": 3}) == "3 pain points and 1 question"


def test_a_code_is_read_as_it_is_read_out() -> None:
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(LETTERS)
    assert read_code(code_in_words(code)) == code
    assert read_code(f" {code.lower()} ") == code
    assert read_code("O01I") == ""
    assert read_code(code + "X") == ""


@given(some.text(max_size=40))
def test_whatever_is_typed_as_a_code_is_a_code_or_nothing(typed: str) -> None:
    code = read_code(typed)
    assert code == "" or (len(code) == CODE_LENGTH and set(code) <= set(LETTERS))


def frame(number: int, element: str) -> Frame:
    return Frame(number, "do", "", "staff", element, "", "", None, "", (), element)


@given(some.lists(some.sampled_from("ABC"), max_size=12), some.sampled_from("ABCD"), some.integers(1, 14))
def test_a_note_stands_at_the_nearest_time_its_step_was_taken(
    walked: list[str], said: str, number: int
) -> None:
    frames = [frame(place, element) for place, element in enumerate(walked, start=1)]
    place = nearest(frames, said, number)
    if said not in walked:
        assert place is None
    else:
        assert place is not None
        assert walked[place - 1] == said
        assert all(
            abs(place - number) <= abs(other.number - number) for other in frames if other.element == said
        )


def test_who_has_not_asked_for_a_minute_has_gone() -> None:
    present = Present()
    present.seen("room", "one", at=0)
    present.seen("room", "two", at=LATELY - 1)
    present.seen("elsewhere", "three", at=LATELY - 1)
    present.seen("room", "two", at=LATELY)
    assert present.count("room", at=LATELY) == 2
    assert present.count("room", at=LATELY + 1) == 1
    assert present.count("elsewhere", at=3 * LATELY) == 0


@pytest.mark.parametrize(
    ("amount", "unit", "minutes"),
    [("20", "minutes", 20), ("1,5", "hours", 90), ("0.001", "minutes", 1), ("3", "days", 4320)],
)
def test_how_long_something_takes(amount: str, unit: str, minutes: int) -> None:
    assert _checked(Said("takes", "other", "A", 0, amount=amount, unit=unit)).minutes == minutes


@pytest.mark.parametrize("amount", ["", "a while", "-1", "0", "NaN", "Infinity", "1e9", "９", "99999999"])
def test_what_is_no_time_is_refused(amount: str) -> None:
    with pytest.raises(Refused, match="as a number"):
        _checked(Said("takes", "other", "A", 0, amount=amount, unit="days"))


@pytest.mark.parametrize(
    ("said", "because"),
    [
        (Said("praise", "other", "A", 0), "what kind"),
        (Said("pain", "mayor", "A", 0), "your role"),
        (Said("pain", "other", "A", 0, text="x" * 301), "too long"),
        (Said("missing", "other", "A", 0), "which step is missing"),
        (Said("order", "other", "A", 0), "come after"),
    ],
)
def test_notes_that_cannot_be_kept(said: Said, because: str) -> None:
    with pytest.raises(Refused, match=because):
        _checked(said)


def test_signs_of_personal_data() -> None:
    assert looks_personal("Ask", "jo@council.org.uk") == "an e-mail address"
    assert looks_personal("Rings 07700 900 982 instead") == "a telephone number"
    assert looks_personal("Takes 20 minutes, twice on Mondays") is None
