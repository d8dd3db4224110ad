"""Quarters: their last days, and when an exchange closes that goes by them."""

from datetime import UTC, date, datetime

import pytest

from bot.core.quarters import Quarter, quarter_close, quarter_of


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2028, 9, 30), date(2028, 9, 30)),
        (date(2026, 12, 4), date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_its_last_day(day: date, last: date) -> None:
    assert quarter_of(day).last_day == last
    assert quarter_of(last) == quarter_of(day)


def test_after_the_fourth_quarter_comes_the_first_of_the_next_year() -> None:
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2026, 1).next == Quarter(2026, 2)


@pytest.mark.parametrize(
    ("opens_at", "zone", "closes_at"),
    [
        (datetime(2026, 10, 5, 9, tzinfo=UTC), "UTC", datetime(2026, 12, 31, 17, tzinfo=UTC)),
        (datetime(2026, 12, 17, 17, tzinfo=UTC), "UTC", datetime(2026, 12, 31, 17, tzinfo=UTC)),
        (datetime(2026, 12, 17, 18, tzinfo=UTC), "UTC", datetime(2027, 3, 31, 17, tzinfo=UTC)),
        (datetime(2026, 12, 31, 17, 0, 30, tzinfo=UTC), "UTC", datetime(2027, 3, 31, 17, tzinfo=UTC)),
        (datetime(2026, 10, 5, 9, tzinfo=UTC), "Europe/Madrid", datetime(2026, 12, 31, 16, tzinfo=UTC)),
        (datetime(2026, 4, 1, 5, tzinfo=UTC), "America/Los_Angeles", datetime(2026, 7, 1, 0, tzinfo=UTC)),
        (datetime(2026, 10, 5, 9, tzinfo=UTC), "Nowhere/Land", datetime(2026, 12, 31, 17, tzinfo=UTC)),
    ],
)
def test_it_closes_on_the_evening_of_the_last_day_in_its_zone_and_is_open_for_two_weeks_at_least(
    opens_at: datetime, zone: str, closes_at: datetime
) -> None:
    assert quarter_close(opens_at, zone) == closes_at
