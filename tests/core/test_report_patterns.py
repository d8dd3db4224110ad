"""A pattern of reports: three people or more, and two comments or more that they have in common."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.report_patterns import ReportPattern, find_pattern


def test_three_who_report_the_same_two_are_a_pattern_and_fewer_are_none() -> None:
    assert find_pattern([{1, 2}] * 3) == ReportPattern(comments=2, people=3)
    assert find_pattern([{1, 2}, {1, 2}, {1, 9}]) is None
    assert find_pattern([{1}] * 40) is None, "many may report one comment, each by themselves"
    assert find_pattern([]) is None


def test_who_reported_something_else_is_not_counted_and_people_are_counted_in_steps() -> None:
    assert find_pattern([{1, 2, 3}, {1, 2}, {2, 3, 1}, {7, 8}, {1, 7}]) == ReportPattern(comments=2, people=3)
    assert find_pattern([{1, 2}] * 9) == ReportPattern(comments=2, people=5)


def test_it_unravels_where_each_lacks_one() -> None:
    assert find_pattern([{1, 2}, {1, 2}, {2, 3}, {3, 4}, {4, 1}]) is None


@given(st.lists(st.sets(st.integers(1, 6)), max_size=12), st.sets(st.integers(1, 6)))
def test_more_reports_never_end_a_pattern(reported: list[set[int]], another: set[int]) -> None:
    before, after = find_pattern(reported), find_pattern([*reported, another])
    if before:
        assert after is not None
        assert (after.comments, after.people) >= (before.comments, before.people)
