"""Which ratings figures count: a figure changes only for enough new people, once a day, and never for one person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.core.limits import CUT, MIN_EXACT, MIN_NEW
from bot.core.release import GONE, Counted, Live, Moment, Release, next_release, nothing_counted
from bot.core.release_noise import make_noise
from bot.core.release_state import ReleaseState, empty_state
from bot.core.release_times import Plan, after, count_group_moments, due_at

PEOPLE, COMMENTS, GROUPS, THEMES = 24, 3, 2, 2
Stars = dict[tuple[int, int], int]


def live(stars: Stars, group: list[int] | None = None) -> Live:
    """Return ratings by (comment, person); people are in two groups, one after the other."""
    rows = sorted(stars.items())
    return Live(
        comments=np.array([comment for (comment, _), _ in rows], dtype=np.int64),
        people=np.array([person for (_, person), _ in rows], dtype=np.int64),
        stars=np.array([each for _, each in rows], dtype=np.int64),
        group=np.array(group or [person % GROUPS for person in range(PEOPLE)]),
        theme=np.array([comment % THEMES for comment in range(COMMENTS)]),
        group_count=GROUPS,
        theme_count=THEMES,
    )


def stars_in(counted: Counted, column: str = "own") -> Stars:
    """Return what a column counts now, by (comment, person)."""
    values = getattr(counted, column)
    rows = zip(counted.comments.tolist(), counted.people.tolist(), values.tolist(), strict=True)
    return {(comment, person): each for comment, person, each in rows if each > 0}


def release(before: Counted, stars: Stars, day: int, *, min_people: int = 5, **moment: bool) -> Release:
    return next_release(before, live(stars), Moment(day=day, **moment), min_people=min_people)


def one(people: range, stars: int = 4) -> Stars:
    return {(0, person): stars for person in people}


def test_five_people_begin_a_figure_and_five_more_change_it_on_another_day() -> None:
    four = release(nothing_counted(), one(range(4)), 1)
    assert four.is_empty
    five = release(four.counted, one(range(5)), 1)
    assert (five.comments.tolist(), five.whole, five.themes.tolist()) == ([True, False, False], True, [True, False])
    assert release(five.counted, one(range(9)), 2).is_empty
    assert release(five.counted, one(range(10)), 1).is_empty, "on the same day"
    ten = release(five.counted, one(range(10)), 2)
    assert stars_in(ten.counted) == one(range(10))


def test_a_smaller_group_begins_a_figure_and_never_changes_it() -> None:
    three = release(nothing_counted(), one(range(3)), 1, min_people=3)
    assert three.comments[0]
    assert release(three.counted, one(range(3 + MIN_NEW - 1)), 2, min_people=3).is_empty
    assert release(three.counted, one(range(3 + MIN_NEW)), 2, min_people=3).comments[0]


def test_who_changes_their_mind_or_leaves_changes_nothing_until_five_others_come() -> None:
    five = release(nothing_counted(), one(range(5)), 1).counted
    changed = one(range(1, 5)) | {(0, 1): 1}
    assert release(five, changed, 2).is_empty
    assert release(five, changed | one(range(5, 9)), 2).is_empty, "four new ones, and one who left"
    ten = release(five, changed | one(range(5, 10)), 2).counted
    assert stars_in(ten) == changed | one(range(5, 10))
    assert GONE in ten.own.tolist()
    back = one(range(10)) | one(range(10, 14))
    assert release(ten, back, 3).is_empty, "who comes back was counted before"


def test_at_the_close_the_last_release_comes_on_any_day() -> None:
    five = release(nothing_counted(), one(range(5)), 1).counted
    assert release(five, one(range(10)), 1).is_empty
    assert release(five, one(range(10)), 1, is_close=True).comments[0]


def test_the_first_close_counts_the_last_few_of_comments_with_noise_and_later_ones_do_not() -> None:
    five = release(nothing_counted(), one(range(5)), 1).counted
    closed = release(five, one(range(6)), 1, is_close=True)
    assert stars_in(closed.counted) == one(range(6))
    assert not closed.whole, "the whole exchange by the usual rule"
    assert not closed.themes.any()
    assert release(closed.counted, one(range(7)), 9, is_close=True).is_empty, "opened again, and closed"
    assert release(closed.counted, one(range(11)), 9, is_close=True).comments[0]
    assert release(nothing_counted(), one(range(4)), 1, is_close=True).is_empty, "too few to begin with"
    assert release(five, one(range(5), stars=1), 1, is_close=True).is_empty, "a change of mind alone"


def test_at_the_close_a_comment_without_noise_changes_for_five_new_people_alone() -> None:
    many = PEOPLE * 2

    def of(people: int) -> Live:
        some = np.arange(people)
        stars, group = np.full(people, 4), np.zeros(many, dtype=np.int64)
        where = {"comments": np.zeros(people, dtype=np.int64), "people": some, "stars": stars, "group": group}
        return Live(**where, theme=np.array([-1]), group_count=1, theme_count=0)

    before = next_release(nothing_counted(), of(MIN_EXACT - 3), Moment(day=1), min_people=5).counted
    for people, changes in ((MIN_EXACT - 1, True), (MIN_EXACT, False), (MIN_EXACT + 2, True)):
        found = next_release(before, of(people), Moment(day=1, is_close=True), min_people=5)
        assert bool(found.comments[0]) == changes, people


def test_figures_by_group_change_at_their_moments_alone_and_only_for_five_new_people_of_the_group() -> None:
    first = release(nothing_counted(), one(range(12)), 1)
    assert not first.cells.any()
    assert release(first.counted, one(range(12)), 2, has_groups=True).cells[0].tolist() == [True, True, False]
    begun = release(first.counted, one(range(12)), 2, has_groups=True).counted
    of_one_group = one(range(12)) | one(range(12, 22, 2)) | one(range(13, 21, 2))
    assert release(begun, of_one_group, 3, has_groups=True).cells[0].tolist() == [True, False, False]


def test_a_group_is_fixed_by_the_first_rating_and_may_be_named_later() -> None:
    first = next_release(nothing_counted(), live(one(range(6)), [-1] * PEOPLE), Moment(day=1), min_people=5).counted
    named = next_release(first, live(one(range(6)), [0] * PEOPLE), Moment(day=2), min_people=5).counted
    assert named.group_of.tolist()[:6] == [0] * 6
    moved = next_release(named, live(one(range(6)), [1] * PEOPLE), Moment(day=3), min_people=5).counted
    assert moved.group_of.tolist()[:6] == [0] * 6


def test_a_new_theme_begins_between_releases_and_counts_no_rating_since() -> None:
    before = release(nothing_counted(), one(range(5)), 1).counted
    later = live(one(range(9)))
    renamed = replace(later, theme=np.array([2, -1, -1]), theme_count=3)
    found = next_release(before, renamed, Moment(day=1, is_for_new_themes=True), min_people=5)
    assert not found.comments.any()
    assert not found.whole
    assert found.themes.tolist() == [False, False, True]
    assert found.counted.theme_people[found.counted.themes == 2].tolist() == list(range(5))


acts = st.lists(
    st.tuples(st.integers(0, COMMENTS - 1), st.integers(0, PEOPLE - 1), st.integers(0, 5)), min_size=1, max_size=40
)


@given(st.lists(st.tuples(acts, st.integers(0, 1), st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_whatever_people_do_no_figure_moves_for_fewer_than_five_who_are_new_to_it(
    days: list[tuple[list[tuple[int, int, int]], int, bool, bool]],
) -> None:
    stars: Stars = {}
    counted, day = nothing_counted(), 1
    ever: dict[int, set[int]] = {comment: set() for comment in range(COMMENTS)}
    was_closed = False
    for given_now, passed, has_groups, is_close in days:
        day += passed
        for comment, person, value in given_now:
            stars.pop((comment, person), None)
            if value:
                stars[comment, person] = value
        before = counted
        found = release(before, stars, day, has_groups=has_groups, is_close=is_close)
        counted = found.counted
        for comment in range(COMMENTS):
            old, new = ({k: v for k, v in stars_in(each).items() if k[0] == comment} for each in (before, counted))
            fresh = {person for _, person in new} - ever[comment]
            is_last = is_close and not was_closed and bool(old)
            assert bool(found.comments[comment]) == (len(fresh) >= (1 if is_last else MIN_NEW))
            assert old == new or found.comments[comment]
            ever[comment] |= {person for _, person in new}
        was_closed = was_closed or is_close
        if not has_groups:
            assert stars_in(before, "group") == stars_in(counted, "group")


def test_the_state_comes_back_from_its_bytes_and_is_small() -> None:
    rng = np.random.default_rng(1)
    pairs = np.unique(rng.integers(0, 300 * 2_000, 40_000))
    size = len(pairs)
    column = rng.integers(1, 6, size).astype(np.int8)
    counted = replace(
        nothing_counted(),
        comments=pairs // 2_000,
        people=pairs % 2_000,
        whole=column,
        own=column,
        group=column,
        group_of=rng.integers(-1, 3, 2_000),
        whole_day=7,
    )
    state = ReleaseState(counted, empty_state().published.for_size(300, 4))
    kept = state.to_bytes()
    assert len(kept) < 4 * size
    again = ReleaseState.from_bytes(kept)
    for name in ("comments", "people", "whole", "own", "group", "group_of"):
        assert np.array_equal(getattr(again.counted, name), getattr(counted, name)), name
    assert (again.counted.whole_day, np.isnan(again.published.whole_stars)) == (7, True)
    assert len(again.published.stars) == 300


def test_the_same_people_give_the_same_noise_and_others_another() -> None:
    people = [str(each) for each in range(2_000)]
    noise = make_noise(b"key", people, list(range(200)))
    cells = np.repeat(np.arange(200), 10)
    who = np.arange(2_000)
    drawn = noise.of_sums(cells, who, np.arange(200))
    order = np.random.default_rng(1).permutation(2_000)
    assert np.array_equal(noise.of_sums(cells[order], who[order], np.arange(200)), drawn)
    fewer = noise.of_sums(cells[1:], who[1:], np.arange(200))
    assert fewer[0] != drawn[0]
    assert np.array_equal(fewer[1:], drawn[1:])
    assert np.abs(drawn).max() <= CUT * 2
    assert 1.6 < drawn.std() < 2.4
    assert abs(drawn.mean()) < 0.5
    assert not make_noise(b"", people, []).of_sums(cells, who, np.arange(200)).any()


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def test_the_first_day_has_a_look_each_hour_and_later_ones_one_at_six() -> None:
    plan = Plan(zone="UTC", opened_at=NOON, first_at=NOON)
    first = due_at(plan, NOON)
    assert due_at(plan, NOON + timedelta(minutes=59)).slot == first.slot
    assert due_at(plan, NOON + timedelta(hours=1)).slot != first.slot
    evening, night = (due_at(plan, NOON + timedelta(hours=each)) for each in (11, 17))
    assert first.day == evening.day == night.day
    morning, noon = (due_at(plan, NOON + timedelta(hours=each)) for each in (18, 24))
    assert (morning.day, morning.slot) == (first.day + 1, noon.slot)


def test_figures_by_group_have_three_moments_spread_over_the_time_and_one_at_the_close() -> None:
    plan = Plan(zone="UTC", opened_at=NOON, closes_at=NOON + timedelta(days=8))
    assert [count_group_moments(plan, NOON + timedelta(days=each)) for each in (1, 2, 4, 6, 7.9)] == [0, 1, 2, 3, 3]
    assert due_at(plan, NOON + timedelta(days=2)).has_groups
    assert not due_at(replace(plan, group_count=1), NOON + timedelta(days=2)).has_groups
    closed = due_at(replace(plan, closed_at=NOON, group_count=3), NOON + timedelta(days=9))
    assert (closed.has_groups, closed.is_close) == (True, True)
    endless = replace(plan, closes_at=None)
    assert [count_group_moments(endless, NOON + timedelta(days=each)) for each in (29, 31, 61)] == [0, 1, 2]


def test_new_themes_have_one_look_of_their_own_a_day() -> None:
    plan = Plan(zone="UTC", opened_at=NOON, first_at=NOON - timedelta(days=3))
    due = due_at(plan, NOON)
    first = after("", due, "2-9")
    assert first
    assert not first.is_for_new_themes
    assert after(first.mark, due, "2-9") is None
    extra = after(first.mark, due, "3-11")
    assert extra
    assert extra.is_for_new_themes
    assert after(extra.mark, due, "4-15") is None
    tomorrow = after(extra.mark, due_at(plan, NOON + timedelta(days=1)), "4-15")
    assert tomorrow
    assert not tomorrow.is_for_new_themes
