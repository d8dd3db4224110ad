"""Reminders go out at most twice, never in two days, once in up to four, and leave everybody a day before the close."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reminder_times import find_due, is_daytime, list_reminders

OPENED = datetime(2026, 10, 26, 15, tzinfo=UTC)


@pytest.mark.parametrize(("days", "count"), [(1, 0), (2, 0), (2.5, 1), (4, 1), (4.1, 2), (12, 2), (90, 2)])
def test_how_many_there_are_depends_on_how_long_it_is_open(days: float, count: int) -> None:
    assert len(list_reminders(OPENED, OPENED + timedelta(days=days))) == count
    assert len(list_reminders(OPENED, None)) == 2


@given(days=st.floats(2.01, 200), hour=st.integers(0, 5_000))
def test_each_comes_once_in_a_day_and_none_in_the_last_hours(days: float, hour: int) -> None:
    closes_at = OPENED + timedelta(days=days)
    now = OPENED + timedelta(hours=hour)
    number = find_due(OPENED, closes_at, now)
    assert number <= len(list_reminders(OPENED, closes_at)) <= 2
    if number:
        assert now + timedelta(hours=4) <= closes_at
        assert OPENED < list_reminders(OPENED, closes_at)[number - 1] <= now


@pytest.mark.parametrize(
    ("at", "zone", "is_day"),
    [
        ("2026-11-01T16:30+00:00", "America/Los_Angeles", False),  # 8:30, the clocks went back that night
        ("2026-10-31T16:30+00:00", "America/Los_Angeles", True),  # 9:30, the day before
        (
            "2026-10-03T22:15+00:00",
            "Australia/Lord_Howe",
            True,
        ),  # 9:15 of the day on which the clocks go half an hour on
        ("2026-10-02T22:15+00:00", "Australia/Lord_Howe", False),  # 8:45
        ("2026-10-02T17:00+00:00", "no/where", False),  # UTC
    ],
)
def test_day_is_between_nine_and_seventeen_where_somebody_lives(at: str, zone: str, *, is_day: bool) -> None:
    assert is_daytime(datetime.fromisoformat(at), zone) == is_day
