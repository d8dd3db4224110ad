"""Days of comments: each is of five people or more, or of the time before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.comment_days import MIN_AUTHORS, merge_days

FIRST = date(2026, 11, 2)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_day_of_one_person_goes_on_until_five_wrote() -> None:
    authors = {day(0): {1}, day(1): {2, 3}, day(4): {1, 4, 5}, day(5): {6}}
    moved = merge_days(authors, day(7), is_open=True)
    assert moved == {day(0): day(4), day(1): day(4), day(5): day(7)}
    assert merge_days({day(0): {1}}, day(0), is_open=True) == {}
    assert merge_days({day(0): {1, 2, 3, 4, 5, 6}}, day(3), is_open=True) == {}


def test_after_the_close_the_last_few_have_the_day_before() -> None:
    authors = {day(0): {1, 2, 3, 4, 5}, day(3): {6}, day(4): {7}}
    assert merge_days(authors, day(9), is_open=False) == {day(3): day(0), day(4): day(0)}
    assert merge_days({day(0): {1}, day(2): {2}}, day(9), is_open=False) == {day(0): day(2)}
    assert merge_days({}, day(9), is_open=False) == {}


days = st.dictionaries(
    st.integers(0, 12).map(day), st.sets(st.integers(0, 9), min_size=1, max_size=6), min_size=1, max_size=8
)


@given(days, st.booleans())
def test_whatever_people_wrote_every_day_is_of_five_or_of_now_and_stays(
    authors: dict[date, set[int]],
    is_open: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    today = day(13)
    moved = merge_days(authors, today, is_open=is_open)
    merged: dict[date, set[int]] = {}
    for each, people in authors.items():
        merged.setdefault(moved.get(each, each), set()).update(people)
    few = [each for each, people in merged.items() if len(people) < MIN_AUTHORS]
    assert few in ([], [today]) if is_open else (few == [] or len(merged) == 1)
    assert merge_days(merged, today, is_open=is_open) == {}, "once more changes nothing"
    assert not set(moved) & set(moved.values())
