"""The sample of a blind check, and how sure its result is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.theme_check import SAMPLE, CheckedComment, draw, share_interval

COMMENTS = [CheckedComment(number, 1 + number % 4) for number in range(200)]


def test_thirty_comments_each_with_its_own_theme_and_another_in_random_order() -> None:
    offers = draw(COMMENTS, [1, 2, 3, 4], 7)
    assert len({each.comment_id for each in offers}) == SAMPLE
    assert all(each.found == 1 + each.comment_id % 4 != each.other for each in offers)
    assert {each.found_first for each in offers} == {True, False}
    assert offers == draw(COMMENTS[::-1], [4, 3, 2, 1], 7), "the seed decides, not the order of the rows"
    assert offers != draw(COMMENTS, [1, 2, 3, 4], 8)


def test_all_where_there_are_fewer() -> None:
    assert len(draw(COMMENTS[:9], [1, 2, 3, 4], 7)) == 9


def test_a_theme_to_which_the_comment_belongs_as_well_is_never_the_wrong_answer() -> None:
    comments = [CheckedComment(number, 1, second=2) for number in range(40)]
    assert {each.other for each in draw(comments, [1, 2, 3], 7)} == {3}
    assert draw(comments, [1, 2], 7) == []


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(24, 30, 0.627, 0.905), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0)]
)
def test_the_interval_is_that_of_wilson(count: int, total: int, low: float, high: float) -> None:
    assert share_interval(count, total) == pytest.approx((low, high), abs=0.001)


@given(st.integers(1, 500), st.data())
def test_the_share_lies_in_its_interval(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    low, high = share_interval(count, total)
    assert 0 <= low <= count / total + 1e-9
    assert count / total - 1e-9 <= high <= 1
