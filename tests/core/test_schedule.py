"""When: what a moderator writes, in their zone, and what the change of clocks makes of it."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.schedule import WhenError, place_of, read_when, spoken

LA = "America/Los_Angeles"
MONDAY = datetime(2026, 11, 23, 18, 0, 30, tzinfo=UTC)  # 10:00 in Los Angeles, a Monday


def read(text: str, *, zone: str = LA, now: datetime = MONDAY) -> str:
    return read_when(text, zone=zone, now=now).astimezone(place_of(zone)).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fri 17:00", "Fri 2026-11-27 17:00"),
        ("Friday at 5pm", "Fri 2026-11-27 17:00"),
        ("on fri, 5:30 p.m.", "Fri 2026-11-27 17:30"),
        ("“fri 17.00”", "Fri 2026-11-27 17:00"),
        ("fri", "Fri 2026-11-27 17:00"),
        ("fri 9", "Fri 2026-11-27 09:00"),
        ("mon 17:00", "Mon 2026-11-23 17:00"),
        ("mon 9:00", "Mon 2026-11-30 09:00"),
        ("tues 12 am", "Tue 2026-11-24 00:00"),
        ("today noon", "Mon 2026-11-23 12:00"),
        ("tomorrow 9:00", "Tue 2026-11-24 09:00"),
        ("tomorrow", "Tue 2026-11-24 17:00"),
        ("17:00", "Mon 2026-11-23 17:00"),
        ("9:00", "Tue 2026-11-24 09:00"),
        ("2026-12-11", "Fri 2026-12-11 17:00"),
        ("2026-12-11 17:00", "Fri 2026-12-11 17:00"),
        ("2026-12-11T08:15", "Fri 2026-12-11 08:15"),
        ("2026-12-11 17:00Z", "Fri 2026-12-11 09:00"),
        ("2026-12-11 17:00 +01:00", "Fri 2026-12-11 08:00"),
        ("in 3d", "Thu 2026-11-26 10:00"),
        ("3d", "Thu 2026-11-26 10:00"),
        ("in 2h", "Mon 2026-11-23 12:00"),
        ("in 30m", "Mon 2026-11-23 10:30"),
        ("in 1 week and 2 days", "Wed 2026-12-02 10:00"),
        ("in 1d12h", "Tue 2026-11-24 22:00"),
        ("in 90 minutes", "Mon 2026-11-23 11:30"),
    ],
)
def test_a_moderator_writes_a_time(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("11.12.", "Fri 2026-12-11 17:00"),
        ("on 11.12.,", "Fri 2026-12-11 17:00"),
        ("9.12.", "Wed 2026-12-09 17:00"),
        ("1. 2.", "Mon 2027-02-01 17:00"),
        ("11.12. 9:30", "Fri 2026-12-11 09:30"),
        ("11.12. at 9.30", "Fri 2026-12-11 09:30"),
        ("11.12. 9 am", "Fri 2026-12-11 09:00"),
        ("11.12.26", "Fri 2026-12-11 17:00"),
        ("11.12.2026, 9:00", "Fri 2026-12-11 09:00"),
        ("fri 11.12.", "Fri 2026-12-11 17:00"),
        ("23.11.", "Mon 2026-11-23 17:00"),
        ("22.11.", "Mon 2027-11-22 17:00"),
        ("29.2.", "Tue 2028-02-29 17:00"),
        ("2026.12.11", "Fri 2026-12-11 17:00"),
        ("2026/12/11 9:00", "Fri 2026-12-11 09:00"),
        ("17.30", "Mon 2026-11-23 17:30"),
        ("fri 17.30.", "Fri 2026-11-27 17:30"),
        ("tomorrow 9.10", "Tue 2026-11-24 09:10"),
        ("Friday.", "Fri 2026-11-27 17:00"),
    ],
)
def test_a_date_with_dots_has_the_day_first(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("11.12", "`11.12.` for the day, `11:12` for the time"),
        ("23.12", "`23.12.` for the day, `23:12` for the time"),
        ("fri 9.10", "`9.10.` for the day, `9:10` for the time"),
        ("11/12", "one day to some and another to others"),
        ("12/11/2026 17:00", "one day to some and another to others"),
        ("31.2.", "There is no 31.2."),
        ("mon 11.12.", "11.12. is not a Mon, but Fri 11 Dec 2026"),
    ],
)
def test_what_may_be_a_day_or_a_time_is_asked_back(written: str, told: str) -> None:
    with pytest.raises(WhenError, match=re.escape(told)):
        read(written)


def test_now_is_now() -> None:
    assert read_when(" Now ", zone=LA, now=MONDAY) == MONDAY


def test_a_day_without_a_time_takes_the_one_that_is_asked_for() -> None:
    assert read_when("fri", zone="UTC", now=MONDAY, default=time(9)).hour == 9


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-22 17:00", "Sun 22 Nov 2026, 17:00 is in the past"),
        ("today 9:00", "Mon 23 Nov 2026, 09:00 is in the past"),
        ("in 0m", "is in the past"),
        ("2036-01-01", "more than two years away"),
        ("in 9999d", "more than two years away"),
        ("in 999999w", "Write a time like"),
        ("2026-02-30 17:00", "Write a time like"),
        ("9999-12-31 23:59", "Write a time like"),
        ("fri 25:00", "There is no 25:00"),
        ("fri 13pm", "There is no 13pm"),
        ("fri 17:00 sharp", "Write a time like"),
        ("next week", "Write a time like"),
        ("soon", "Write a time like"),
        ("in 3 moons", "Write a time like"),
        ("", "Write a time like"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_write(written: str, told: str) -> None:
    with pytest.raises(WhenError, match=told):
        read(written)


def test_a_time_that_the_clocks_skip_comes_as_much_later_as_the_gap_is_long() -> None:
    saturday = datetime(2027, 3, 13, 20, 0, tzinfo=UTC)
    assert read("sun 2:30", now=saturday) == "Sun 2027-03-14 03:30"
    assert read("2027-03-14 02:59", now=saturday) == "Sun 2027-03-14 03:59"


def test_of_a_time_that_comes_twice_the_first_one_counts() -> None:
    moment = read_when("2026-11-01 01:30", zone=LA, now=datetime(2026, 10, 31, 20, 0, tzinfo=UTC))
    assert moment == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_days_keep_the_time_of_day_and_hours_their_length_across_a_change() -> None:
    saturday = datetime(2027, 3, 13, 18, 0, tzinfo=UTC)  # 10:00, a day before the clocks go forward
    assert read("in 1d", now=saturday) == "Sun 2027-03-14 10:00"
    assert read("in 24h", now=saturday) == "Sun 2027-03-14 11:00"


def test_an_unknown_zone_counts_as_utc() -> None:
    assert read_when("2026-12-11 17:00", zone="Mars/Olympus", now=MONDAY).hour == 17
    assert spoken(MONDAY, "../etc/passwd") == "Mon 23 Nov 2026, 18:00"


zones = st.sampled_from([LA, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Berlin"])
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(zones, moments, st.integers(1, 700), st.times(timezones=st.none()))
def test_any_date_and_time_is_the_one_on_the_wall_or_the_gap_after_it(
    zone: str, now: datetime, ahead: int, at: time
) -> None:
    at = at.replace(second=0, microsecond=0)
    day = now.date() + timedelta(days=ahead + 1)
    moment = read_when(f"{day.isoformat()} {at:%H:%M}", zone=zone, now=now)
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    late = local - datetime.combine(day, at)
    assert timedelta(0) <= late <= timedelta(days=1), "Samoa once skipped a whole day; elsewhere an hour or less"
    assert moment > now


@given(zones, moments, st.sampled_from(["mon", "thursday", "sun"]), st.integers(0, 23))
def test_a_weekday_is_the_next_one_within_eight_days(zone: str, now: datetime, day: str, hour: int) -> None:
    moment = read_when(f"{day} {hour}:00", zone=zone, now=now)
    assert now < moment <= now + timedelta(days=8)


@given(st.text(max_size=40), zones)
def test_any_text_is_a_moment_or_a_short_sentence(text: str, zone: str) -> None:
    try:
        moment = read_when(text, zone=zone, now=MONDAY)
    except WhenError as refusal:
        assert len(str(refusal)) < 200  # noqa: PT017
    else:
        assert moment >= MONDAY
